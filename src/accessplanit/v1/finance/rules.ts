import { inferred } from '../../../core/basis.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { isThere } from '../courses/rules.ts'

export const invoiceExists = isThere('invoice.exists', 'An invoice', 'InvoiceID', 'The path or the payment names it')

export const paymentIsOfSomething = ruleOver<{ amount: number }>()({
  id: 'transaction.amount-not-zero',
  statement: 'A payment is of some amount',
  field: 'Amount',
  basis: inferred('A payment of nothing pays nothing'),
  holds: ({ amount }) => amount !== 0,
  compares: ({ amount }) => ({ Amount: amount }),
  wouldPass: () => 'an Amount in cents; below 0 for money that goes back'
})

export const paymentRules: readonly Rule[] = [invoiceExists, paymentIsOfSomething]
