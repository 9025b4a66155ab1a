import type { Remark } from '../../../sandbox/journal.ts'
import { hasWaitingList } from '../bookings/availability.ts'
import { findDelegate } from '../bookings/store.ts'
import type { PlatformContext } from '../context.ts'
import { findCourseDate } from '../courses/store.ts'
import { quote } from '../../query/reader.ts'
import { userExists } from '../people/rules.ts'
import { holdToBookingFor, holdToOwnBasket } from '../roles/baskets.ts'
import { findUser } from '../people/store.ts'
import { nextId } from '../store.ts'
import { obstacleOfStatus } from './obstacles.ts'
import { basketExists, itemExists } from './rules.ts'
import {
  assignUser, deleteItem, findBasket, findDiscount, findItem, findOpenBasket, hasCourse, insertBasket, insertItem, setDiscount,
  unassignUser, type Basket
} from './store.ts'

const nothingToChange = (member: string, message: string): Remark => ({ kind: 'nothing-to-change', member, message })

/** A basket after a change, and why nothing was changed, if so. */
export interface ChangedBasket { basket: Basket, obstacle?: string | undefined }

/** The basket of a user that is open, a new one if there is none. */
export function openBasket (context: PlatformContext, userId: string): Basket {
  const { db, ids, enforce } = context
  const user = findUser(db, userId)
  enforce([userExists], { id: userId, found: user })
  if (!holdToOwnBasket(context, user!.id)) enforce([userExists], { id: userId, found: undefined })
  const open = findOpenBasket(db, user!.id)
  if (open) return open
  insertBasket(db, Number(nextId(db, 'basket', 0)), ids.next(), user!.id)
  return findOpenBasket(db, user!.id)!
}

export function basketOf (context: PlatformContext, uniqueId: string): Basket {
  const { db, enforce } = context
  const found = findBasket(db, uniqueId)
  const open = found?.isComplete ? undefined : found
  enforce([basketExists], { id: uniqueId, found: open })
  if (!holdToOwnBasket(context, open!.userId)) enforce([basketExists], { id: uniqueId, found: undefined })
  return open!
}

/** Names an item of a basket: by the basket's unique id, and by its own as it was written. */
export interface ItemKey { uniqueId: string, item: string }

function itemOf (context: PlatformContext, { uniqueId, item: id }: ItemKey) {
  const basket = basketOf(context, uniqueId)
  const item = /^(?:0|[1-9]\d{0,8})$/.test(id) ? Number(id) : -1
  const courseDateId = findItem(context.db, basket.id, item)
  context.enforce([itemExists], { id, found: courseDateId })
  return { basket, item, courseDateId: courseDateId! }
}

/** Puts a course into the basket of a user. */
export function addCourse (context: PlatformContext, userId: string, courseDateId: string): ChangedBasket {
  const { db } = context
  const basket = openBasket(context, userId)
  const course = findCourseDate(db, courseDateId)
  if (!course) return { basket, obstacle: `No course ${quote(courseDateId)} exists.` }
  const obstacle = obstacleOfStatus(context, course)
  if (obstacle) return { basket, obstacle: `${obstacle.what}.` }
  if (course.taken >= course.maxPlaces && !hasWaitingList(course.waitingListType, context)) {
    return { basket, obstacle: `${quote(course.name)} has no places left, and no waiting list.` }
  }
  if (hasCourse(db, basket.id, course.id)) return { basket, obstacle: `${quote(course.name)} is already in the basket.` }
  insertItem(db, Number(nextId(db, 'basketItem', 0)), basket.id, course.id)
  return { basket }
}

/** Puts a discount code on the basket of a user. */
export function addDiscount (context: PlatformContext, userId: string, code: string): ChangedBasket {
  const { db } = context
  const basket = openBasket(context, userId)
  const discount = findDiscount(db, code)
  if (!discount) return { basket, obstacle: `No discount code ${quote(code)} exists.` }
  if (basket.discountCode === discount.code) {
    context.remarks.push(nothingToChange('itemID', `The discount code ${quote(discount.code)} is on the basket already`))
  } else if (basket.discountCode !== null) {
    const message = `A basket has one discount code; ${quote(discount.code)} takes the place of ${quote(basket.discountCode)}`
    context.remarks.push({ kind: 'replaced', member: 'itemID', message })
  }
  setDiscount(db, discount.code, basket.id)
  return { basket: { ...basket, discountCode: discount.code } }
}

/** Takes a course out of a basket, with those assigned to it. */
export function removeItem (context: PlatformContext, key: ItemKey): ChangedBasket {
  const { basket, item } = itemOf(context, key)
  deleteItem(context.db, basket.id, item)
  return { basket }
}

/** Assigns users to the course of an item, or none of them. */
export function assignUsers (context: PlatformContext, key: ItemKey, userIds: readonly string[]): ChangedBasket {
  const { basket, item, courseDateId } = itemOf(context, key)
  if (userIds.length === 0) context.remarks.push(nothingToChange('body', 'The list of users is empty; nobody is assigned'))
  holdToBookingFor(context, userIds.filter(id => findUser(context.db, id)))
  const obstacle = userIds.map(userId => obstacleToAssigning(context, userId, courseDateId)).find(it => it !== undefined)
  if (obstacle === undefined) assignAll(context, item, userIds)
  return { basket, obstacle }
}

/** A client may send the whole list again with one more. */
function assignAll ({ db, remarks }: PlatformContext, item: number, userIds: readonly string[]): void {
  const isNew = userIds.map(userId => assignUser(db, item, findUser(db, userId)!.id) > 0)
  if (userIds.length > 0 && !isNew.includes(true)) {
    remarks.push(nothingToChange('body', `All of the list are assigned to the item already: ${quote(userIds.join(', '))}`))
  }
}

function obstacleToAssigning ({ db }: PlatformContext, userId: string, courseDateId: string): string | undefined {
  const user = findUser(db, userId)
  if (!user) return `No user ${quote(userId)} exists.`
  const status = findDelegate(db, userId, courseDateId)?.status
  if (status === undefined || status === 'Cancelled') return undefined
  return `${user.forenames} ${user.surname} is already on the course (${status}).`
}

/** Takes a user off the course of an item. */
export function removeAssigned (context: PlatformContext, key: ItemKey, userId: string): ChangedBasket {
  const { basket, item } = itemOf(context, key)
  const isAssigned = unassignUser(context.db, item, userId) > 0
  return { basket, obstacle: isAssigned ? undefined : `User ${quote(userId)} is not assigned to the item.` }
}
