import type { Figure, PictureScene } from '../../http/pictures.ts'
import { hasPlace } from '../platform/places.ts'
import type { PicturedBasket, PicturedCourse, PicturedDelegate, PicturedInvoice } from './store.ts'
import { dayOf, inDollars } from './words.ts'

/** What of a course is a list: its delegates, those who wait, baskets and invoices. */

const making = [
  'RegisterDelegate', 'UpdateDelegate', 'CreateUserCourseDateRecord', 'UpdateUserCourseDateRecord', 'CreateUserCourseDateClassRecord',
  'UpdateUserCourseDateClassRecord'
]

/** By a call about the delegate, or by the basket that the booking was. */
export function requestFor ({ made }: PictureScene, { id }: PicturedCourse, { userId, bookingId }: PicturedDelegate): string | undefined {
  const by = [...made(making, id, userId), ...made(making, `${userId}~${id}`)].at(-1)?.id
  return by ?? (bookingId === null ? undefined : made(['CompleteBasket'], bookingId).at(-1)?.id)
}

export function listOf (
  scene: PictureScene, course: PicturedCourse, title: 'Delegates' | 'Waiting list', delegates: readonly PicturedDelegate[]
): Figure {
  const isWaiting = title === 'Waiting list'
  const placed = delegates.filter(({ status }) => hasPlace(status)).length
  return {
    kind: 'list',
    title,
    says: isWaiting
      ? `${delegates.length} wait; the first of them gets the next place.`
      : `${delegates.length} delegates, ${placed} of them with a place.`,
    columns: [...isWaiting ? ['Turn'] : [], 'Name', 'User', 'Account', 'Status', 'Registered', 'Booking'],
    rows: delegates.map((delegate, n) => {
      const { userId, name, company, status, dateRegistered, bookingId } = delegate
      const cells = [name || '–', userId, company ?? '–', status, dayOf(dateRegistered), bookingId ?? '–']
      return { key: userId, cells: [...isWaiting ? [String(n + 1)] : [], ...cells], request: requestFor(scene, course, delegate) }
    })
  }
}

export function basketsOf ({ made }: PictureScene, { id }: PicturedCourse, baskets: readonly PicturedBasket[]): Figure {
  const open = baskets.filter(it => it.isComplete === 0).length
  return {
    kind: 'list',
    title: 'Baskets with this course',
    says: `${open} open, ${baskets.length - open} checked out.`,
    columns: ['Of user', 'For', 'Discount', 'Is'],
    rows: baskets.map(({ uniqueId, userId, assigned, discountCode, isComplete }) => {
      const by = isComplete === 1 ? made(['CompleteBasket'], uniqueId) : made(['AddBasketItem', 'AssignUsers'], uniqueId)
      const cells = [userId, assigned ?? 'nobody yet', discountCode ?? '–', isComplete === 1 ? 'checked out' : 'open']
      return { key: `${uniqueId} ${id}`, cells, request: by.at(-1)?.id }
    })
  }
}

export function invoicesOf ({ made }: PictureScene, invoices: readonly PicturedInvoice[]): Figure {
  const paid = invoices.filter(({ status }) => status === 'Paid').length
  return {
    kind: 'list',
    title: 'Invoices',
    says: `${invoices.length} for bookings of this course, ${paid} of them paid.`,
    columns: ['Reference', 'To', 'Booking', 'Amount', 'Paid', 'Status', 'Due'],
    rows: invoices.map(({ id, reference, to, bookingId, gross, paid, status, dateDue }) => ({
      key: id,
      cells: [reference, to ?? '–', bookingId, inDollars(gross), inDollars(paid), status, dayOf(dateDue)],
      request: (made(['LogTransaction', 'CreateTransactionRecord'], id).at(-1) ?? made(['CompleteBasket'], bookingId).at(-1))?.id
    }))
  }
}
