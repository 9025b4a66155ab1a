import { discountOf } from '../../platform/baskets/invoicing.ts'
import { addCourse, addDiscount, openBasket, type ChangedBasket } from '../../platform/baskets/items.ts'
import {
  findDiscount, listAssigned, listAvailable, listItems, type Basket, type BasketItem, type BasketUser, type Discount
} from '../../platform/baskets/store.ts'
import type { PlatformContext } from '../../platform/context.ts'
import { toCurrency } from '../../platform/money.ts'
import { asShown } from '../../platform/people/absent-email.ts'
import { canBookFor } from '../../platform/roles/baskets.ts'
import { quote } from '../../query/reader.ts'
import type { BasketReply } from './schemas.ts'

/** Puts a course into the basket of a user, or a discount code on it, by what the type of the id says that it is. */
export function addToBasket (
  context: PlatformContext, { userID, itemID, idType }: { userID: string, itemID: string, idType: string }
): BasketReply {
  switch (idType) {
    case '12': return replyOf(context, addCourse(context, userID, itemID))
    case '14': return replyOf(context, addDiscount(context, userID, itemID))
    default: return replyOf(context, {
      basket: openBasket(context, userID), obstacle: `idType ${quote(idType)} is not known. Use 12 (course) or 14 (discount code).`
    })
  }
}

/** A basket as it is read, with why nothing was changed, if so. */
export function replyOf (context: PlatformContext, { basket, obstacle = '' }: ChangedBasket): BasketReply {
  const { db } = context
  const discount = basket.discountCode === null ? undefined : findDiscount(db, basket.discountCode)
  return {
    BasketID: basket.id,
    BookingUserID: basket.userId,
    UniqueBasketID: basket.uniqueId,
    Items: listItems(db, basket.id).map(item => itemOf(context, basket, item, discount)),
    LatestErrorMessage: obstacle
  }
}

/** New Zealand's dollar sign, as markup. */
const currencySymbol = '&#36;'

function itemOf (
  context: PlatformContext, basket: Basket, item: BasketItem, discount: Discount | undefined
): BasketReply['Items'][number] {
  const { db } = context
  const { id, courseDateId, name, startDate, netCost, tax } = item
  const assigned = listAssigned(db, id)
  return {
    BasketItemID: id,
    ItemName: name,
    ItemDescription: `From ${startDate.slice(0, 10)}`,
    ...priceOf(netCost, tax),
    CurrencySymbol: currencySymbol,
    Quantity: Math.max(1, assigned.length),
    AppliedDiscounts: discount
      ? [{
          RelatedBasketItemID: id,
          Name: discount.name,
          ...priceOf(discountOf(netCost, discount), discountOf(tax, discount)),
          CurrencySymbol: currencySymbol,
          Automatic: false,
          DiscountCode: discount.code
        }]
      : [],
    AvailableUsers: listAvailable(db, { bookingUser: basket.userId, courseDateId, item: id })
      .filter(user => canBookFor(context, user.id)).map(user => userOf(context, user)),
    AssignedUsers: assigned.map(user => userOf(context, user))
  }
}

const userOf = (context: PlatformContext, { id, forenames, surname, email, companyName }: BasketUser) =>
  ({ UserID: id, Forenames: forenames, Surname: surname, EmailAddress: asShown(context, email), MainCompanyName: companyName })

const priceOf = (net: number, tax: number) => ({ UnitNet: toCurrency(net), UnitTax: toCurrency(tax), UnitGross: toCurrency(net + tax) })
