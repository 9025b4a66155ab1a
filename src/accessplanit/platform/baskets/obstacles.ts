import { hasWaitingList } from '../bookings/availability.ts'
import { findDelegate } from '../bookings/store.ts'
import type { PlatformContext } from '../context.ts'
import { findCourseDate, type CourseDate } from '../courses/store.ts'
import { quote } from '../../query/reader.ts'
import { basketStatus } from '../readings.ts'
import type { Obstacle } from './rules.ts'
import { listAssigned, listItems, type Basket, type BasketItem } from './store.ts'

/** Why a basket cannot be booked as it is; undefined if it can. */
export function obstacleTo (context: PlatformContext, basket: Basket): Obstacle | undefined {
  const items = listItems(context.db, basket.id)
  if (items.length === 0) return { what: 'it is empty', remedy: 'Add a course, and assign users to it.' }
  for (const item of items) {
    const obstacle = obstacleToBooking(context, item)
    if (obstacle) return obstacle
  }
  return undefined
}

function obstacleToBooking (context: PlatformContext, { id, courseDateId, name }: BasketItem): Obstacle | undefined {
  const course = findCourseDate(context.db, courseDateId)!
  const assigned = listAssigned(context.db, id)
  if (assigned.length === 0) return { what: `nobody is assigned to ${quote(name)}`, remedy: 'Assign users to it, or remove it.' }
  const again = assigned.find(user => (findDelegate(context.db, user.id, courseDateId)?.status ?? 'Cancelled') !== 'Cancelled')
  if (again) return { what: `${again.forenames} ${again.surname} is already on ${quote(name)}`, remedy: 'Take the user off the item.' }
  const ofStatus = obstacleOfStatus(context, course)
  if (ofStatus) return ofStatus
  if (course.taken + assigned.length > course.maxPlaces && !hasWaitingList(course.waitingListType, context)) {
    const what = `${quote(name)} has ${placesLeft(course)} left, and ${assigned.length} users are assigned`
    return { what, remedy: 'Take users off the item, or remove it.' }
  }
  return undefined
}

function placesLeft ({ maxPlaces, taken }: CourseDate): string {
  const left = Math.max(0, maxPlaces - taken)
  return left === 1 ? '1 place' : `${left} places`
}

const over = ['Cancelled', 'Completed', 'Failed']

/** Why nobody can book a course, whatever places it has. */
export function obstacleOfStatus (
  { reading }: Pick<PlatformContext, 'reading'>, { name, status }: Pick<CourseDate, 'name' | 'status'>
): Obstacle | undefined {
  if (status === 'Available') return undefined
  const remedy = 'Remove it.'
  if (status === 'FullyBooked') return { what: `${quote(name)} is FullyBooked, and cannot be put in a basket`, remedy, isFullyBooked: true }
  if (over.includes(status)) return { what: `${quote(name)} is ${status}, and cannot be booked any more`, remedy }
  return reading(basketStatus) === 'open'
    ? undefined
    : { what: `${quote(name)} is ${status}, and only a course that is Available can be booked`, remedy }
}
