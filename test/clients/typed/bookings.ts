import assert from 'node:assert/strict'
import createClient from 'openapi-fetch'
import { asForm, done, form, refused } from './answers.js'
import type { paths as V1 } from './openapi-typescript/accessplanit-v1.js'
import type { paths as V2 } from './openapi-typescript/accessplanit-v2.js'

const clientsAt = (base: string, token: string) => {
  const headers = { authorization: `Bearer ${token}` }
  return {
    v1: createClient<V1>({ baseUrl: `${base}/accessplan/api/v1`, headers }),
    v2: createClient<V2>({ baseUrl: `${base}/accessplan`, headers })
  }
}

/** A course that is made in version 1, booked in version 2, and invoiced in both. */
export async function invoices (base: string): Promise<void> {
  const { access_token: token } = done(await createClient<V2>({ baseUrl: `${base}/accessplan` }).POST('/api/v2/token', {
    body: { grant_type: 'password', username: 'demo', password: 'demo' }, bodySerializer: asForm, headers: form
  }))
  const { v1, v2 } = clientsAt(base, token)
  const course = { CourseTemplateID: '4004', StartDate: '2026-05-04T09:00:00', MaxPlaces: 8, MinPlaces: 2, NetCost: 64000 }
  const { Errors } = refused(await v1.POST('/coursedates', {
    body: { ...course, EndDate: '2026-05-03T16:30:00', AdvertisedStartDate: '2026-05-03T17:00:00', Status: 'Available' }
  }))
  assert.deepEqual(Errors.map(it => it.Field), ['StartDate', 'EndDate'])
  const { CourseDateID } = done(await v1.POST('/coursedates', { body: { ...course, EndDate: '2026-05-06T16:30:00', Status: 'Available' } }))

  const add = '/apibasket/v2/basket/{userIDOrUniqueBasketID}/{itemIDOrBasketItemID}/{idTypeOrUserID}'
  const added = async (itemIDOrBasketItemID: string, idTypeOrUserID: string) =>
    done(await v2.POST(add, { params: { path: { userIDOrUniqueBasketID: '2001', itemIDOrBasketItemID, idTypeOrUserID } } }))
  const { UniqueBasketID: uniqueBasketID } = await added(CourseDateID, '12')
  const { Items: [item] } = await added('EARLY10', '14')
  assert.ok(item)
  assert.equal(item.AppliedDiscounts[0]?.DiscountCode, 'EARLY10')
  const basket = { params: { path: { uniqueBasketID } } }
  refused(await v2.POST('/apibasket/v2/basket/{uniqueBasketID}/complete', basket))
  done(await v2.PUT('/apibasket/v2/basket/{uniqueBasketID}/{basketItemID}/users', {
    params: { path: { uniqueBasketID, basketItemID: String(item.BasketItemID) } }, body: ['2001', '2004']
  }))
  const { InvoiceID: invoiceId } = done(await v2.POST('/apibasket/v2/basket/{uniqueBasketID}/complete', basket))
  assert.ok(invoiceId)

  const booked = done(await v1.GET('/coursedates/{courseDateId}/delegates', { params: { path: { courseDateId: CourseDateID } } }))
  assert.deepEqual(booked.map(it => `${it.UserID} ${it.Status}`), ['2001 Booked', '2004 Booked'])
  const inDollars = done(await v2.GET('/api/v2/Invoice', { params: { query: { $filter: `ID eq '${invoiceId}'` } } }))
  assert.equal(inDollars.results?.[0]?.Outstanding, 1324.8)
  const invoice = { params: { path: { invoiceId } } }
  const items = done(await v1.GET('/invoices/{invoiceId}/items', invoice))
  assert.deepEqual(items.map(it => it.InvoiceItemAmount), [128000, -12800], 'in cents')
  assert.equal(done(await v1.PUT('/invoices/{invoiceId}', { ...invoice, body: { PONumber: 'PO-1001' } })).PONumber, 'PO-1001')
  const { AmountOutstanding } = done(await v1.GET('/invoices/{invoiceId}', invoice))
  const payment = done(await v1.POST('/transactions', { body: { InvoiceID: invoiceId, Amount: AmountOutstanding, Method: 'Card' } }))
  assert.deepEqual([payment.InvoiceID, payment.Amount], [invoiceId, 132480])
  const all = done(await v1.GET('/invoices', { params: { query: { $top: 50 } } }))
  const paid = all.find(it => it.InvoiceID === invoiceId)
  assert.deepEqual([paid?.AmountPaid, paid?.AmountOutstanding], [132480, 0])
}

/** Somebody who is registered on a course, cancels, and comes all the same. */
export async function delegates (base: string): Promise<void> {
  const { v1 } = clientsAt(base, 'demo-api-key')
  const onCourse = { courseDateId: '5015' }
  const registration = { params: { path: onCourse }, body: { UserID: '2001', PONumber: 'PO-1001' } }
  const { DelegateID: delegateId, Status } = done(await v1.POST('/coursedates/{courseDateId}/delegates', registration))
  assert.equal(Status, 'Booked')
  const { Errors: [error] } = refused(await v1.POST('/coursedates/{courseDateId}/delegates', registration))
  assert.equal(error?.Field, 'UserID', 'once on each course')
  const one = '/coursedates/{courseDateId}/delegates/{delegateId}'
  const params = { path: { ...onCourse, delegateId } }
  assert.equal(done(await v1.PUT(one, { params, body: { Status: 'Cancelled' } })).Status, 'Cancelled')
  assert.equal(done(await v1.PUT(one, { params, body: { Status: 'Booked', Attended: true } })).Attended, true)
  const found = done(await v1.GET('/delegates', { params: { query: { DelegateID: delegateId } } }))
  assert.deepEqual(found.map(it => [it.CourseDateID, it.Attended]), [['5015', true]])
}
