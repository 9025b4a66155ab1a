import { one, oneValue } from '../../../sandbox/database.ts'
import { amountPaid, grossOf } from './amounts.ts'

export const findInvoice = oneValue<string>('SELECT id FROM invoice WHERE id = ?')
export const findPayment = one<{ invoiceId: string, amount: number }>('SELECT invoiceId, amount FROM payment WHERE id = ?')
/** What an invoice comes to and what is paid of it, in cents. */
export const findAmounts = one<{ gross: number, paid: number }>(
  `SELECT ${grossOf} AS gross, ${amountPaid} AS paid FROM invoice WHERE id = ?`)
