import type { Database } from '../../../sandbox/database.ts'
import type { Columns } from '../store.ts'
import { findInvoice, findPayment } from './store.ts'

/** What the rules ask of a payment of which these columns are written; `id` is of one that is there already. */
export function paymentFacts (db: Database, columns: Columns, id: string | undefined) {
  const { invoiceId, amount } = { ...(id !== undefined && findPayment(db, id)), ...columns }
  return { id: String(invoiceId), found: findInvoice(db, invoiceId), amount: Number(amount) }
}
