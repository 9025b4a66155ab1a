import { one, oneValue } from '../../../sandbox/database.ts'

export const findInvoice = oneValue<string>('SELECT id FROM invoice WHERE id = ?')
export const findPayment = one<{ invoiceId: string, amount: number }>('SELECT invoiceId, amount FROM payment WHERE id = ?')
