import { inferred } from '../../../core/basis.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { waitingListPage } from '../../sources.ts'
import { mustExist } from '../must-exist.ts'

export const basketExists = mustExist('basket.exists', 'open basket', 'UniqueBasketID', 'The path names it', {
  statement: 'UniqueBasketID must name an open basket',
  remedy: 'A basket is open until it is checked out. Look for its booking in CourseDateBooking, or get the open basket of the user.'
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
  isFullyBooked?: boolean
}

const basketRule = ruleOver<{ obstacle: Obstacle | undefined }>()

const isNotFullyBooked = basketRule({
  id: 'basket.not-fully-booked',
  statement: 'No course of a basket must be FullyBooked',
  field: 'UniqueBasketID',
  basis: waitingListPage,
  holds: ({ obstacle }) => obstacle?.isFullyBooked !== true,
  compares: ({ obstacle }) => ({ obstacle: obstacle?.what }),
  refusal: ({ obstacle }) => `The basket cannot be checked out: ${obstacle!.what}.`,
  wouldPass: ({ obstacle }) => obstacle!.remedy
})

const canBeBooked = basketRule({
  id: 'basket.can-be-booked',
  statement: 'Each course of a basket must be one that can be booked, with somebody assigned and room for everybody assigned',
  field: 'UniqueBasketID',
  basis: inferred('The page speaks of courses that are FullyBooked; the rest is what a booking needs'),
  enforcedBecause: 'there is nobody to book, or nothing to book them on, otherwise',
  holds: ({ obstacle }) => obstacle === undefined || obstacle.isFullyBooked === true,
  compares: ({ obstacle }) => ({ obstacle: obstacle?.what }),
  refusal: ({ obstacle }) => `The basket cannot be checked out: ${obstacle!.what}.`,
  wouldPass: ({ obstacle }) => obstacle!.remedy
})

export const completionRules: readonly Rule[] = [basketExists, isNotFullyBooked, canBeBooked]
