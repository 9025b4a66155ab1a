import { inferred } from '../../../core/basis.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { inBody, mustExist } from '../must-exist.ts'
import type { NameOf } from '../names.ts'

export const invoiceExists = mustExist('invoice.exists', 'invoice', 'InvoiceID', 'The path or the payment names it', {
  remedy: 'Check InvoiceID; invoices are raised when a basket is checked out.'
})

/** Amounts are in cents; what is paid and owed is without the payment, and undefined where there is no such invoice. */
interface PaymentFacts { amount: number, paid: number | undefined, owed: number | undefined }

const paymentRule = ruleOver<PaymentFacts>()

/** What a payment is held to, whoever writes it; `inUnits` is what the version shows of cents. */
export const paymentRules = (nameOf: NameOf, inUnits = (cents: number) => cents): readonly Rule[] => [
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
  }),
  ...balanceRules(nameOf, inUnits)
]

/** Nobody pays more than is owed, nor is paid back more than was paid, but by mistake. */
const balanceRules = (nameOf: NameOf, inUnits: (cents: number) => number): readonly Rule[] => [
  paymentRule({
    id: 'transaction.within-what-is-owed',
    statement: `${nameOf('amount')} must not be more than is still owed on the invoice`,
    field: nameOf('amount'),
    basis: inferred('What is outstanding of an invoice would be less than nothing'),
    needs: ['owed'],
    holds: ({ amount, owed }) => amount <= Math.max(0, owed),
    compares: ({ amount, owed }) => ({ [nameOf('amount')]: inUnits(amount), 'still owed': inUnits(owed) }),
    refusal: ({ amount, owed }) => owed > 0
      ? `${nameOf('amount')} ${inUnits(amount)} is more than is still owed on the invoice (${inUnits(owed)}).`
      : `${nameOf('amount')} is ${inUnits(amount)}, and nothing is owed on the invoice any more.`,
    wouldPass: ({ owed }) => owed > 0 ? `Pay up to ${inUnits(owed)}.` : 'Pay another invoice.',
    atBoundary: ({ amount, owed }) => amount === owed
  }),
  paymentRule({
    id: 'transaction.within-what-is-paid',
    statement: `${nameOf('amount')} below 0 must not give back more than was paid on the invoice`,
    field: nameOf('amount'),
    basis: inferred('What is paid of an invoice would be less than nothing'),
    needs: ['paid'],
    holds: ({ amount, paid }) => amount >= Math.min(0, -paid),
    compares: ({ amount, paid }) => ({ [nameOf('amount')]: inUnits(amount), paid: inUnits(paid) }),
    refusal: ({ amount, paid }) =>
      `${nameOf('amount')} ${inUnits(amount)} gives back more than was paid on the invoice (${inUnits(paid)}).`,
    wouldPass: ({ paid }) => paid > 0 ? `Give back up to ${inUnits(paid)}, as ${inUnits(-paid)}.` : 'Nothing was paid yet.',
    atBoundary: ({ amount, paid }) => amount === -paid
  })
]
