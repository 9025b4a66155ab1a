import { ruleOver, type Rule } from '../../../core/rule.ts'
import { waitingListPage } from '../../sources.ts'
import { mustExist } from '../must-exist.ts'

export const basketExists = mustExist('basket.exists', 'An open basket', 'UniqueBasketID', 'The path names it')
export const itemExists = mustExist('basket-item.exists', 'An item of the basket', 'BasketItemID', 'The path names it')

const canBeBooked = ruleOver<{ /** Why not, if not. */ obstacle: string | undefined }>()({
  id: 'basket.can-be-booked',
  statement: 'A basket is checked out when each of its courses is Available and has somebody assigned whom it has room for',
  field: 'UniqueBasketID',
  basis: waitingListPage,
  holds: ({ obstacle }) => obstacle === undefined,
  compares: ({ obstacle }) => ({ obstacle: obstacle?.replace(/\.$/, '') }),
  wouldPass: () => 'a basket with courses that are Available, and delegates assigned who are not on them'
})

export const completionRules: readonly Rule[] = [basketExists, canBeBooked]
