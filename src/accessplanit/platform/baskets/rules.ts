import { ruleOver, type Rule } from '../../../core/rule.ts'
import { waitingListPage } from '../../sources.ts'
import { mustExist } from '../must-exist.ts'

export const basketExists = mustExist('basket.exists', 'open basket', 'UniqueBasketID', 'The path names it', {
  statement: 'UniqueBasketID must name an open basket',
  remedy: 'Get the open basket of a user, and use its UniqueBasketID.'
})

export const itemExists = mustExist('basket-item.exists', 'item', 'BasketItemID', 'The path names it', {
  statement: 'BasketItemID must name an item of the basket',
  where: () => 'in the basket',
  remedy: 'Use a BasketItemID of the basket.'
})

/** What stands in the way of a booking. */
export interface Obstacle {
  /** To go on after a colon: `it is empty`. */
  what: string
  /** What to do about it, as a sentence. */
  remedy: string
}

const canBeBooked = ruleOver<{ obstacle: Obstacle | undefined }>()({
  id: 'basket.can-be-booked',
  statement: 'Each course of a basket must be Available, with somebody assigned and room for everybody assigned',
  field: 'UniqueBasketID',
  basis: waitingListPage,
  holds: ({ obstacle }) => obstacle === undefined,
  compares: ({ obstacle }) => ({ obstacle: obstacle?.what }),
  refusal: ({ obstacle }) => `The basket cannot be checked out: ${obstacle!.what}.`,
  wouldPass: ({ obstacle }) => obstacle!.remedy
})

export const completionRules: readonly Rule[] = [basketExists, canBeBooked]
