import { updateAvailability } from '../bookings/availability.ts'
import { findDelegate, listDelegatesOfBooking } from '../bookings/store.ts'
import type { PlatformContext } from '../context.ts'
import { findCourseDate } from '../courses/store.ts'
import { localDateTime } from '../local-time.ts'
import { hasPlace } from '../places.ts'
import { insertRecord, nextId, updateRecord } from '../store.ts'
import { raiseInvoice } from './invoicing.ts'
import { basketOf } from './items.ts'
import { obstacleTo } from './obstacles.ts'
import { completionRules } from './rules.ts'
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
  return { bookingId, invoiceId: charged.length > 0 ? raiseInvoice(context, basket, { id: bookingId, isOwn, items: charged }) : null }
}

/** Answers how many got a place. */
function register (context: PlatformContext, { id, courseDateId }: BasketItem, bookingId: string): number {
  const { db, now } = context
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
  updateAvailability(context, courseDateId)
  return placed
}
