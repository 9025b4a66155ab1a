import { inferred } from '../../../core/basis.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { inBody, mustExist } from '../must-exist.ts'
import type { NameOf } from '../names.ts'

export const invoiceExists = mustExist('invoice.exists', 'invoice', 'InvoiceID', 'The path or the payment names it', {
  remedy: 'Check InvoiceID; invoices are raised when a basket is checked out.'
})

const paymentRule = ruleOver<{ amount: number }>()

/** What a payment is held to, whoever writes it. */
export const paymentRules = (nameOf: NameOf): readonly Rule[] => [
  inBody(invoiceExists),
  paymentRule({
    id: 'transaction.amount-not-zero',
    statement: `${nameOf('amount')} must not be 0`,
    field: nameOf('amount'),
    basis: inferred('A payment of nothing pays nothing'),
    holds: ({ amount }) => amount !== 0,
    compares: ({ amount }) => ({ [nameOf('amount')]: amount }),
    refusal: () => `${nameOf('amount')} is 0, and a payment of nothing pays nothing.`,
    wouldPass: () => `Send an ${nameOf('amount')} above 0, or below 0 for money that goes back.`
  })
]
