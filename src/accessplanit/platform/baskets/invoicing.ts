import type { PlatformContext } from '../context.ts'
import { findCourseDate } from '../courses/store.ts'
import { localDateTime } from '../local-time.ts'
import { findUser } from '../people/store.ts'
import { invoiceTarget } from '../readings.ts'
import { insertRecord, nextId } from '../store.ts'
import { findDiscount, type Basket, type BasketItem, type Discount } from './store.ts'

/** What a price is lessened by, in cents. */
export const discountOf = (cents: number, discount: Discount | undefined): number =>
  discount ? -Math.round(cents * discount.percent / 100) : 0

const daysToPay = 20

/** An item of a basket, and how many of those assigned to it got a place. */
export interface ChargedItem { item: BasketItem, placed: number }

/** What of a booking its invoice depends on; `isOwn` where somebody booked for nobody else. */
interface Charged { id: string, isOwn: boolean, items: readonly ChargedItem[] }

/** Raises the invoice of a booking, and answers its id. */
export function raiseInvoice (context: PlatformContext, basket: Basket, { id: bookingId, isOwn, items }: Charged): string {
  const { db, now } = context
  const { mainCompanyId: companyId } = findUser(db, basket.userId)!
  const id = nextId(db, 'invoice')
  const moment = localDateTime(now)
  insertRecord(db, 'invoice', {
    id,
    reference: `INV-${id}`,
    issuerId: findCourseDate(db, items[0]!.item.courseDateId)!.companyId,
    companyId,
    userId: isAddressedToUser(context, { isOwn, hasCompany: companyId !== null }) ? basket.userId : null,
    bookingId,
    dateGenerated: moment,
    dateDue: localDateTime(now + daysToPay * 86_400_000),
    dateUpdated: moment
  })
  const discount = basket.discountCode === null ? undefined : findDiscount(db, basket.discountCode)
  for (const it of items) addItems(context, id, it, discount)
  return id
}

/** Whether an invoice goes to who books, and not to the company. */
function isAddressedToUser ({ reading }: PlatformContext, { isOwn, hasCompany }: { isOwn: boolean, hasCompany: boolean }): boolean {
  const choice = reading(invoiceTarget)
  return !hasCompany || choice === 'booker' || (choice === 'own' && isOwn)
}

/** The price of an item, and the discount on it. */
function addItems ({ db }: PlatformContext, invoiceId: string, { item, placed }: ChargedItem, discount: Discount | undefined): void {
  const { name, netCost, tax, courseDateId } = item
  const add = (sourceType: string, description: string, net: number, tax: number) =>
    insertRecord(db, 'invoiceItem', { id: nextId(db, 'invoiceItem'), invoiceId, sourceId: courseDateId, description, net, tax, sourceType })
  add('CourseDate', `${placed} × ${name}`, netCost * placed, tax * placed)
  if (discount) add('Discount', `${discount.name} on ${name}`, discountOf(netCost, discount) * placed, discountOf(tax, discount) * placed)
}
