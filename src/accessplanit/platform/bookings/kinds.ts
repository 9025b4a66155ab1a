import type { Rule } from '../../../core/rule.ts'
import type { PlatformContext } from '../context.ts'
import { findCourseDate } from '../courses/store.ts'
import { partsOf } from '../key.ts'
import type { NameOf } from '../names.ts'
import { findUser } from '../people/store.ts'
import type { RecordKind, RuledKind } from '../record.ts'
import type { Columns } from '../store.ts'
import { updateAvailability } from './availability.ts'
import { delegateFacts, registrationFacts } from './facts.ts'
import { delegateRules } from './rules.ts'

/** Bookings are made of baskets. */
export const bookingKind: RecordKind = { table: 'booking' }

/** Users on courses; `courseExists` says who names the course. */
export function delegateKind (nameOf: NameOf, courseExists: Rule): RuledKind {
  const rules = delegateRules(nameOf, courseExists)
  return {
    table: 'delegate',
    keyColumns: ['userId', 'courseDateId'],
    created: ['dateRegistered', 'dateUpdated'],
    updated: ['dateUpdated'],
    rules,
    defaults: ({ db }, columns) => ({ status: 'Booked', ...columns, ...asStored(db, columns) }),
    judge: ({ db, enforce }, columns, id) => {
      if (id === undefined) enforce(rules.create, registrationFacts(db, columns))
      else enforce(rules.update, delegateFacts(db, id, columns))
    },
    after: (context, id) => { updateAvailability(context, partsOf(id, 2)[1]!) }
  }
}

/** The ids of the user and the course as they are written there, which may be in another case. */
const asStored = (db: PlatformContext['db'], { userId, courseDateId }: Columns): Columns => ({
  userId: findUser(db, userId)?.id ?? userId ?? null,
  courseDateId: findCourseDate(db, courseDateId)?.id ?? courseDateId ?? null
})
