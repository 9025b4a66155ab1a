import { vendorClient } from '../../sources.ts'
import { field, type Module } from '../field.ts'

export const invoiceItem: Module = {
  name: 'InvoiceItem',
  description: 'Items of invoices',
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
