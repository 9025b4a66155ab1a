import type { Database } from '../../../sandbox/database.ts'
import { findCourseDate } from '../courses/store.ts'
import { partsOf } from '../key.ts'
import { findUser } from '../people/store.ts'
import { hasPlace } from '../places.ts'
import type { Columns } from '../store.ts'
import type { DelegateFacts } from './rules.ts'
import { findDelegate } from './store.ts'

/** Those of a delegate, and what the request names. */
type Facts = DelegateFacts & { id: string, found: object | undefined }

/** What the rules ask of a user who is to become a delegate. */
export function registrationFacts (db: Database, { userId, courseDateId, status }: Columns): Facts {
  const course = findCourseDate(db, courseDateId)
  return {
    id: String(courseDateId),
    found: course,
    userId: String(userId),
    user: findUser(db, userId),
    present: findDelegate(db, userId, courseDateId)?.status,
    status: String(status),
    course,
    takesPlace: hasPlace(String(status)),
    hadPlace: false
  }
}

/** What the rules ask of a delegate who is to change. */
export function delegateFacts (db: Database, id: string, columns: Columns): Facts {
  const [userId = '', courseDateId = ''] = partsOf(id, 2)
  const present = findDelegate(db, userId, courseDateId)
  const status = String(columns.status ?? present?.status)
  return {
    id,
    found: present,
    userId,
    user: {},
    present: present?.status,
    status,
    course: present && findCourseDate(db, courseDateId),
    takesPlace: hasPlace(status),
    hadPlace: present !== undefined && hasPlace(present.status)
  }
}
