import { amountPaid, grossOf, invoiceStatus } from '../../platform/money.ts'
import { vendorClient } from '../../sources.ts'
import { field, kept, type Module } from '../field.ts'

export const courseDateBooking: Module = {
  name: 'CourseDateBooking',
  about: 'Bookings: what a basket became',
  basis: vendorClient,
  from: 'booking JOIN user ON user.id = booking.userId',
  table: 'booking',
  key: 'booking.id',
  fields: [
    field('ID', 'text', 'booking.id'),
    field('DateCreated', 'text', 'booking.dateCreated'),
    field('BookingType', 'text', "'CourseDate'"),
    field('BookingUserName', 'text', "user.forenames || ' ' || user.surname"),
    field('BookingStatus', 'text', 'booking.status'),
    field('PONumber', 'text', 'booking.poNumber', { column: 'poNumber', max: 50 }),
    field('AgentName', 'text', 'NULL'),
    field('UserID', 'text', 'booking.userId'),
    field('InvoiceIDs', 'list', '(SELECT json_group_array(invoice.id) FROM invoice WHERE invoice.bookingId = booking.id)'),
    field('BookingSummary', 'text', "'<p>' || (SELECT count(*) FROM delegate WHERE delegate.bookingId = booking.id) || ' delegates</p>'")
  ]
}

export const invoice: Module = {
  name: 'Invoice',
  about: 'Invoices, which bookings raise',
  basis: vendorClient,
  from: 'invoice LEFT JOIN company ON company.id = invoice.companyId',
  table: 'invoice',
  key: 'invoice.id',
  fields: [
    field('ID', 'text', 'invoice.id'),
    field('InvoiceID', 'text', 'invoice.id'),
    field('DateCreated', 'dateTime', 'invoice.dateGenerated'),
    field('Reference', 'text', 'invoice.reference'),
    field('CompanyName', 'text', 'company.name'),
    field('TargetIDType', 'text', "'Company'"),
    field('TargetLabel', 'text', 'company.name'),
    field('TargetID', 'text', 'invoice.companyId'),
    field('Amount', 'money', grossOf),
    field('TaxRate', 'number', 'invoice.taxRate'),
    field('CurrencyCode', 'text', 'invoice.currencyCode'),
    field('DateDue', 'dateTime', 'invoice.dateDue', { column: 'dateDue' }),
    field('Status', 'text', invoiceStatus),
    field('AmountPaid', 'money', amountPaid),
    field('Outstanding', 'money', `(${grossOf} - ${amountPaid})`),
    field('PONumber', 'text', 'invoice.poNumber', { column: 'poNumber', max: 50 }),
    ...kept('invoice', 'text', 'Address InvoiceAddress InvoicePostcode InvoiceCountry InvoiceCounty InvoiceEmail InvoiceTown')
  ]
}

export const invoiceItem: Module = {
  name: 'InvoiceItem',
  about: 'Items of invoices',
  basis: vendorClient,
  from: 'invoiceItem JOIN invoice ON invoice.id = invoiceItem.invoiceId',
  key: 'invoiceItem.id',
  fields: [
    field('ID', 'text', 'invoiceItem.id'),
    field('InvoiceID', 'text', 'invoiceItem.invoiceId'),
    field('Reference', 'text', 'invoice.reference'),
    field('DynamicLabel', 'text', 'invoiceItem.description'),
    field('Tax', 'money', 'invoiceItem.tax'),
    field('Amount', 'money', '(invoiceItem.net + invoiceItem.tax)'),
    field('SourceID', 'text', 'invoiceItem.sourceId'),
    field('SourceIDType', 'text', 'invoiceItem.sourceType')
  ]
}

export const transaction: Module = {
  name: 'Transaction',
  about: 'Payments on invoices',
  basis: vendorClient,
  from: 'payment',
  table: 'payment',
  key: 'payment.id',
  canCreate: true,
  fields: [
    field('ID', 'text', 'payment.id'),
    field('InvoiceID', 'text', 'payment.invoiceId', { column: 'invoiceId', required: true }),
    field('Amount', 'money', 'payment.amount', { column: 'amount', required: true }),
    field('Date', 'dateTime', 'payment.date', { column: 'date' }),
    field('Method', 'text', 'payment.method', { column: 'method' }),
    field('Reference', 'text', 'payment.reference', { column: 'reference' })
  ]
}
