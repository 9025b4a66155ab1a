import type { Context } from '../../http/context.ts'
import { hasWaitingList } from '../platform/bookings/availability.ts'
import { localDateTime } from '../platform/local-time.ts'
import { taxOn } from '../platform/money.ts'
import { findCompany } from '../platform/people/store.ts'
import { feedCost, feedDates, feedNoCompany, feedStatus, feedUnadvertised, feedVenueFilter } from './readings.ts'
import type { FeedFacts } from './rules.ts'
import {
  listCourseDates, listCourses, listHiddenCourses, listUnknownCategories, listUnknownCourses, listUnknownVenues, type Course,
  type CourseDate
} from './store.ts'

/** What a feed is asked for: texts as they are sent. */
export interface Asked {
  readonly companyId: string
  readonly courseIds: string
  readonly venueIds: string
  readonly categoryIds: string
}

/** A course and a date with what the readings make of them: cents, a status, and whether somebody can wait for a place. */
export type FeedCourse = Course & { price: number }
export type FeedDate = CourseDate & { price: number, shownStatus: string, hasWaitingList: boolean }

export interface Feed { courses: readonly FeedCourse[], dates: readonly FeedDate[] }

/** A comma list of ids as JSON; null if it is empty. */
function listOf (text: string): string | null {
  const ids = text.split(',').map(id => id.trim()).filter(id => id !== '')
  return ids.length === 0 ? null : JSON.stringify(ids)
}

/** The courses that are asked for and their dates. */
export function readFeed (context: Context, asked: Asked): Feed {
  const { db, today, now, reading } = context
  if (asked.companyId === '' && reading(feedNoCompany) === 'nothing') return { courses: [], dates: [] }
  const hidden = Number(reading(feedUnadvertised) === 'in')
  const venues = listOf(asked.venueIds)
  const found = listCourses(db, {
    company: asked.companyId || null, courses: listOf(asked.courseIds), categories: listOf(asked.categoryIds), hidden
  })
  const dates = listCourseDates(db, {
    courses: JSON.stringify(found.map(({ id }) => id)),
    from: reading(feedDates) === 'to-come' ? today : null,
    now: localDateTime(now),
    venues,
    hidden
  })
  const isThere = new Set(dates.map(({ courseId }) => courseId))
  const courses = venues !== null && reading(feedVenueFilter) === 'courses' ? found.filter(({ id }) => isThere.has(id)) : found
  return { courses: courses.map(it => priced(context, it)), dates: dates.map(it => shown(context, it)) }
}

const priced = ({ reading }: Context, course: Course): FeedCourse =>
  ({ ...course, price: course.cost + (reading(feedCost) === 'gross' ? taxOn(course.cost) : 0) })

function shown (context: Context, date: CourseDate): FeedDate {
  const { reading } = context
  const canWait = hasWaitingList(date.waitingListType, context)
  const isFull = date.status === 'Available' && date.spaces === 0 && !canWait
  return {
    ...date,
    price: date.netCost + (reading(feedCost) === 'gross' ? date.tax : 0),
    shownStatus: isFull && reading(feedStatus) === 'shown' ? 'FullyBooked' : date.status,
    hasWaitingList: canWait
  }
}

/** What of what is asked for there is not. A course 0 is one that there is none of, on purpose. */
export function factsOf ({ db, reading }: Context, { companyId, courseIds, venueIds, categoryIds }: Asked): FeedFacts {
  const company = companyId || null
  const ofAll = companyId === '' && reading(feedNoCompany) === 'all'
  return {
    companyId,
    isProvider: ofAll || findCompany(db, companyId)?.isTrainingProvider === 1,
    unknownCourses: unknownOf(courseIds, asked => listUnknownCourses(db, { asked, company })).filter(id => id !== '0'),
    hiddenCourses: reading(feedUnadvertised) === 'in' ? [] : unknownOf(courseIds, asked => listHiddenCourses(db, { asked, company })),
    unknownVenues: unknownOf(venueIds, asked => listUnknownVenues(db, { asked })),
    unknownCategories: unknownOf(categoryIds, asked => listUnknownCategories(db, { asked }))
  }
}

function unknownOf (text: string, find: (asked: string) => string[]): string[] {
  const asked = listOf(text)
  return asked === null ? [] : find(asked)
}

/** The platform that a request names by its path, as its links do: `accessplan` or `accessplansandbox`. */
export const platformIn = (path: string): string => /\/(accessplan(?:sandbox)?)\//i.exec(path)?.[1]!.toLowerCase() ?? 'accessplan'
