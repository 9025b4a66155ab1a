import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { services } from '../../src/services.ts'
import { demand, open, type Client } from '../harness.ts'
import { apprentice } from '../tec/work-based/bodies.ts'
import './apis.ts'
import './calendar.ts'
import './contracts.ts'
import './coverage.ts'
import './drift.ts'
import './events.ts'
import './faults.ts'
import './journal.ts'
import './metrics.ts'
import './near-ids.ts'
import './near-members.ts'
import './near-names.ts'
import './odd-ids.ts'
import './pictures.ts'
import './secrets.ts'
import './secrets-of-no-form.ts'
import './states.ts'
import './tokens.ts'
import './verification.ts'

t.test('The clock is shown, frozen, shifted and set free', async t => {
  const client = await open(t, { fixture: 'empty', clock: 'real' })
  t.match((await client.admin('GET', '/clock')).body, { mode: 'real', zone: 'Pacific/Auckland' })
  t.same((await client.admin('PUT', '/clock', { mode: 'frozen', now: '2026-03-02' })).body,
    { sandbox: 'default', mode: 'frozen', now: '2026-03-02T00:00:00+13:00', today: '2026-03-02', zone: 'Pacific/Auckland', fired: [] })
  await client.admin('POST', '/sandboxes', { id: 'x1' })
  for (const [path, sandbox] of [['/__admin', 'default'], ['/sandboxes/x1/__admin', 'x1']] as const) {
    for (const [method, call, body] of [['GET', 'clock'], ['POST', 'clock/advance', { by: 'P1D' }], ['POST', 'reset']] as const) {
      t.match((await client.inject({ method, url: `${path}/${call}`, ...body && { payload: body } })).body, { sandbox }, call)
    }
  }
  t.match((await client.admin('PUT', '/clock', { mode: 'frozen', now: '2026-03-01T23:30:00Z' })).body, { now: '2026-03-02T12:30:00+13:00' })
  t.match((await client.admin('PUT', '/clock', { mode: 'frozen' })).body, { now: '2026-03-02T12:30:00+13:00' }, 'freezes where it is')
  t.match((await client.admin('PUT', '/clock', { mode: 'offset', now: '2030-01-01T00:00' })).body, { mode: 'offset', today: '2030-01-01' })
  t.match((await client.admin('POST', '/clock/advance', { by: 'P1D' })).body, { mode: 'offset', today: '2030-01-02' })
  await client.admin('PUT', '/clock', { mode: 'offset', now: '9998-12-31T23:59:59.999' })
  await setTimeout(20)
  t.match((await client.admin('GET', '/clock')).body, { mode: 'offset', today: '9998-12-31' }, 'stands still at the end')
  t.match((await client.admin('PUT', '/clock', { mode: 'real' })).body, { mode: 'real' })
  t.match(
    (await client.admin('POST', '/clock/advance', { by: 'P400D' })).body, { mode: 'offset' },
    'a real clock that is moved runs on from there'
  )
})

t.test('What the sandbox itself is asked cannot be tried, so a dry run of it is refused and nothing is done', async t => {
  const client = await open(t)
  await apprentice(client)
  for (const [method, url, body] of [
    ['POST', '/__admin/reset', {}], ['PUT', '/__admin/clock', { mode: 'frozen', now: '2030-01-01' }],
    ['PUT', '/__admin/readings', { 'unknown-id': '404' }]
  ] as const) {
    const { status, body: { detail } } = await client.inject({ method, url, payload: body, headers: { 'sandbox-dry-run': '1' } })
    t.equal(status, 400, url)
    t.match(detail, /Sandbox-Dry-Run is only for requests to emulated APIs.*send the request without that header/)
  }
  t.match((await client.admin('GET', '/clock')).body, { today: '2026-03-02' })
  t.equal((await client.get('/learners/L1')).status, 200)
  t.equal((await client.inject({ method: 'GET', url: '/__admin/clock', headers: { 'sandbox-dry-run': '1' } })).status, 200)
})

t.test('The list of requests is asked by status, rule, caller and service, and by none that there is not', async t => {
  const client = await open(t, { fixture: 'demo' })
  await client.get('/training-plans/DEMO-TP04')
  await client.post('/training-plans/DEMO-TP04/visits', { visitLocalId: 'V-1', visitDate: '2030-01-01' })
  for (const [query, total] of [
    ['status=4xx', 1], ['status=200', 1], ['status=500', 0], ['rule=visit.*', 1], ['caller=9001', 2], ['caller=9002', 0],
    ['service=tec-work-based&status=200', 1], ['service=esl', 0]
  ] as const) {
    t.match(await client.admin('GET', `/requests?${query}`), { status: 200, body: { total } }, query)
  }
  for (const query of ['status=4', 'rule=visit', 'service=tec']) {
    t.equal((await client.admin('GET', `/requests?${query}`)).status, 400, query)
  }
})

t.test('What does nothing is told of: a body where none is taken, a dry run that is neither', async t => {
  const client = await open(t, { fixture: 'demo' })
  const headers = { authorization: 'Bearer demo-token-9001', eid: '9001' }
  const warned = async (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) =>
    (await client.inject({ method, url, headers, ...payload && { payload } })).headers['sandbox-warnings']
  const plan = '/work-submission-api/v1.0/training-plans/DEMO-TP04'
  t.equal(await warned('DELETE', '/__admin/faults', { id: 'f-1' }), 'ignored-body:body')
  t.equal(await warned('GET', '/__admin/calendar?LIMIT=1'), undefined)
  t.equal(await warned('GET', plan, { trainingPlanLocalId: 'X' }), 'ignored-body:body')
  t.equal(await warned('GET', plan), undefined)
  t.equal(await warned('DELETE', '/__admin/faults', {}), undefined, 'an empty object says nothing')
  for (const word of ['maybe', '2', 'ja']) {
    const reply = await client.inject({ method: 'GET', url: plan, headers: { ...headers, 'sandbox-dry-run': word } })
    t.equal(reply.status, 400, word)
    t.match(reply.body.detail, `Sandbox-Dry-Run: "${word}" is neither yes nor no. Use 1, true or yes for a dry run; 0, false or no`)
  }
  for (const word of ['1', 'yes', 'TRUE', 'no', '']) {
    t.equal((await client.inject({ method: 'GET', url: plan, headers: { ...headers, 'sandbox-dry-run': word } })).status, 200, word)
  }
})

t.test('Advancing goes by New Zealand\'s calendar', async t => {
  const cases: Array<[string, object, string]> = [
    ['2026-01-31T09:00', { by: 'P1M' }, '2026-02-28T09:00:00+13:00'],
    ['2026-04-04T12:00', { by: 'P1D' }, '2026-04-05T12:00:00+12:00'],
    ['2026-04-04T12:00', { by: 'PT24H' }, '2026-04-05T11:00:00+12:00'],
    ['2026-09-26T12:00', { by: 'P1D' }, '2026-09-27T12:00:00+13:00'],
    ['2028-02-28T23:59', { by: 'PT2M' }, '2028-02-29T00:01:00+13:00'],
    ['2026-03-02T09:00', { to: '2026-06-02' }, '2026-06-02T00:00:00+12:00'],
    ['2026-03-02T09:00', { to: '2026-03-02T09:00' }, '2026-03-02T09:00:00+13:00']
  ]
  const client = await open(t)
  for (const [from, move, now] of cases) {
    client.freeze(from)
    const reply = await client.admin('POST', '/clock/advance', move)
    t.equal(reply.body.now, now, `${from} ${JSON.stringify(move)}`)
    t.equal(reply.body.today, now.slice(0, 10))
  }
})

t.test('A null is a member that is not given, as generated clients send it', async t => {
  const client = await open(t)
  const sent: Array<[string, string, object]> = [
    ['POST', '/clock/advance', { by: 'P1D', to: null }],
    ['PUT', '/clock', { mode: 'real', now: null }],
    ['POST', '/reset', { scope: null }],
    ['PUT', '/transitions/validation', { progression: 'time', seconds: 30, times: null, outcome: null }],
    ['PUT', '/transitions/validation/rules', { iwiList: null, rulesOff: ['101'] }]
  ]
  for (const [method, path, body] of sent) t.equal((await client.admin(method, path, body)).status, 200, path)
  t.same((await client.admin('GET', '/transitions/validation')).body, { progression: 'time', seconds: 30 })
  t.match((await client.admin('PUT', '/clock', { mode: null })).body.detail, /mode is required/)
  t.match((await client.admin('PUT', '/readings', { 'unknown-id': null })).body.detail, /unknown-id must be a string, but is null/)
})

t.test('What the admin API refuses, it says, and changes nothing', async t => {
  const client = await open(t)
  const cases: Array<[string, string, unknown, RegExp]> = [
    ['PUT', '/clock', { mode: 'fast' }, /mode must be real, frozen or offset, but is the string "fast"/],
    ['PUT', '/clock', {}, /mode is required\. Use real, frozen or offset\.$/],
    ['PUT', '/clock', { mode: 'frozen', now: 'tomorrow' }, /"tomorrow" is not a valid date or time\. Use 2026-03-02, /],
    ['PUT', '/clock', { mode: 'frozen', now: '2026-02-30' }, /not a valid date or time/],
    ['PUT', '/clock', { mode: 'real', now: '2026-03-02' }, /takes no "now"\. .*give \{ "mode": "frozen", "now": "2026-03-02" \}/],
    ['POST', '/clock/advance', {}, /either "by"/],
    ['POST', '/clock/advance', { by: 'P1D', to: '2027-01-01' }, /either "by"/],
    ['POST', '/clock/advance', { by: '3 months' }, /^"3 months" is not a valid ISO 8601 duration\. Use P3M, which is 3 months\.$/],
    ['POST', '/clock/advance', { by: 14 }, /by must be a string, but is the number 14\. Give "P14D"\.$/],
    ['POST', '/clock/advance', { by: '-P1D' }, /only forward/],
    ['POST', '/clock/advance', { to: '2026-03-01' }, /only forward/],
    ['POST', '/clock/advance', { by: 'P9999999Y' }, /^"P9999999Y" from 2026-03-02T09:00:00\+13:00 leads beyond the calendar\. The clock must be/],
    ['POST', '/clock/advance', { by: 'P8000Y' }, /^10026-\S+ is out of range\. The clock must be within the years 1900 to 9998\.$/],
    ['POST', '/reset', { scope: ['everything'] }, /scope\[0\] must be data, clock or journal, but is the string "everything"/],
    ['POST', '/reset', { scope: 'data' }, /scope must be an array, but is the string "data"\. Give \[ "data" \]\.$/],
    ['PUT', '/readings', {}, /^The body must have at least 1 member, such as \{ "unknown-id": "404" \}, but is \{\}\.$/],
    ['PUT', '/faults', { faults: ['a', 'a'].map(id => ({ id, effect: { status: 503 } })) },
      /^faults has two of the id "a"\. Give one another id, or none\.$/],
    ['GET', '/rules/coverage?sandboxes=defalt', undefined,
      /^No sandbox "defalt" exists\. Did you mean default\? There is default\. Give ids with commas, or all\.$/],
    ['POST', '/reset', [], /^The body must be an object, but is the array \[\]; an object without members is \{\}, or leave the body out\.$/],
    ['POST', '/faults', [], /; an object without members is \{\}\.$/],
    ['POST', '/reset', { scope: [] }, /scope must have at least 1 item, but is empty/],
    ['GET', '/requests?limit=0', undefined, /limit must be from 1 to 1000, but is 0/],
    ['GET', '/requests?limit=x', undefined, /limit must be an integer, but is the string "x"/]
  ]
  for (const [method, path, body, detail] of cases) {
    const reply = await client.admin(method, path, body)
    t.equal(reply.status, 400, `${method} ${path}`)
    t.match(reply.body.detail, detail)
    t.equal(reply.headers['content-type'], 'application/problem+json; charset=utf-8')
  }
  t.match((await client.admin('GET', '/clock')).body, { now: '2026-03-02T09:00:00+13:00' })
  const unknown = await client.admin('GET', '/requests/r-99/explain')
  t.equal(unknown.status, 404)
  t.match(unknown.body, {
    title: 'Not found', detail: 'No request is in the journal. Send one to an emulated API first.'
  })
  for (const [now, first] of [['2026-03-02T16:59', '2026-03-02'], ['2026-03-02T17:00', '2026-03-03']] as const) {
    await client.admin('PUT', '/clock', { mode: 'frozen', now })
    t.equal((await client.admin('POST', '/returns/202608/open', { eid: 9001, closes: '2026-03-01' })).body.detail,
      `closes 2026-03-01 is over: the window closes at 17:00 of that day. A closes from ${first} on passes.`)
  }
})

t.test('A value that stands alone, or in the form of a flag, is told how it is given here', async t => {
  const client = await open(t)
  const cases: Array<[method: 'PUT' | 'POST', path: string, sent: unknown, give: string]> = [
    ['PUT', '/clock', 'frozen:2026-03-02T09:00', '{ "mode": "frozen", "now": "2026-03-02T09:00" }'],
    ['PUT', '/clock', 'offset:2026-03-02T09:00:00+13:00', '{ "mode": "offset", "now": "2026-03-02T09:00:00+13:00" }'],
    ['PUT', '/clock', 'real', '{ "mode": "real" }'],
    ['PUT', '/clock', '2026-03-02', '{ "mode": "frozen", "now": "2026-03-02" }'],
    ['POST', '/clock/advance', 'P14D', '{ "by": "P14D" }'],
    ['POST', '/clock/advance', '14 days', '{ "by": "P14D" }'],
    ['POST', '/clock/advance', 14, '{ "by": "P14D" }'],
    ['POST', '/clock/advance', '2026-06-01', '{ "to": "2026-06-01" }'],
    ['POST', '/clock/advance', 'return.202608.close', '{ "toEvent": "return.202608.close" }'],
    ['POST', '/reset', 'data', '{ "scope": [ "data" ] }'],
    ['POST', '/reset', ['clock', 'journal'], '{ "scope": [ "clock", "journal" ] }'],
    ['POST', '/reset', 5, '{ "scope": [ "data" ] }'],
    ['POST', '/sandboxes', { clock: 'frozen:2026-03-02T09:00' }, '{ "mode": "frozen", "now": "2026-03-02T09:00" }'],
    ['POST', '/sandboxes', { clock: 'frozen' }, '{ "mode": "frozen", "now": "2026-03-02T09:00" }'],
    ['POST', '/sandboxes', { clock: 'real' }, '{ "mode": "real" }']
  ]
  for (const [method, path, sent, give] of cases) {
    const payload = JSON.stringify(sent)
    const headers = { 'content-type': 'application/json' }
    const { status, body } = await client.inject({ method, url: `/__admin${path}`, payload, headers })
    t.equal(status, 400, `${path} ${payload}`)
    t.ok(/ must be an object, but is the /.test(body.detail) && body.detail.endsWith(`. Give ${give}.`), body.detail)
    // What is proposed does pass.
    const proposed = path === '/sandboxes' ? { clock: JSON.parse(give) } : JSON.parse(give)
    if (!('toEvent' in proposed)) demand(await client.admin(method, path, proposed))
  }
  t.match((await client.admin('PUT', '/clock', { mode: 'freeze' })).body.detail, /^mode is the string "freeze"\. Did you mean frozen\? /)
})

t.test('A name in the query that an operation does not have is refused, as what came of it would be taken for something else', async t => {
  const client = await open(t)
  demand(await client.admin('POST', '/faults', { effect: { status: 503 } }))
  for (const [method, path, detail] of [
    ['GET', '/requests?opertion=RecordVisit',
      /^"opertion" is not an option in the query of this operation\. Did you mean operation\? Use limit, operation, .* or leave it out\.$/],
    ['POST', '/requests/count?operation=RecordVisit', /^"operation" is not .*\. It takes none; leave it out\.$/],
    ['POST', '/sandboxes?id=foo', /^"id" is not an option /],
    ['DELETE', '/faults?all=yes&x=1', /^"all" is not an option /],
    ['GET', '/clock?zone=UTC', /^"zone" is not an option /]
  ] as const) t.match(await client.admin(method, path, method === 'POST' ? {} : undefined), { status: 400, body: { detail } }, path)
  t.equal((await client.admin('GET', '/faults')).body.faults.length, 1)
  t.equal((await client.admin('GET', '/requests?LIMIT=1')).status, 200)
  t.equal((await client.inject({ url: '/readyz?verbose' })).headers['sandbox-warnings'], 'ignored-option:verbose', 'a probe is let be')
})

t.test('A null stands for what is left out, at whatever depth', async t => {
  const client = await open(t)
  for (const [method, path, body] of [
    ['POST', '/clock/advance', { by: 'P1D', to: null, toEvent: null, offset: null }],
    ['PUT', '/clock', { mode: 'real', now: null }],
    ['POST', '/sandboxes', { id: 'nulls', clock: { mode: 'real', now: null }, fixture: null, settings: null }],
    ['PUT', '/faults/one', { match: { service: null, eid: null, user: null }, times: null, effect: { status: 503, delay: null } }],
    ['PUT', '/faults', { faults: [{ id: null, match: null, effect: { body: { remove: ['x'], texts: null } } }] }],
    ['POST', '/requests/verify', { match: { operation: null, eid: null, status: null }, inOrder: null, exactly: 0 }],
    ['POST', '/requests/verify', { inOrder: [{ operation: null, body: { employerName: null } }] }],
    ['POST', '/tokens', { eid: 9001, user: null, defect: null }]
  ] as const) t.match((await client.admin(method, path, body)).status, /^20[01]$/, `${path} ${JSON.stringify(body)}`)
  t.match((await client.admin('POST', '/requests/verify', { inOrder: [{ body: { employerName: null } }] })).body.message,
    /a request with body employerName null/, 'that of a body that is looked for is a value')
})

t.test('A value of a type that is slightly wrong is told as it is to be given', async t => {
  const { admin } = await open(t)
  const effect = { status: 503 }
  for (const [method, path, body, said] of [
    ['POST', '/faults', { effect: { status: '429' } }, 'effect.status must be an integer, but is the string "429". Give 429.'],
    ['POST', '/faults', { effect: { status: 503, retryAfter: '3' } }, 'Give 3.'],
    ['POST', '/faults', { effect, times: '1' }, 'times must be an integer, but is the string "1". Give 1.'],
    ['POST', '/faults', { effect, probability: '0.5' }, 'Give 0.5.'],
    ['POST', '/faults', { effect, id: 7 }, 'id must be a string, but is the number 7. Give "7".'],
    ['POST', '/faults', { effect: { body: { remove: 'status' } } }, 'Give [ "status" ].'],
    ['PUT', '/faults', { faults: '[{"effect":{"status":503}}]' }, 'encoded twice. Send [{"effect":{"status":503}}] itself.'],
    ['POST', '/requests/verify', { match: {}, exactly: '1' }, 'exactly must be an integer, but is the string "1". Give 1.'],
    ['POST', '/requests/verify', { inOrder: { operation: 'RecordVisit' } }, 'Give [ { "operation": "RecordVisit" } ].'],
    ['POST', '/requests/verify', { inOrder: [{}, { sameBody: 'true' }] }, 'Give true.'],
    ['POST', '/requests/verify', { match: { dryRun: 'False' } }, 'Give false.'],
    ['POST', '/requests/verify', { match: { body: '{"visitDate":"2026-03-02"}' } },
      'match.body is JSON inside a JSON string: it was encoded twice. Send {"visitDate":"2026-03-02"} itself.'],
    ['POST', '/requests/find', { limit: '10' }, 'Give 10.'],
    ['POST', '/sandboxes', { ttlSeconds: '600' }, 'Give 600.'],
    ['POST', '/sandboxes', { seed: 7 }, 'seed must be a string, but is the number 7. Give "7".']
  ] as const) {
    const reply = await admin(method, path, body)
    t.equal(reply.status, 400, `${path} ${JSON.stringify(body)}`)
    t.ok(reply.body.detail.endsWith(said), reply.body.detail)
  }
  // What would be refused as well is not proposed.
  for (const status of ['900', 'soon', true]) {
    t.notMatch((await admin('POST', '/faults', { effect: { status } })).body.detail, /Give/, String(status))
  }
})

t.test('A body that was encoded twice is told of as such', async t => {
  const client = await open(t)
  const headers = { 'content-type': 'application/json', authorization: 'Bearer demo-token-9001', eid: '9001' }
  for (const [method, url] of [
    ['POST', '/__admin/clock/advance'], ['POST', '/__admin/faults'], ['POST', '/work-submission-api/v1.0/training-agreements']
  ] as const) {
    const { status, text } = await client.inject({ method, url, headers, payload: JSON.stringify('{"by": "P14D"}') })
    t.equal(status, 400, url)
    t.match(text, 'The body is JSON inside a JSON string: it was encoded twice. Send {\\"by\\":\\"P14D\\"} itself.', url)
  }
  for (const [payload, detail] of [['"{by"', 'The body must be an object, but is the string'], ['[1]', 'The body must be an object']]) {
    t.match((await client.inject({ method: 'PUT', url: '/__admin/faults', headers, payload })).body.detail, detail)
  }
})

t.test('Reset goes back to the fixture, in whole or in part', async t => {
  const client = await open(t)
  await apprentice(client)
  client.freeze('2026-05-05')
  await client.admin('POST', '/reset', { scope: ['data'] })
  t.equal((await client.get('/learners/L1')).status, 400, 'the data are gone')
  t.match((await client.admin('GET', '/clock')).body, { today: '2026-05-05' })
  t.ok((await client.admin('GET', '/requests')).body.total > 0)

  t.match((await client.admin('POST', '/reset')).body, { fixture: 'empty', clock: { now: '2026-03-02T09:00:00+13:00' } })
  t.equal((await client.admin('GET', '/requests')).body.total, 0)
  const { headers } = await client.get('/learners/L1')
  t.equal((await client.admin('GET', '/requests')).body.requests.at(-1).id, headers['sandbox-request-id'])
  t.equal((await client.admin('GET', '/requests/r-1/explain')).status, 404, 'an id of before is not another request\'s now')
})

t.test('After a reset the dates of the fixture are relative to the clock as it is', async t => {
  const client = await open(t, { fixture: 'demo' })
  client.freeze('2027-03-02')
  await client.admin('POST', '/reset', { scope: ['data'] })
  t.equal((await client.get('/training-agreements/DEMO-TA08')).body.pauseDate, '2027-01-19')
})

t.test('The journal shows the last requests, newest first, without their secrets', async t => {
  const client = await open(t)
  await client.inject({
    method: 'POST',
    url: '/oauth2/access_token',
    headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: `Basic ${btoa('demo-tms:demo-secret')}` },
    payload: 'grant_type=client_credentials&scope=https%3A%2F%2Fweb.prd.dxs.pub.tec.govt.nz&org_id=9001&client_secret=hush'
  })
  await client.call('POST', '/learners', { learnerLocalId: 'L1', Colour: 'blue' }, {
    authentication: 'Bearer demo-token-9001', cookie: 'a=b'
  })
  await client.inject({ method: 'GET', url: '/nowhere' })
  const { text, body } = await client.admin('GET', '/requests')
  t.equal(body.total, 3)
  t.same(body.requests.map((it: any) => [it.method, it.url, it.status, it.operation]), [
    ['GET', '/nowhere', 404, null],
    ['POST', '/work-submission-api/v1.0/learners', 400, 'CreateLearner'],
    ['POST', '/oauth2/access_token', 200, 'RequestAccessToken']
  ])
  t.match(body.requests[1], {
    caller: { id: '9001', label: 'EID 9001' }, request: { body: { learnerLocalId: 'L1' }, headers: { authorization: 'Bearer ***' } }
  })
  t.notMatch(text, /demo-token-9001|demo-secret|ZGVtby10bXM|eyJ|hush|a=b/)
  t.equal((await client.admin('GET', '/requests?limit=1')).body.requests.length, 1)
})

t.test('The journal can be emptied by itself, and ids go on', async t => {
  const client = await open(t)
  const last = async () => (await client.get('/learners/none')).headers['sandbox-request-id']
  t.equal(await last(), 'r-1')
  const emptied = await client.admin('DELETE', '/requests')
  t.same([emptied.status, emptied.body], [200, { cleared: 1 }])
  t.same((await client.admin('GET', '/requests')).body, { total: 0, requests: [] })
  t.equal((await client.admin('GET', '/requests/r-1/explain')).status, 404)
  t.equal(await last(), 'r-2')
})

t.test('The journal keeps the last thousand, and nothing that is large', async t => {
  const client = await open(t)
  for (let i = 0; i < 1005; i++) await client.get('/programmes/DEMO-NZA/versions/1')
  const { body } = await client.admin('GET', '/requests?limit=1000')
  t.equal(body.total, 1000)
  t.equal(body.requests.at(-1).id, 'r-6')
  await client.post('/learners', { learnerLocalId: 'x'.repeat(50_000) })
  t.match((await client.admin('GET', '/requests?limit=1')).body.requests[0].request.body, /^\(\d+ bytes, not kept\)$/)
  await client.inject({
    method: 'POST',
    url: '/work-submission-api/v1.0/learners',
    headers: { authorization: 'Bearer demo-token-9001', eid: '9001', 'content-type': 'application/json', 'content-encoding': 'gzip' },
    payload: gzipSync(JSON.stringify({ learnerLocalId: 'x'.repeat(50_000) }))
  })
  t.match(
    (await client.admin('GET', '/requests?limit=1')).body.requests[0].request.body, /^\(\d+ bytes, not kept\)$/, 'however small it came'
  )
})

t.test('An explanation tells every rule\'s verdict, the values, what would pass, and the source', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.post('/training-plans/P1/visits', { visitLocalId: 'V1', visitDate: '2026-03-03', mood: 'good' })
  const { body } = await client.admin('GET', '/requests/last/explain')
  t.match(body, { outcome: 'refused', status: 400, operation: { operationId: 'RecordVisit' }, ignoredMembers: ['mood'] })
  t.match(body.refusedBy, [{
    rule: 'visit.date-by-today',
    field: 'visitDate',
    compared: { visitDate: '2026-03-03', today: '2026-03-02' },
    message: 'visitDate 2026-03-03 is in the future; today is 2026-03-02. A visitDate from 2025-06-16 to 2026-03-02 passes.',
    wouldPass: 'A visitDate from 2025-06-16 to 2026-03-02 passes.',
    basis: { documented: 'https://api-docs.prd.dxs.pub.tec.govt.nz/api/work-based/record-a-visit-against-a-training-plan' }
  }])
  t.ok(body.held.some((it: any) => it.rule === 'visit.local-id-unused'))

  await client.post('/training-plans/none/visits', { visitLocalId: 'V1', visitDate: '2026-03-02' })
  const missing = (await client.admin('GET', '/requests/last/explain')).body
  t.same(missing.refusedBy.map((it: any) => it.rule), ['plan.exists'])
  t.match(missing.notJudged, [
    { rule: 'visit.date-on-or-after-plan-signed', unknown: ['the day the training plan was signed'] },
    { rule: 'visit.date-on-or-before-plan-end' }
  ])

  await client.post('/training-plans/P1/visits', { visitDate: 'soon' })
  t.match((await client.admin('GET', '/requests/last/explain')).body.reason,
    {
      kind: 'malformed',
      errors: { visitLocalId: [/is required/], visitDate: [/"soon" is not a date/] },
      source: { documented: /record-a-visit/ }
    })

  await client.get('/training-plans/P1')
  t.match((await client.admin('GET', '/requests/last/explain')).body, { outcome: 'accepted', refusedBy: [], reason: null })
})

t.test('Every rule and every operation says where it comes from', async t => {
  const client = await open(t)
  const rules = (await client.admin('GET', '/rules')).body as any[]
  t.equal(new Set(rules.map(rule => rule.id)).size, rules.length)
  for (const rule of rules) {
    t.match(rule.id, /^[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*$/)
    t.match(rule.statement, /^[A-Za-z].*[^.]$/, rule.id)
    t.ok(rule.operations.length > 0, rule.id)
    const isDocumented = typeof rule.basis.documented === 'string'
    if (isDocumented) t.match(rule.basis.documented, /^https?:\/\//)
    else t.match(rule.basis.inferred, /\w{3}/, rule.id)
    const usual = isDocumented ? 'enforce' : 'warn'
    t.ok(rule.mode === usual || rule.modeReason?.length > 10, `${rule.id} says why it is ${rule.mode}`)
  }
  const operations = (await client.admin('GET', '/contract')).body as any[]
  const listed = (isOfAdmin: boolean) => operations.filter(it => it.path.startsWith('/__admin') === isOfAdmin)
  t.same(listed(false).map(it => it.operationId).sort(), (await publishedBy(client)).sort(), 'all that the OpenAPI documents have')
  t.ok(listed(true).length > 0, 'and what no real API has')
  for (const operation of operations) {
    t.match(operation, { service: String, method: /^[A-Z]+$/, path: /^\//, basis: Object, summary: String })
  }
  const ids = rules.map(rule => rule.id)
  t.ok(operations.flatMap(operation => operation.rules).every((id: string) => ids.includes(id)))
})

/** The ids of the operations of every OpenAPI document. */
async function publishedBy (client: Client): Promise<string[]> {
  const documents = await Promise.all(services.map(({ name }) => client.inject({ method: 'GET', url: `/openapi/${name}.json` })))
  return documents.flatMap(({ body }) => Object.values<object>(body.paths).flatMap(methods =>
    Object.values(methods).map(it => it.operationId)))
}

t.test('Liveness and readiness need no token and leave no trace', async t => {
  const client = await open(t)
  t.same((await client.inject({ method: 'GET', url: '/livez' })).body, { status: 'alive' })
  t.same((await client.inject({ method: 'GET', url: '/readyz' })).body, { status: 'ready', fixture: 'empty' })
  t.equal((await client.admin('GET', '/requests')).body.total, 0)
})

t.test('Beyond loopback the admin API asks for its token', async t => {
  const client = await open(t, { 'admin-token': 'a-token-of-ours' })
  t.equal((await client.admin('GET', '/clock')).status, 401)
  const call = (authorization: string) => client.inject({ method: 'GET', url: '/__admin/clock', headers: { authorization } })
  t.match((await client.admin('GET', '/clock')).body.detail, /^The admin API needs its token\. Send .*--admin-token or TMS_SANDBOX_ADMIN_TOKEN gives/)
  t.match(await call('Bearer another'), { status: 401, body: { detail: /^The token that was sent is not that of this server\. Send / } })
  t.equal((await call('Bearer a-token-of-ours')).status, 200)
  t.equal((await client.inject({ method: 'GET', url: '/livez' })).status, 200)
})
