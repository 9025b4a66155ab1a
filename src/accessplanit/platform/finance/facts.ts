import type { Database } from '../../../sandbox/database.ts'
import type { Columns } from '../store.ts'
import { findAmounts, findInvoice, findPayment } from './store.ts'

/** What the rules ask of a payment of which these columns are written; `id` is of one that is there already. */
export function paymentFacts (db: Database, columns: Columns, id: string | undefined) {
  const present = id === undefined ? undefined : findPayment(db, id)
  const { invoiceId, amount } = { ...present, ...columns }
  const amounts = findAmounts(db, invoiceId)
  // What this payment was before is not paid any more.
  const before = present && String(present.invoiceId).toLowerCase() === String(invoiceId).toLowerCase() ? present.amount : 0
  return {
    id: String(invoiceId),
    found: findInvoice(db, invoiceId),
    amount: Number(amount),
    paid: amounts && amounts.paid - before,
    owed: amounts && amounts.gross - amounts.paid + before
  }
}
