import { Type, type TObject } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import type { Rule } from '../../../core/rule.ts'
import { text } from '../../../core/schema.ts'
import { operation, type App } from '../../../http/operation.ts'
import { perform } from '../../perform.ts'
import { checkOut } from '../../platform/baskets/checkout.ts'
import { assignUsers, openBasket, removeAssigned, removeItem, type ItemKey } from '../../platform/baskets/items.ts'
import { basketExists, completionRules, itemExists } from '../../platform/baskets/rules.ts'
import { userExists } from '../../platform/people/rules.ts'
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
}, { title: 'Completion' })

/** A basket, from its first item to the booking. What cannot be done is told of in the basket itself. */
export async function basketRoutes (app: App): Promise<void> {
  const called = <Path extends TObject>(operationId: string, summary: string, description: string, params: Path, rules: readonly Rule[]) =>
    operation({
      operationId, summary, description, basis: vendorClient, rules, tag: 'Basket', wire: { params, response: { 200: BasketReply } }
    })

  app.get('/apibasket/v2/basket/:userID',
    called('GetBasket', 'Get the basket of a user', 'Answers the basket that is open, a new one if there is none.', UserPath, [userExists]),
    (request) => perform(request, context => replyOf(context, { basket: openBasket(context, request.params.userID) }), { writes: true }))

  app.post('/apibasket/v2/basket/:userID/:itemID/:idType',
    called('AddBasketItem', 'Add an item to a basket', 'Puts a course into the basket, or a discount code on it.', AddPath, [userExists]),
    (request) => perform(request, context => addToBasket(context, request.params)))

  app.delete('/apibasket/v2/basket/:uniqueBasketID/:basketItemID',
    called('RemoveBasketItem', 'Remove an item from a basket', 'Takes a course out of the basket, with those assigned to it.', ItemPath, [
      basketExists, itemExists
    ]),
    (request) => perform(request, context => replyOf(context, removeItem(context, keyOf(request.params)))))

  app.put('/apibasket/v2/basket/:uniqueBasketID/:basketItemID/users', operation({
    operationId: 'AssignUsers',
    summary: 'Assign delegates to an item',
    description: 'Assigns users to the course of an item: the body lists their ids.',
    basis: vendorClient,
    rules: [basketExists, itemExists],
    tag: 'Basket',
    wire: { params: ItemPath, body: Type.Array(Type.String(), { 'x-basis': vendorClient }), response: { 200: BasketReply } }
  }), (request) => perform(request, context => replyOf(context, assignUsers(context, keyOf(request.params), request.body))))

  app.delete('/apibasket/v2/basket/:uniqueBasketID/:basketItemID/:userID',
    called('UnassignUser', 'Take a delegate off an item', 'Takes a user off the course of an item.', AssignedPath, [
      basketExists, itemExists
    ]),
    (request) => perform(request, context => replyOf(context, removeAssigned(context, keyOf(request.params), request.params.userID))))

  app.post('/apibasket/v2/basket/:uniqueBasketID/complete', operation({
    operationId: 'CompleteBasket',
    summary: 'Check out a basket',
    description: 'Books the delegates and raises the invoice. ' +
      'A course that is FullyBooked cannot be booked; whoever has to wait is not charged.',
    basis: vendorClient,
    rules: completionRules,
    tag: 'Basket',
    wire: { params: BasketPath, response: { 200: Completion } }
  }), (request) => perform(request, context => {
    const { bookingId, invoiceId } = checkOut(context, request.params.uniqueBasketID)
    return { BookingID: bookingId, InvoiceID: invoiceId }
  }))
}

const keyOf = ({ uniqueBasketID, basketItemID }: { uniqueBasketID: string, basketItemID: string }): ItemKey =>
  ({ uniqueId: uniqueBasketID, item: basketItemID })
