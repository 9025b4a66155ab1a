import { Type } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { text } from '../../../core/schema.ts'
import { operation, type Operation } from '../../../http/operation.ts'
import { checkOut } from '../../platform/baskets/checkout.ts'
import { assignUsers, openBasket, removeAssigned, removeItem, type ItemKey } from '../../platform/baskets/items.ts'
import { basketExists, completionRules, itemExists } from '../../platform/baskets/rules.ts'
import { userExists } from '../../platform/people/rules.ts'
import { booksFor, ownBasket } from '../../platform/roles/rules.ts'
import { vendorClient } from '../../sources.ts'
import { addToBasket, replyOf } from './reply.ts'
import { BasketReply } from './schemas.ts'

const id = (description: string) => text({ basis: vendorClient, description })
const UserPath = Type.Object({ userID: id('Who books') })
const AddPath = Type.Object({
  userID: id('Who books'), itemID: id('The course, or the code of the discount'), idType: id('12 for a course, 14 for a discount code')
})
const BasketPath = Type.Object({ uniqueBasketID: id('The basket') })
const ItemPath = Type.Object({ ...BasketPath.properties, basketItemID: id('The item') })
const AssignedPath = Type.Object({ ...ItemPath.properties, userID: id('The user') })

const notLookedAt = inferred('A client looks at the status only')

const Completion = Type.Object({
  BookingID: text({ basis: notLookedAt, description: 'The booking' }),
  InvoiceID: Type.Union([Type.String(), Type.Null()], { description: 'The invoice; none if nobody is charged', 'x-basis': notLookedAt })
}, { title: 'Completion', description: 'What came of a basket' })

const answersBasket = { basis: vendorClient, tag: 'Basket', status: 200 } as const

/** A basket, from its first item to the booking. What cannot be done is told of in the basket itself. */
export const basketOperations: readonly Operation[] = [
  operation({
    ...answersBasket,
    operationId: 'GetBasket',
    summary: 'Get the basket of a user',
    description: 'Answers the basket that is open, a new one if there is none.',
    method: 'GET',
    path: '/apibasket/v2/basket/:userID',
    wire: { params: UserPath, response: { 200: BasketReply } },
    rules: [userExists, ownBasket],
    writes: true,
    perform: (context, { params }) => replyOf(context, { basket: openBasket(context, params.userID) })
  }),

  operation({
    ...answersBasket,
    operationId: 'AddBasketItem',
    summary: 'Add an item to a basket',
    description: 'Puts a course into the basket, or a discount code on it. A second code takes the place of the first, with a warning.',
    method: 'POST',
    path: '/apibasket/v2/basket/:userID/:itemID/:idType',
    wire: { params: AddPath, response: { 200: BasketReply } },
    rules: [userExists, ownBasket],
    perform: (context, { params }) => addToBasket(context, params)
  }),

  operation({
    ...answersBasket,
    operationId: 'RemoveBasketItem',
    summary: 'Remove an item from a basket',
    description: 'Takes a course out of the basket, with those assigned to it.',
    method: 'DELETE',
    path: '/apibasket/v2/basket/:uniqueBasketID/:basketItemID',
    wire: { params: ItemPath, response: { 200: BasketReply } },
    rules: [basketExists, ownBasket, itemExists],
    perform: (context, { params }) => replyOf(context, removeItem(context, keyOf(params)))
  }),

  operation({
    ...answersBasket,
    operationId: 'AssignUsers',
    summary: 'Assign delegates to an item',
    description: 'Assigns users to the course of an item: the body lists their ids.',
    method: 'PUT',
    path: '/apibasket/v2/basket/:uniqueBasketID/:basketItemID/users',
    wire: { params: ItemPath, body: Type.Array(Type.String(), { 'x-basis': vendorClient }), response: { 200: BasketReply } },
    rules: [basketExists, ownBasket, itemExists, booksFor],
    perform: (context, { params, body }) => replyOf(context, assignUsers(context, keyOf(params), body))
  }),

  operation({
    ...answersBasket,
    operationId: 'UnassignUser',
    summary: 'Take a delegate off an item',
    description: 'Takes a user off the course of an item.',
    method: 'DELETE',
    path: '/apibasket/v2/basket/:uniqueBasketID/:basketItemID/:userID',
    wire: { params: AssignedPath, response: { 200: BasketReply } },
    rules: [basketExists, ownBasket, itemExists],
    perform: (context, { params }) => replyOf(context, removeAssigned(context, keyOf(params), params.userID))
  }),

  operation({
    operationId: 'CompleteBasket',
    summary: 'Check out a basket',
    description: 'Books the delegates and raises the invoice. ' +
      'A course that is FullyBooked cannot be booked; whoever has to wait is not charged.',
    basis: vendorClient,
    rules: [...completionRules, ownBasket],
    method: 'POST',
    path: '/apibasket/v2/basket/:uniqueBasketID/complete',
    tag: 'Basket',
    wire: { params: BasketPath, response: { 200: Completion } },
    status: 200,
    perform (context, { params }) {
      const { bookingId, invoiceId } = checkOut(context, params.uniqueBasketID)
      return { BookingID: bookingId, InvoiceID: invoiceId }
    }
  })
]

const keyOf = ({ uniqueBasketID, basketItemID }: { uniqueBasketID: string, basketItemID: string }): ItemKey =>
  ({ uniqueId: uniqueBasketID, item: basketItemID })
