import { Type } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { text } from '../../../core/schema.ts'
import { decide } from '../../../http/decide.ts'
import { operation, type App } from '../../../http/operation.ts'
import { findRecord, listRecords } from '../../platform/feed.ts'
import { localDateTime } from '../../platform/local-time.ts'
import { findInvoice, insertRecord, nextId, updateRecord } from '../../platform/store.ts'
import { financialPage } from '../../sources.ts'
import { bodyOf, replyOf } from '../field.ts'
import { anyQuery, readQuery } from '../listing.ts'
import { columnsOf, type Body } from '../writing.ts'
import { send } from '../sending.ts'
import { invoiceItems, invoices, transactions } from './feeds.ts'
import { invoiceExists, paymentRules } from './rules.ts'

const pathIsOurs = inferred('The operation is documented, the path is not')
const InvoicePath = Type.Object({ invoiceId: text({ basis: financialPage, description: 'The invoice' }) })

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
  }), (request, reply) => send(reply, 'Invoice', decide(request, ({ db }) =>
    listRecords(db, invoices, invoices.fields, readQuery(invoices, request.query, request.entry.ignored)))))

  app.get('/invoices/:invoiceId', operation({
    operationId: 'GetInvoice',
    summary: 'Get one Invoice',
    description: 'An invoice with what is paid and what is outstanding, in cents.',
    basis: financialPage,
    rules: [invoiceExists],
    tag: 'Financial',
    wire: { params: InvoicePath, response: { 200: replyOf(invoices) } }
  }), (request, reply) => send(reply, 'Invoice', decide(request, ({ db, enforce }) => {
    const { invoiceId: id } = request.params
    enforce([invoiceExists], { id, found: findInvoice(db, id) })
    return findRecord(db, invoices, id)!
  })))

  app.put('/invoices/:invoiceId', operation({
    operationId: 'UpdateInvoice',
    summary: 'Update an Invoice',
    description: 'Changes the day on which it is due and the number of the purchase order; nothing else of an invoice can be changed.',
    basis: pathIsOurs,
    rules: [invoiceExists],
    tag: 'Financial',
    wire: { params: InvoicePath, body: bodyOf(invoices, 'update'), response: { 200: replyOf(invoices) } }
  }), (request, reply) => send(reply, 'Invoice', decide(request, ({ db, now, enforce }) => {
    const { invoiceId: id } = request.params
    enforce([invoiceExists], { id, found: findInvoice(db, id) })
    updateRecord(db, 'invoice', { ...columnsOf(invoices, request.body as Body, 'update'), dateUpdated: localDateTime(now) }, 'id = ?', id)
    return findRecord(db, invoices, id)!
  })))

  app.get('/invoices/:invoiceId/items', operation({
    operationId: 'ListInvoiceItems',
    summary: 'List the Items of an Invoice',
    description: 'There is no list of all items.',
    basis: pathIsOurs,
    rules: [invoiceExists],
    tag: 'Financial',
    wire: { params: InvoicePath, response: { 200: Type.Array(replyOf(invoiceItems)) } }
  }), (request, reply) => send(reply, 'InvoiceItem', decide(request, ({ db, enforce }) => {
    const { invoiceId: id } = request.params
    enforce([invoiceExists], { id, found: findInvoice(db, id) })
    return listRecords(db, invoiceItems, invoiceItems.fields, { where: 'invoiceItem.invoiceId = ?', values: [id], limit: -1 })
  })))

  app.get('/transactions', operation({
    operationId: 'ListTransactions',
    summary: 'List Transactions',
    description: 'Payments that were logged on invoices.',
    basis: pathIsOurs,
    rules: [],
    tag: 'Financial',
    wire: { querystring: anyQuery, response: { 200: Type.Array(replyOf(transactions)) } }
  }), (request, reply) => send(reply, 'Transaction', decide(request, ({ db }) =>
    listRecords(db, transactions, transactions.fields, readQuery(transactions, request.query, request.entry.ignored)))))

  app.post('/transactions', operation({
    operationId: 'LogTransaction',
    summary: 'Log a payment on an Invoice',
    description: 'Notes a payment; the invoice owes less from then on.',
    basis: pathIsOurs,
    rules: paymentRules,
    tag: 'Financial',
    wire: { body: bodyOf(transactions, 'create'), response: { 201: replyOf(transactions) } }
  }), (request, reply) => {
    reply.code(201)
    return send(reply, 'Transaction', decide(request, ({ db, now, enforce }) => {
      const columns = columnsOf(transactions, request.body as Body, 'create')
      const invoiceId = findInvoice(db, String(columns.invoiceId))
      enforce(paymentRules, { id: String(columns.invoiceId), found: invoiceId, amount: Number(columns.amount) })
      const id = nextId(db, 'payment')
      insertRecord(db, 'payment', { date: localDateTime(now), ...columns, id, invoiceId: invoiceId! })
      return findRecord(db, transactions, id)!
    }))
  })
}
