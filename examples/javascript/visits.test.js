import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'

const server = (process.env.TMS_SANDBOX_URL || 'http://localhost:4010').replace(/\/+$/, '')
const adminToken = process.env.TMS_SANDBOX_ADMIN_TOKEN

/** The program under test: it records a visit, and waits where it is told to. Yours is elsewhere. */
async function recordVisit (baseUrl, visit, wait) {
  for (;;) {
    const reply = await fetch(`${baseUrl}/training-plans/DEMO-TP04/visits`, {
      method: 'POST',
      headers: { Authorization: 'Bearer demo-token-9001', EID: '9001', 'Content-Type': 'application/json' },
      body: JSON.stringify(visit)
    })
    if (reply.status !== 429) return reply.status
    await wait(Number(reply.headers.get('Retry-After')))
  }
}

/** Asks the sandbox's own API: the clock, faults, the journal. */
async function admin (method, url, body = {}) {
  const reply = await fetch(url, {
    method,
    headers: { ...(adminToken && { Authorization: `Bearer ${adminToken}` }), 'Content-Type': 'application/json' },
    ...(method === 'POST' && { body: JSON.stringify(body) })
  }).catch(error => assert.fail(`No sandbox answers at ${url}. Start it with npm start, or put the address that it prints, with its` +
    ` http://, into TMS_SANDBOX_URL. (${error.cause?.code ?? error.cause?.message ?? error.message})`))
  const text = await reply.text()
  assert.ok(reply.ok, `${method} ${url} was answered with ${reply.status}: ${text}`)
  return text === '' ? null : JSON.parse(text)
}

/** Where the program got another status than expected, says why the sandbox answered so. */
async function assertStatus (expected, status) {
  if (status === expected) return
  const { outcome, reason } = await admin('GET', `${sandbox.url}/__admin/requests/last/explain`)
  assert.fail(`Expected ${expected}, got ${status}: ${reason?.detail ?? outcome}`)
}

let sandbox
let api

beforeEach(async () => {
  sandbox = await admin('POST', `${server}/__admin/sandboxes`, {
    fixture: 'demo', clock: { mode: 'frozen', now: '2026-03-02T09:00' }, ttlSeconds: 600
  })
  api = sandbox.urls['tec-work-based']
})

afterEach(async () => {
  if (sandbox) await admin('DELETE', `${server}/__admin/sandboxes/${sandbox.id}`)
})

test('A visit is refused until its day has come', async () => {
  const visit = { visitLocalId: 'V-1', visitDate: '2026-03-16' }
  const wait = () => assert.fail('nothing to wait for')

  await assertStatus(400, await recordVisit(api, visit, wait))
  const why = await admin('GET', `${sandbox.url}/__admin/requests/last/explain`)
  assert.equal(why.refusedBy[0]?.rule, 'visit.date-by-today', `Expected visit.date-by-today, got: ${why.reason?.detail}`)

  const clock = await admin('POST', `${sandbox.url}/__admin/clock/advance`, { by: 'P14D' })
  assert.equal(clock.today, '2026-03-16')
  await assertStatus(201, await recordVisit(api, visit, wait))
})

test('A 429 is waited for, and the visit is sent again', async () => {
  await admin('POST', `${sandbox.url}/__admin/faults`, {
    match: { operation: 'RecordVisit' }, times: 1, effect: { status: 429, retryAfter: 3 }
  })
  const visit = { visitLocalId: 'V-1', visitDate: '2026-03-02' }
  const waits = []
  await assertStatus(201, await recordVisit(api, visit, seconds => waits.push(seconds)))
  assert.deepEqual(waits, [3])

  const sent = await admin('POST', `${sandbox.url}/__admin/requests/verify`, {
    inOrder: [
      { operation: 'RecordVisit', status: 429, body: visit },
      { operation: 'RecordVisit', status: 201, sameBody: true }
    ]
  })
  assert.ok(sent.verified, JSON.stringify(sent))
})
