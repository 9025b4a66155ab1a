import { updateAvailability } from '../bookings/availability.ts'
import { findDelegate, listDelegatesOfBooking } from '../bookings/store.ts'
import type { PlatformContext } from '../context.ts'
import { findCourseDate, type CourseDate } from '../courses/store.ts'
import { localDateTime } from '../local-time.ts'
import { hasPlace } from '../places.ts'
import { quote } from '../../query/reader.ts'
import { insertRecord, nextId, updateRecord } from '../store.ts'
import { raiseInvoice } from './invoicing.ts'
import { basketOf } from './items.ts'
import { completionRules, type Obstacle } from './rules.ts'
import { completeBasket, listAssigned, listItems, type Basket, type BasketItem } from './store.ts'

/** The ids of what a basket became; no invoice if nobody is charged. */
export interface Booked { bookingId: string, invoiceId: string | null }

/** Books a basket's users on its courses and raises the invoice; those for whom there is no place wait, and are not charged. */
export function checkOut (context: PlatformContext, uniqueId: string): Booked {
  const basket = basketOf(context, uniqueId)
  context.enforce(completionRules, { id: basket.uniqueId, found: basket, obstacle: obstacleTo(context, basket) })
  const booked = book(context, basket)
  context.changed({ table: 'booking', id: booked.bookingId, event: 'Create' })
  for (const { userId, courseDateId } of listDelegatesOfBooking(context.db, booked.bookingId)) {
    context.changed({ table: 'delegate', id: `${userId}~${courseDateId}`, event: 'Create' })
  }
  if (booked.invoiceId !== null) context.changed({ table: 'invoice', id: booked.invoiceId, event: 'Create' })
  return booked
}

/** Why a basket cannot be booked as it is; undefined if it can. */
function obstacleTo ({ db }: PlatformContext, basket: Basket): Obstacle | undefined {
  const items = listItems(db, basket.id)
  if (items.length === 0) return { what: 'it is empty', remedy: 'Add a course, and assign users to it.' }
  for (const item of items) {
    const obstacle = obstacleToBooking(db, item)
    if (obstacle) return obstacle
  }
  return undefined
}

function obstacleToBooking (db: PlatformContext['db'], { id, courseDateId, name }: BasketItem): Obstacle | undefined {
  const course = findCourseDate(db, courseDateId)!
  const assigned = listAssigned(db, id)
  if (assigned.length === 0) return { what: `nobody is assigned to ${quote(name)}`, remedy: 'Assign users to it, or remove it.' }
  const again = assigned.find(user => (findDelegate(db, user.id, courseDateId)?.status ?? 'Cancelled') !== 'Cancelled')
  if (again) return { what: `${again.forenames} ${again.surname} is already on ${quote(name)}`, remedy: 'Take the user off the item.' }
  if (course.status !== 'Available') {
    return { what: `${quote(name)} is ${course.status}, and only a course that is Available can be booked`, remedy: 'Remove it.' }
  }
  if (course.taken + assigned.length > course.maxPlaces && course.waitingListType !== 'Enabled') {
    const what = `${quote(name)} has ${placesLeft(course)} left, and ${assigned.length} users are assigned`
    return { what, remedy: 'Take users off the item, or remove it.' }
  }
  return undefined
}

function placesLeft ({ maxPlaces, taken }: CourseDate): string {
  const left = Math.max(0, maxPlaces - taken)
  return left === 1 ? '1 place' : `${left} places`
}

function book (context: PlatformContext, basket: Basket): Booked {
  const { db, now } = context
  const bookingId = nextId(db, 'booking')
  const items = listItems(db, basket.id)
  const isOwn = items.flatMap(({ id }) => listAssigned(db, id)).every(({ id }) => id.toLowerCase() === basket.userId.toLowerCase())
  insertRecord(db, 'booking', {
    id: bookingId, userId: basket.userId, status: isOwn ? 'Online' : 'Offline', dateCreated: localDateTime(now)
  })

  const charged = items.map(item => ({ item, placed: register(context, item, bookingId) })).filter(({ placed }) => placed > 0)
  completeBasket(db, basket.id)
  return { bookingId, invoiceId: charged.length > 0 ? raiseInvoice(context, basket, bookingId, charged) : null }
}

/** Answers how many got a place. */
function register ({ db, now }: PlatformContext, { id, courseDateId }: BasketItem, bookingId: string): number {
  const course = findCourseDate(db, courseDateId)!
  const moment = localDateTime(now)
  let placed = 0
  for (const { id: userId } of listAssigned(db, id)) {
    const status = course.taken + placed < course.maxPlaces ? 'Booked' : 'WaitingList'
    const columns = { status, bookingId, dateRegistered: moment, dateUpdated: moment }
    // One who cancelled comes back on the record that there is, as a user has one for a course.
    if (findDelegate(db, userId, courseDateId)) updateRecord(db, 'delegate', { userId, courseDateId }, columns)
    else insertRecord(db, 'delegate', { userId, courseDateId, ...columns })
    if (hasPlace(status)) placed++
  }
  updateAvailability(db, courseDateId, moment)
  return placed
}
