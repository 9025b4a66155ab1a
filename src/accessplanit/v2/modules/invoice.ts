import { amountPaid, grossOf, invoiceStatus } from '../../platform/finance/amounts.ts'
import { invoiceKind } from '../../platform/finance/kinds.ts'
import { vendorClient } from '../../sources.ts'
import { field, seenAre, storedAsIs, type Module } from '../field.ts'

export const invoice: Module = {
  name: 'Invoice',
  description: 'Invoices, which bookings raise',
  basis: vendorClient,
  from: 'invoice LEFT JOIN company ON company.id = invoice.companyId LEFT JOIN user AS addressee ON addressee.id = invoice.userId',
  kind: invoiceKind,
  key: 'invoice.id',
  fields: [
    field('ID', 'text', 'invoice.id'),
    ...seenAre('', [field('InvoiceID', 'text', 'invoice.id')]),
    field('DateCreated', 'dateTime', 'invoice.dateGenerated'),
    field('Reference', 'text', 'invoice.reference'),
    field('CompanyName', 'text', 'company.name'),
    field('TargetIDType', 'text', "iif(invoice.userId IS NULL, 'Company', 'User')"),
    field('TargetLabel', 'text', "coalesce(addressee.forenames || ' ' || addressee.surname, company.name)"),
    field('TargetID', 'text', 'coalesce(invoice.userId, invoice.companyId)'),
    field('Amount', 'money', grossOf),
    field('TaxRate', 'number', 'invoice.taxRate'),
    field('CurrencyCode', 'text', 'invoice.currencyCode'),
    field('DateDue', 'dateTime', 'invoice.dateDue', { column: 'dateDue' }),
    field('Status', 'text', invoiceStatus),
    field('AmountPaid', 'money', amountPaid),
    field('Outstanding', 'money', `(${grossOf} - ${amountPaid})`),
    field('PONumber', 'text', 'invoice.poNumber', { column: 'poNumber', max: 50 }),
    ...storedAsIs('invoice', 'text', 'Address InvoiceAddress InvoicePostcode InvoiceCountry InvoiceCounty InvoiceEmail InvoiceTown')
  ]
}
