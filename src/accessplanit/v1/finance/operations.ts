import { Type } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { text } from '../../../core/schema.ts'
import { operation, type Operation } from '../../../http/operation.ts'
import type { PlatformContext } from '../../platform/context.ts'
import { invoiceKind, paymentKind } from '../../platform/finance/kinds.ts'
import { invoiceExists } from '../../platform/finance/rules.ts'
import { findInvoice } from '../../platform/finance/store.ts'
import { namesIn } from '../../platform/names.ts'
import { financialPage } from '../../sources.ts'
import { bodyOf, listOf, replyOf } from '../field.ts'
import { listQuery } from '../listing.ts'
import { withName } from '../named-json.ts'
import { create, get, list, listAllOf, update, type Listed } from '../records.ts'
import { invoiceItems, invoices, transactions } from './feeds.ts'

const pathIsOurs = inferred('The operation is documented, the path is not')
const InvoicePath = Type.Object({ invoiceId: text({ basis: financialPage, description: 'The invoice' }) })

const payment = paymentKind(namesIn(transactions.fields))

/** Invoices are made in the platform, by a booking; here they are read, two of their fields changed, and payments logged. */
export const financeOperations: readonly Operation[] = [
  operation({
    operationId: 'ListInvoices',
    summary: 'List Invoices',
    description: 'All invoices; the only way to narrow them is the path of one.',
    basis: pathIsOurs,
    rules: [],
    method: 'GET',
    path: '/invoices',
    tag: 'Financial',
    wire: { querystring: listQuery(invoices), response: { 200: listOf(invoices) } },
    status: 200,
    perform: (context, { query }) => withName('Invoice', list(context, invoices, query))
  }),

  operation({
    operationId: 'GetInvoice',
    summary: 'Get one Invoice',
    description: 'An invoice with what is paid and what is outstanding, in cents.',
    basis: financialPage,
    rules: [invoiceExists],
    method: 'GET',
    path: '/invoices/:invoiceId',
    tag: 'Financial',
    wire: { params: InvoicePath, response: { 200: replyOf(invoices) } },
    status: 200,
    perform: (context, { params }) => withName('Invoice', get(context, invoices, invoiceExists, params.invoiceId))
  }),

  operation({
    operationId: 'UpdateInvoice',
    summary: 'Update an Invoice',
    description: 'Changes the day on which it is due and the number of the purchase order; nothing else of an invoice can be changed.',
    basis: pathIsOurs,
    rules: [invoiceExists],
    method: 'PUT',
    path: '/invoices/:invoiceId',
    tag: 'Financial',
    wire: { params: InvoicePath, body: bodyOf(invoices, 'update'), response: { 200: replyOf(invoices) } },
    status: 200,
    perform: (context, { params, body }) =>
      withName('Invoice', update(context, invoices, invoiceKind, invoiceExists, params.invoiceId, body))
  }),

  operation({
    operationId: 'ListInvoiceItems',
    summary: 'List the Items of an Invoice',
    description: 'There is no list of all items.',
    basis: pathIsOurs,
    rules: [invoiceExists],
    method: 'GET',
    path: '/invoices/:invoiceId/items',
    tag: 'Financial',
    wire: { params: InvoicePath, response: { 200: listOf(invoiceItems) } },
    status: 200,
    perform: (context, { params }) => withName('InvoiceItem', listItems(context, params.invoiceId))
  }),

  operation({
    operationId: 'ListTransactions',
    summary: 'List Transactions',
    description: 'Payments that were logged on invoices.',
    basis: pathIsOurs,
    rules: [],
    method: 'GET',
    path: '/transactions',
    tag: 'Financial',
    wire: { querystring: listQuery(transactions), response: { 200: listOf(transactions) } },
    status: 200,
    perform: (context, { query }) => withName('Transaction', list(context, transactions, query))
  }),

  operation({
    operationId: 'LogTransaction',
    summary: 'Log a payment on an Invoice',
    description: 'Notes a payment; the invoice owes less from then on.',
    basis: pathIsOurs,
    rules: payment.rules.create,
    method: 'POST',
    path: '/transactions',
    tag: 'Financial',
    wire: { body: bodyOf(transactions, 'create'), response: { 201: replyOf(transactions) } },
    status: 201,
    perform: (context, { body }) => withName('Transaction', create(context, transactions, payment, body))
  })
]

/** The items of an invoice. */
function listItems (context: PlatformContext, id: string): Listed {
  context.enforce([invoiceExists], { id, found: findInvoice(context.db, id) })
  return listAllOf(context, invoiceItems, 'invoiceItem.invoiceId', id)
}
