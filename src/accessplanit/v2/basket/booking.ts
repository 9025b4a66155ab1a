import type { World } from '../../../http/decide.ts'
import { hasPlace, insertDelegate, settleCourse } from '../../platform/delegates.ts'
import { localDateTime } from '../../platform/local-time.ts'
import { findCourseDate, findUser, insertRecord, nextId, updateRecord } from '../../platform/store.ts'
import { findDelegate } from '../../platform/store.ts'
import { completeBasket, findDiscount, listAssigned, listItems, type Basket, type BasketItem, type Discount } from './store.ts'

/** What a price is lessened by, in cents. */
export const discountOf = (cents: number, discount: Discount | undefined): number => discount ? -Math.round(cents * discount.percent / 100) : 0

/** Why a basket cannot be booked as it is; undefined if it can. */
export function obstacleTo ({ db }: World, basket: Basket): string | undefined {
  const items = listItems(db, basket.id)
  if (items.length === 0) return 'The basket is empty.'
  for (const { id, courseDateId, name } of items) {
    const course = findCourseDate(db, courseDateId)!
    const assigned = listAssigned(db, id)
    if (assigned.length === 0) return `Nobody is assigned to ${name}.`
    const again = assigned.find(({ UserID }) => (findDelegate(db, UserID, courseDateId)?.status ?? 'Cancelled') !== 'Cancelled')
    if (again) return `${again.Forenames} ${again.Surname} is on ${name} already.`
    if (course.status !== 'Available') return `${name} is ${course.status}, and only a course that is Available can be booked.`
    if (course.taken + assigned.length > course.maxPlaces && course.waitingListType !== 'Enabled') {
      return `${name} has ${Math.max(0, course.maxPlaces - course.taken)} places left, and ${assigned.length} are assigned.`
    }
  }
  return undefined
}

/** Books a basket's users on its courses and raises the invoice; those for whom there is no place wait, and are not charged. Answers the ids of both. */
export function book (world: World, basket: Basket): { bookingId: string, invoiceId: string | null } {
  const { db, now } = world
  const moment = localDateTime(now)
  const bookingId = nextId(db, 'booking')
  const items = listItems(db, basket.id)
  const everybody = items.flatMap(({ id }) => listAssigned(db, id).map(it => it.UserID.toLowerCase()))
  const isOwn = everybody.every(id => id === basket.userId.toLowerCase())
  insertRecord(db, 'booking', { id: bookingId, userId: basket.userId, status: isOwn ? 'Online' : 'Offline', dateCreated: moment })

  const charged = items.map(item => ({ item, placed: register(world, item, bookingId) })).filter(({ placed }) => placed > 0)
  completeBasket(db, basket.id)
  return { bookingId, invoiceId: charged.length > 0 ? raiseInvoice(world, basket, bookingId, charged) : null }
}

/** Answers how many got a place. */
function register ({ db, now }: World, { id, courseDateId }: BasketItem, bookingId: string): number {
  const course = findCourseDate(db, courseDateId)!
  const moment = localDateTime(now)
  let placed = 0
  for (const { UserID: userId } of listAssigned(db, id)) {
    const status = course.taken + placed < course.maxPlaces ? 'Booked' : 'WaitingList'
    // One who cancelled comes back on the record that there is, as a user has one for a course.
    if (findDelegate(db, userId, courseDateId)) {
      updateRecord(db, 'delegate', { status, bookingId, dateRegistered: moment, dateUpdated: moment }, 'userId = ? AND courseDateId = ?', userId, courseDateId)
    } else insertDelegate(db, { userId, courseDateId, status, statusReason: null, bookingId, poNumber: null, attended: 0, grade: null, now: moment })
    if (hasPlace(status)) placed++
  }
  settleCourse(db, courseDateId, moment)
  return placed
}

const daysToPay = 20

function raiseInvoice ({ db, now }: World, basket: Basket, bookingId: string, charged: ReadonlyArray<{ item: BasketItem, placed: number }>): string {
  const id = nextId(db, 'invoice')
  const discount = basket.discountCode === null ? undefined : findDiscount(db, basket.discountCode)
  const moment = localDateTime(now)
  const { courseDateId } = charged[0]!.item
  insertRecord(db, 'invoice', {
    id,
    reference: `INV-${id}`,
    issuerId: findCourseDate(db, courseDateId)!.companyId,
    companyId: findUser(db, basket.userId)!.mainCompanyId,
    bookingId,
    dateGenerated: moment,
    dateDue: localDateTime(now + daysToPay * 86_400_000),
    dateUpdated: moment
  })
  for (const { item: { name, netCost, tax, courseDateId }, placed } of charged) {
    const line = { invoiceId: id, sourceId: courseDateId }
    insertRecord(db, 'invoiceItem', { id: nextId(db, 'invoiceItem'), ...line, description: `${placed} × ${name}`, net: netCost * placed, tax: tax * placed, sourceType: 'CourseDate' })
    if (discount) {
      insertRecord(db, 'invoiceItem', {
        id: nextId(db, 'invoiceItem'), ...line, description: `${discount.name} on ${name}`, net: discountOf(netCost, discount) * placed, tax: discountOf(tax, discount) * placed, sourceType: 'Discount'
      })
    }
  }
  return id
}
