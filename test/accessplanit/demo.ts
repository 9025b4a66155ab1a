import { inDemo } from '../shipped.ts'

/** The demo platform, as its fixture's files have it. */

export const courseDates = inDemo('accessplanit-course-dates')
export const templates = inDemo('accessplanit-course-templates')
export const bookings = inDemo('accessplanit-bookings')
export const invoices = inDemo('accessplanit-invoices')
export const users = inDemo('accessplanit-users')

/** Everybody who is on a course: `{ userId, courseDateId, status, type }`, the type of the course. */
export const delegates = inDemo('accessplanit-delegates').flatMap(({ courseDateId, userIds, status }) =>
  userIds.map((userId: string) => ({ userId, courseDateId, status, type: typeOf(courseDateId) })))

function typeOf (courseDateId: string): string {
  const { courseId } = courseDates.find(({ id }) => id === courseDateId)!
  return templates.find(({ id }) => id === courseId)!.type
}
