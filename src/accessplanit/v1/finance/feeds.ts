import { inferred } from '../../../core/basis.ts'
import { amountPaid, grossOf, invoiceStatus, netOf, taxOf } from '../../platform/finance/amounts.ts'
import { financialPage } from '../../sources.ts'
import { customFieldsOf } from '../custom-fields.ts'
import { byLabel, fieldFrom, type MarkedFeed } from '../field.ts'

const invoice = fieldFrom(byLabel(financialPage), financialPage)

export const invoices: MarkedFeed = {
  name: 'Invoice',
  from: 'invoice',
  key: 'invoice.id',
  fields: [
    invoice('InvoiceID', 'text', 'invoice.id', 'Id of the invoice'),
    invoice('InvoiceRef', 'text', 'invoice.reference', 'Reference'),
    invoice('IssuerID', 'text', 'invoice.issuerId', 'Who issued it'),
    invoice('Amount', 'cents', netOf, 'Amount without tax, in cents'),
    invoice('Tax', 'cents', taxOf, 'Tax, in cents'),
    invoice('DateGenerated', 'dateTime', 'invoice.dateGenerated', 'When it was made'),
    invoice('DateDue', 'dateTime', 'invoice.dateDue', 'When it is due', { update: true, column: 'dateDue', form: financialPage }),
    invoice('DateUpdated', 'dateTime', 'invoice.dateUpdated', 'When it was changed last'),
    invoice('InvoiceStatus', 'text', invoiceStatus, 'What has come of it'),
    invoice('AmountOutstanding', 'cents', `${grossOf} - ${amountPaid}`, 'What is still to pay, in cents'),
    invoice('AmountPaid', 'cents', amountPaid, 'What is paid, in cents'),
    invoice('TargetLink', 'text', "'/invoices/' || invoice.id", 'Where it can be seen'),
    invoice('PONumber', 'text', 'invoice.poNumber', 'Number of the purchase order', { update: true, column: 'poNumber', max: 50 }),
    customFieldsOf('invoice')
  ]
}

const item = fieldFrom(byLabel(financialPage), financialPage)

export const invoiceItems: MarkedFeed = {
  name: 'InvoiceItem',
  from: 'invoiceItem',
  key: 'invoiceItem.id',
  fields: [
    item('InvoiceID', 'text', 'invoiceItem.invoiceId', 'The invoice'),
    item('InvoiceItemID', 'text', 'invoiceItem.id', 'Id of the item'),
    item('LineDescription', 'text', 'invoiceItem.description', 'What it is for'),
    item('InvoiceItemAmount', 'cents', 'invoiceItem.net', 'Amount without tax, in cents'),
    item('InvoiceItemTax', 'cents', 'invoiceItem.tax', 'Tax, in cents')
  ]
}

const payment = fieldFrom(inferred('The vendor\'s table of this feed is not public'))

export const transactions: MarkedFeed = {
  name: 'Transaction',
  from: 'payment',
  key: 'payment.id',
  fields: [
    payment('TransactionID', 'text', 'payment.id', 'Id of the payment'),
    payment('InvoiceID', 'text', 'payment.invoiceId', 'The invoice that it was made on', { create: 'mandatory', column: 'invoiceId' }),
    payment('Amount', 'cents', 'payment.amount', 'Amount, in cents', { create: 'mandatory', column: 'amount' }),
    payment('Date', 'dateTime', 'payment.date', 'When it was made', { create: true, column: 'date' }),
    payment('Method', 'text', 'payment.method', 'How', { create: true, column: 'method' }),
    payment('Reference', 'text', 'payment.reference', 'Reference', { create: true, column: 'reference' }),
    customFieldsOf('payment')
  ]
}
