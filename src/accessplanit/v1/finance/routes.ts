import { Type } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { text } from '../../../core/schema.ts'
import { operation, type App } from '../../../http/operation.ts'
import { perform } from '../../perform.ts'
import type { Body } from '../../platform/columns.ts'
import type { PlatformContext } from '../../platform/context.ts'
import { invoiceKind, paymentKind } from '../../platform/finance/kinds.ts'
import { invoiceExists } from '../../platform/finance/rules.ts'
import { findInvoice } from '../../platform/finance/store.ts'
import { namesIn } from '../../platform/names.ts'
import { financialPage } from '../../sources.ts'
import { bodyOf, replyOf } from '../field.ts'
import { anyQuery } from '../listing.ts'
import { create, get, list, listAllOf, update } from '../records.ts'
import { send } from '../sending.ts'
import { invoiceItems, invoices, transactions } from './feeds.ts'

const pathIsOurs = inferred('The operation is documented, the path is not')
const InvoicePath = Type.Object({ invoiceId: text({ basis: financialPage, description: 'The invoice' }) })

const payment = paymentKind(namesIn(transactions.fields))

/** Invoices are made in the platform, by a booking; here they are read, two of their fields changed, and payments logged. */
export async function financeRoutes (app: App): Promise<void> {
  app.get('/invoices', operation({
    operationId: 'ListInvoices',
    summary: 'List Invoices',
    description: 'All invoices; the only way to narrow them is the path of one.',
    basis: pathIsOurs,
    rules: [],
    tag: 'Financial',
    wire: { querystring: anyQuery, response: { 200: Type.Array(replyOf(invoices)) } }
  }), (request, reply) => send(reply, 'Invoice', perform(request, context =>
    list(context, invoices, request.query, request.entry.ignored))))

  app.get('/invoices/:invoiceId', operation({
    operationId: 'GetInvoice',
    summary: 'Get one Invoice',
    description: 'An invoice with what is paid and what is outstanding, in cents.',
    basis: financialPage,
    rules: [invoiceExists],
    tag: 'Financial',
    wire: { params: InvoicePath, response: { 200: replyOf(invoices) } }
  }), (request, reply) => send(reply, 'Invoice', perform(request, context =>
    get(context, invoices, invoiceExists, request.params.invoiceId))))

  app.put('/invoices/:invoiceId', operation({
    operationId: 'UpdateInvoice',
    summary: 'Update an Invoice',
    description: 'Changes the day on which it is due and the number of the purchase order; nothing else of an invoice can be changed.',
    basis: pathIsOurs,
    rules: [invoiceExists],
    tag: 'Financial',
    wire: { params: InvoicePath, body: bodyOf(invoices, 'update'), response: { 200: replyOf(invoices) } }
  }), (request, reply) => send(reply, 'Invoice', perform(request, context =>
    update(context, invoices, invoiceKind, invoiceExists, request.params.invoiceId, request.body as Body))))

  app.get('/invoices/:invoiceId/items', operation({
    operationId: 'ListInvoiceItems',
    summary: 'List the Items of an Invoice',
    description: 'There is no list of all items.',
    basis: pathIsOurs,
    rules: [invoiceExists],
    tag: 'Financial',
    wire: { params: InvoicePath, response: { 200: Type.Array(replyOf(invoiceItems)) } }
  }), (request, reply) => send(reply, 'InvoiceItem', perform(request, context => listItems(context, request.params.invoiceId))))

  app.get('/transactions', operation({
    operationId: 'ListTransactions',
    summary: 'List Transactions',
    description: 'Payments that were logged on invoices.',
    basis: pathIsOurs,
    rules: [],
    tag: 'Financial',
    wire: { querystring: anyQuery, response: { 200: Type.Array(replyOf(transactions)) } }
  }), (request, reply) => send(reply, 'Transaction', perform(request, context =>
    list(context, transactions, request.query, request.entry.ignored))))

  app.post('/transactions', operation({
    operationId: 'LogTransaction',
    summary: 'Log a payment on an Invoice',
    description: 'Notes a payment; the invoice owes less from then on.',
    basis: pathIsOurs,
    rules: payment.rules.create,
    tag: 'Financial',
    wire: { body: bodyOf(transactions, 'create'), response: { 201: replyOf(transactions) } }
  }), (request, reply) => send(reply.code(201), 'Transaction', perform(request, context =>
    create(context, transactions, payment, request.body as Body))))
}

/** The items of an invoice. */
function listItems (context: PlatformContext, id: string): string[] {
  context.enforce([invoiceExists], { id, found: findInvoice(context.db, id) })
  return listAllOf(context, invoiceItems, 'invoiceItem.invoiceId', id)
}
