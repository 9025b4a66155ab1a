import type { PlatformContext } from '../context.ts'
import { findCompany, findFirstProvider } from '../people/store.ts'
import { endAfterAdvertisedStart, startBeforeEnd } from '../readings.ts'
import type { Columns } from '../store.ts'
import type { CourseDateFacts } from './rules.ts'
import { findCourseDate } from './store.ts'

/** What the rules ask of a course of which these columns are written; `id` is of one that is there already. */
export function courseDateFacts ({ db, reading }: PlatformContext, columns: Columns, id: string | undefined): CourseDateFacts {
  const present = id === undefined ? undefined : findCourseDate(db, id)
  const course = { advertisedStartDate: null, advertisedEndDate: null, ...present, ...columns } as unknown as CourseDateFacts['course']
  const company = findCompany(db, course.companyId)
  const { startDate, endDate, advertisedStartDate } = course
  return {
    course,
    company,
    provider: company?.isTrainingProvider === 1 ? undefined : findFirstProvider(db),
    isOneDay: startDate === endDate && startDate.endsWith('T00:00:00') && reading(startBeforeEnd) === 'one-day',
    isLiteral: advertisedStartDate !== null && endDate <= advertisedStartDate && reading(endAfterAdvertisedStart) === 'literal'
  }
}
