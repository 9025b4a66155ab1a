import { paymentKind } from '../../platform/finance/kinds.ts'
import { toCurrency } from '../../platform/money.ts'
import { namesIn } from '../../platform/names.ts'
import { field, seenAre, unseenList, type Module, type ModuleField } from '../field.ts'

const fields: readonly ModuleField[] = seenAre('', [
  field('ID', 'text', 'payment.id'),
  field('InvoiceID', 'text', 'payment.invoiceId', { column: 'invoiceId', required: true }),
  field('Amount', 'money', 'payment.amount', { column: 'amount', required: true }),
  field('Date', 'dateTime', 'payment.date', { column: 'date' }),
  field('Method', 'text', 'payment.method', { column: 'method' }),
  field('Reference', 'text', 'payment.reference', { column: 'reference' })
])

const kind = paymentKind(namesIn(fields), toCurrency)

export const transaction: Module = {
  name: 'Transaction',
  description: 'Payments on invoices',
  basis: unseenList,
  from: 'payment',
  kind,
  key: 'payment.id',
  canCreate: true,
  fields,
  rules: kind.rules.create
}
