import { Type, type Static } from '@sinclair/typebox'
import { text } from '../../../core/schema.ts'
import { vendorClient } from '../../sources.ts'

const described = (description: string) => ({ basis: vendorClient, description })
const amount = (description: string) => Type.Number({ description, 'x-basis': vendorClient })
const number = (description: string) => Type.Integer({ description, 'x-basis': vendorClient })

const BasketUser = Type.Object({
  UserID: text(described('Id of the user')),
  Forenames: text(described('Forenames')),
  Surname: text(described('Surname')),
  EmailAddress: Type.Union([Type.String(), Type.Null()], { 'x-basis': vendorClient }),
  MainCompanyName: Type.Union([Type.String(), Type.Null()], { 'x-basis': vendorClient })
}, { title: 'BasketUser', description: 'Somebody who can be assigned, or is' })

const Discount = Type.Object({
  RelatedBasketItemID: number('The item that it is on'),
  Name: text(described('Name')),
  UnitNet: amount('Below 0: added to the total, it lessens it'),
  UnitTax: amount('The same, of the tax'),
  UnitGross: amount('Both'),
  CurrencySymbol: text(described('As markup')),
  Automatic: Type.Boolean({ 'x-basis': vendorClient }),
  DiscountCode: text(described('The code that was given'))
}, { title: 'BasketDiscount', description: 'A discount on an item' })

const Item = Type.Object({
  BasketItemID: number('Id of the item'),
  ItemName: text(described('The course')),
  ItemDescription: text(described('When it is')),
  UnitNet: amount('Price for one, without tax'),
  UnitTax: amount('Tax on it'),
  UnitGross: amount('Both'),
  CurrencySymbol: text(described('As markup')),
  Quantity: number('How many are assigned, or 1 while nobody is'),
  AppliedDiscounts: Type.Array(Discount, { 'x-basis': vendorClient }),
  AvailableUsers: Type.Array(BasketUser, { 'x-basis': vendorClient }),
  AssignedUsers: Type.Array(BasketUser, { 'x-basis': vendorClient })
}, { title: 'BasketItem', description: 'A course in a basket' })

export const BasketReply = Type.Object({
  BasketID: number('Id of the basket'),
  BookingUserID: text(described('Who books')),
  UniqueBasketID: text(described('Names the basket in the calls that change it')),
  Items: Type.Array(Item, { 'x-basis': vendorClient }),
  LatestErrorMessage: text(described('Why the last call changed nothing; empty if it did'))
}, { title: 'Basket', description: 'What a user is about to book' })
export type BasketReply = Static<typeof BasketReply>
