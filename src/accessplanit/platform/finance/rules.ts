import { inferred } from '../../../core/basis.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { inBody, mustExist } from '../must-exist.ts'
import type { NameOf } from '../names.ts'

export const invoiceExists = mustExist('invoice.exists', 'An invoice', 'InvoiceID', 'The path or the payment names it')

const paymentRule = ruleOver<{ amount: number }>()

/** What a payment is held to, whoever writes it. */
export const paymentRules = (nameOf: NameOf): readonly Rule[] => [
  inBody(invoiceExists),
  paymentRule({
    id: 'transaction.amount-not-zero',
    statement: 'A payment is of some amount',
    field: 'Amount',
    basis: inferred('A payment of nothing pays nothing'),
    holds: ({ amount }) => amount !== 0,
    compares: ({ amount }) => ({ [nameOf('amount')]: amount }),
    wouldPass: () => `an ${nameOf('amount')} in cents; below 0 for money that goes back`
  })
]
