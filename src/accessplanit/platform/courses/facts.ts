import type { Database } from '../../../sandbox/database.ts'
import { findCompany, findFirstProvider } from '../people/store.ts'
import type { Columns } from '../store.ts'
import type { CourseDateFacts } from './rules.ts'
import { findCourseDate } from './store.ts'

/** What the rules ask of a course of which these columns are written; `id` is of one that is there already. */
export function courseDateFacts (db: Database, columns: Columns, id: string | undefined): CourseDateFacts {
  const present = id === undefined ? undefined : findCourseDate(db, id)
  const course = { advertisedStartDate: null, advertisedEndDate: null, ...present, ...columns } as unknown as CourseDateFacts['course']
  const company = findCompany(db, course.companyId)
  return { course, company, provider: company?.isTrainingProvider === 1 ? undefined : findFirstProvider(db) }
}
