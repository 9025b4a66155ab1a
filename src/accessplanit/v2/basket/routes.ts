import { Type } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { text } from '../../../core/schema.ts'
import { decide, type World } from '../../../http/decide.ts'
import { operation, type App } from '../../../http/operation.ts'
import { findRecord } from '../../platform/feed.ts'
import { findCourseDate, findDelegate, findUser } from '../../platform/store.ts'
import { vendorClient } from '../../sources.ts'
import { userExists } from '../../v1/users/rules.ts'
import { courseDateBooking, invoice as invoices } from '../modules/finance.ts'
import { userCourseDate } from '../modules/courses.ts'
import { noteDeliveries } from '../webhooks.ts'
import { book, discountOf, obstacleTo } from './booking.ts'
import { basketExists, completionRules, itemExists } from './rules.ts'
import { BasketReply } from './schemas.ts'
import {
  assignUser, deleteItem, findBasket, findDiscount, findItem, findOpenBasket, insertBasket, insertItem, listAssigned, listAvailable, listItems, setDiscount,
  unassignUser, type Basket
} from './store.ts'

const id = (about: string) => text({ basis: vendorClient, description: about })
const UserPath = Type.Object({ userID: id('Who books') })
const AddPath = Type.Object({ userID: id('Who books'), itemID: id('The course, or the code of the discount'), idType: id('12 for a course, 14 for a discount code') })
const BasketPath = Type.Object({ uniqueBasketID: id('The basket') })
const ItemPath = Type.Object({ ...BasketPath.properties, basketItemID: id('The item') })
const AssignedPath = Type.Object({ ...ItemPath.properties, userID: id('The user') })

const Completion = Type.Object({
  BookingID: text({ basis: inferred('A client looks at the status only'), description: 'The booking' }),
  InvoiceID: Type.Union([Type.String(), Type.Null()], { description: 'The invoice; none if nobody is charged', 'x-basis': inferred('A client looks at the status only') })
}, { title: 'Completion' })

const courseItem = '12'
const discountItem = '14'
/** New Zealand's dollar sign, as markup. */
const currencySymbol = '&#36;'

/** A basket, from its first item to the booking. What cannot be done is told of in the basket itself. */
export async function basketRoutes (app: App): Promise<void> {
  const called = (operationId: string, summary: string, description: string, params: typeof UserPath | typeof AddPath | typeof BasketPath | typeof ItemPath | typeof AssignedPath, rules: Parameters<typeof operation>[0]['rules']) =>
    operation({ operationId, summary, description, basis: vendorClient, rules, tag: 'Basket', wire: { params, response: { 200: BasketReply } } })

  app.get('/apibasket/v2/basket/:userID', called('GetBasket', 'Get the basket of a user', 'Answers the basket that is open, a new one if there is none.', UserPath, [userExists]),
    (request) => decide(request, world => describe(world, openBasket(world, (request.params as { userID: string }).userID)), { writes: true }))

  app.post('/apibasket/v2/basket/:userID/:itemID/:idType', called('AddBasketItem', 'Add an item to a basket', 'Puts a course into the basket, or a discount code on it.', AddPath, [userExists]),
    (request) => decide(request, world => {
      const { userID, itemID, idType } = request.params as { userID: string, itemID: string, idType: string }
      const basket = openBasket(world, userID)
      const error = idType === courseItem ? addCourse(world, basket, itemID) : idType === discountItem ? addDiscount(world, basket, itemID) : `The sandbox knows the id types 12 (course) and 14 (discount code), not ${idType}.`
      return describe(world, findBasket(world.db, basket.uniqueId)!, error)
    }))

  app.delete('/apibasket/v2/basket/:uniqueBasketID/:basketItemID', called('RemoveBasketItem', 'Remove an item from a basket', 'Takes a course out of the basket, with those assigned to it.', ItemPath, [basketExists, itemExists]),
    (request) => decide(request, world => {
      const { basket, item } = itemOf(world, request.params as { uniqueBasketID: string, basketItemID: string })
      deleteItem(world.db, basket.id, item)
      return describe(world, basket)
    }))

  app.put('/apibasket/v2/basket/:uniqueBasketID/:basketItemID/users', operation({
    operationId: 'AssignUsers',
    summary: 'Assign delegates to an item',
    description: 'Assigns users to the course of an item: the body lists their ids.',
    basis: vendorClient,
    rules: [basketExists, itemExists],
    tag: 'Basket',
    wire: { params: ItemPath, body: Type.Array(Type.String(), { 'x-basis': vendorClient }), response: { 200: BasketReply } }
  }), (request) => decide(request, world => {
    const { basket, item, courseDateId } = itemOf(world, request.params)
    const error = request.body.map(userId => obstacleToAssigning(world, userId, courseDateId)).find(it => it !== undefined)
    if (error === undefined) for (const userId of request.body) assignUser(world.db, item, findUser(world.db, userId)!.id)
    return describe(world, basket, error)
  }))

  app.delete('/apibasket/v2/basket/:uniqueBasketID/:basketItemID/:userID', called('UnassignUser', 'Take a delegate off an item', 'Takes a user off the course of an item.', AssignedPath, [basketExists, itemExists]),
    (request) => decide(request, world => {
      const params = request.params as { uniqueBasketID: string, basketItemID: string, userID: string }
      const { basket, item } = itemOf(world, params)
      const error = unassignUser(world.db, item, params.userID) === 0 ? `${params.userID} is not assigned to the item.` : undefined
      return describe(world, basket, error)
    }))

  app.post('/apibasket/v2/basket/:uniqueBasketID/complete', operation({
    operationId: 'CompleteBasket',
    summary: 'Check out a basket',
    description: 'Books the delegates and raises the invoice. A course that is FullyBooked cannot be booked; whoever has to wait is not charged.',
    basis: vendorClient,
    rules: completionRules,
    tag: 'Basket',
    wire: { params: BasketPath, response: { 200: Completion } }
  }), (request) => decide(request, world => {
    const basket = basketOf(world, request.params.uniqueBasketID)
    world.enforce(completionRules, { id: basket.uniqueId, found: basket, obstacle: obstacleTo(world, basket) })
    const { bookingId, invoiceId } = book(world, basket)
    const { db } = world
    const delegates = db.prepare("SELECT userId || '~' || courseDateId FROM delegate WHERE bookingId = ?").pluck().all(bookingId) as string[]
    noteDeliveries(request, 'CourseDateBooking', 'Create', findRecord(db, courseDateBooking, bookingId)!)
    for (const id of delegates) noteDeliveries(request, 'UserCourseDate', 'Create', findRecord(db, userCourseDate, id)!)
    if (invoiceId !== null) noteDeliveries(request, 'Invoice', 'Create', findRecord(db, invoices, invoiceId)!)
    return { BookingID: bookingId, InvoiceID: invoiceId }
  }))
}

function openBasket ({ db, ids, enforce }: World, userId: string): Basket {
  const user = findUser(db, userId)
  enforce([userExists], { id: userId, found: user })
  const open = findOpenBasket(db, user!.id)
  if (open) return open
  insertBasket(db, ids.next(), user!.id)
  return findOpenBasket(db, user!.id)!
}

function basketOf ({ db, enforce }: World, uniqueId: string): Basket {
  const found = findBasket(db, uniqueId)
  const open = found?.isComplete ? undefined : found
  enforce([basketExists], { id: uniqueId, found: open })
  return open!
}

function itemOf (world: World, { uniqueBasketID, basketItemID }: { uniqueBasketID: string, basketItemID: string }) {
  const basket = basketOf(world, uniqueBasketID)
  const item = /^\d{1,9}$/.test(basketItemID) ? Number(basketItemID) : -1
  const courseDateId = findItem(world.db, basket.id, item)
  world.enforce([itemExists], { id: basketItemID, found: courseDateId })
  return { basket, item, courseDateId: courseDateId! }
}

function addCourse ({ db }: World, basket: Basket, courseDateId: string): string | undefined {
  const course = findCourseDate(db, courseDateId)
  if (!course) return `There is no course ${courseDateId}.`
  if (course.status !== 'Available') return `${course.name} is ${course.status}, and only a course that is Available can be put in a basket.`
  if (course.taken >= course.maxPlaces && course.waitingListType !== 'Enabled') return `${course.name} has no places left.`
  if (insertItem(db, basket.id, course.id) === 0) return `${course.name} is in the basket already.`
  return undefined
}

function addDiscount ({ db }: World, basket: Basket, code: string): string | undefined {
  const discount = findDiscount(db, code)
  if (!discount) return `There is no discount code ${code}.`
  setDiscount(db, discount.code, basket.id)
  return undefined
}

function obstacleToAssigning ({ db }: World, userId: string, courseDateId: string): string | undefined {
  const user = findUser(db, userId)
  if (!user) return `There is no user ${userId}.`
  const status = findDelegate(db, userId, courseDateId)?.status
  return status === undefined || status === 'Cancelled' ? undefined : `${user.forenames} ${user.surname} is on the course already: ${status}.`
}

function describe ({ db }: World, basket: Basket, error = ''): BasketReply {
  const discount = basket.discountCode === null ? undefined : findDiscount(db, basket.discountCode)
  return {
    BasketID: basket.id,
    BookingUserID: basket.userId,
    UniqueBasketID: basket.uniqueId,
    Items: listItems(db, basket.id).map(({ id, courseDateId, name, startDate, netCost, tax }) => {
      const assigned = listAssigned(db, id)
      return {
        BasketItemID: id,
        ItemName: name,
        ItemDescription: `From ${startDate.slice(0, 10)}`,
        ...priceOf(netCost, tax),
        CurrencySymbol: currencySymbol,
        Quantity: Math.max(1, assigned.length),
        AppliedDiscounts: discount
          ? [{ RelatedBasketItemID: id, Name: discount.name, ...priceOf(discountOf(netCost, discount), discountOf(tax, discount)), CurrencySymbol: currencySymbol, Automatic: false, DiscountCode: discount.code }]
          : [],
        AvailableUsers: listAvailable(db, { bookingUser: basket.userId, courseDateId, item: id }),
        AssignedUsers: assigned
      }
    }),
    LatestErrorMessage: error
  }
}

const priceOf = (net: number, tax: number) => ({ UnitNet: net / 100, UnitTax: tax / 100, UnitGross: (net + tax) / 100 })
