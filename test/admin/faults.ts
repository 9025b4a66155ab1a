import { once } from 'node:events'
import { connect } from 'node:net'
import t from 'tap'
import { demand, listen, open, type Client } from '../harness.ts'

const add = async ({ admin }: Client, fault: object) => demand(await admin('POST', '/faults', fault)).body
const explainLast = async ({ admin }: Client) => demand(await admin('GET', '/requests/last/explain')).body
const token = { grant_type: 'client_credentials', scope: 'https://web.prd.dxs.pub.tec.govt.nz', org_id: '9001' }
const esl = (client: Client, headers: Record<string, string> = {}) => client.inject({
  method: 'POST',
  url: '/oauth2/access_token',
  headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: `Basic ${btoa('demo-tms:demo-secret')}`, ...headers },
  payload: new URLSearchParams(token).toString()
})

/** A request to each service, and what of its own its refusals have. */
const requests: Record<string, [(client: Client, headers?: Record<string, string>) => ReturnType<Client['inject']>, string, object]> = {
  esl: [esl, 'application/json', { error: 'server_error', error_description: String }],
  'tec-work-based': [
    (client, headers) => client.call('GET', '/training-plans/DEMO-TP04', undefined, headers), 'application/problem+json',
    { status: 503, title: 'Service Unavailable', detail: String }
  ],
  'tec-provider-based': [
    (client, headers) => client.sdr('GET', '/returns', undefined, headers), 'application/problem+json', { status: 503, detail: String }
  ],
  'accessplanit-v1': [
    (client, headers) => client.v1('GET', '/venues', undefined, headers), 'application/json', { Errors: [{ Message: String }] }
  ],
  'accessplanit-v2': [(client, headers) => client.v2('GET', 'Category', undefined, headers), 'application/json', { message: String }],
  'accessplanit-legacy': [
    (client, headers = {}) => client.inject({ method: 'GET', url: '/accessplan/services/WebIntegration.asmx', headers }), 'text/plain', {}
  ]
}

t.test('A status is answered in the form of each API, and the journal says that a fault did it', async t => {
  const client = await open(t, { fixture: 'demo' })
  for (const [service, [ask, type, body]] of Object.entries(requests)) {
    const { id } = await add(client, { match: { service }, effect: { status: 503, retryAfter: 7 } })
    const reply = await ask(client)
    t.equal(reply.status, 503, service)
    t.match(reply.headers, { 'retry-after': '7', 'sandbox-fault': id, 'content-type': new RegExp(`^${type.replace('+', '\\+')}`) })
    t.match(reply.body ?? {}, body)
    t.match(reply.text, `The fault ${id} of the sandbox answers this request with 503.`)
    t.match(await explainLast(client), { outcome: 'refused', fault: { id, effect: { status: 503 } } })
    for (const [other, [askOther]] of Object.entries(requests)) {
      if (other !== service) t.ok((await askOther(client)).status < 300, `${other} while ${service} is out`)
    }
    demand(await client.admin('DELETE', `/faults/${id}`))
    t.ok((await ask(client)).status < 300)
  }
})

t.test('Every status from 400 to 599 can be asked for', async t => {
  const client = await open(t, { fixture: 'demo' })
  for (const status of [400, 401, 402, 403, 404, 405, 409, 410, 413, 415, 418, 422, 429, 500, 502, 503, 504, 507, 599]) {
    demand(await client.admin('PUT', '/faults', { faults: [{ effect: { status } }] }))
    for (const [service, [ask]] of Object.entries(requests)) {
      const reply = await ask(client)
      t.equal(reply.status, status, service)
      t.equal(reply.headers['retry-after'], status === 429 || status === 503 ? '1' : undefined)
      if (service.startsWith('tec')) t.match(reply.body, { status, type: /^(?:https:|about:blank$)/ })
    }
  }
})

t.test('A fault means the requests that it matches', async t => {
  const client = await open(t, { fixture: 'demo' })
  const cases: Array<[object, Record<string, boolean>]> = [
    [{}, { plan: true, other: true, returns: true, missing: true }],
    [{ operation: 'GetTrainingPlan' }, { plan: true, other: true, returns: false, missing: true }],
    [{ service: 'tec-provider-based', operation: 'ListReturns' }, { plan: false, other: false, returns: true, missing: false }],
    [{ eid: 9001 }, { plan: true, other: false, returns: true, missing: true }],
    [{ eid: 9002 }, { plan: false, other: true, returns: false, missing: false }],
    [{ eid: '09001', service: 'tec-work-based' }, { plan: true, other: false, returns: false, missing: true }],
    [{ caller: 9002 }, { plan: false, other: true, returns: false, missing: false }],
    [{ caller: '9001', method: 'get' }, { plan: true, other: false, returns: true, missing: true }],
    [{ method: 'POST' }, { plan: false, other: false, returns: false, missing: false }],
    [{ path: '/work-submission-api/*/DEMO-TP04' }, { plan: true, other: true, returns: false, missing: false }],
    [{ service: 'TEC-work-based', operation: 'gettrainingplan' }, { plan: true, other: true, returns: false, missing: true }],
    [{ operation: 'Get*' }, { plan: true, other: true, returns: false, missing: true }],
    [{ service: '*-provider-*' }, { plan: false, other: false, returns: true, missing: false }],
    [{ path: '*RETURNS' }, { plan: false, other: false, returns: true, missing: false }],
    [{ path: '/work-submission-api/v1.0/training-plans' }, { plan: false, other: false, returns: false, missing: false }]
  ]
  for (const [match, expected] of cases) {
    demand(await client.admin('PUT', '/faults', { faults: [{ match, effect: { status: 502 } }] }))
    const plan = (path: string, headers = {}) => client.call('GET', `/training-plans/${path}`, undefined, headers)
    const struck = {
      plan: (await plan('DEMO-TP04')).status === 502,
      other: (await plan('DEMO-TP04', { authorization: 'Bearer demo-token-9002', eid: '9002' })).status === 502,
      returns: (await client.sdr('GET', '/returns')).status === 502,
      missing: (await plan('NONE')).status === 502
    }
    t.strictSame(struck, expected, JSON.stringify(match))
  }
  demand(await client.admin('PUT', '/faults', { faults: [{ match: { user: 'demo' }, effect: { status: 502 } }] }))
  t.equal((await client.v2('GET', 'Category')).status, 502)
  t.equal((await client.v2('GET', 'Category', undefined, { authorization: 'Bearer nobody' })).status, 401)
})

t.test('times counts, probability draws the same in the same run, and both are kept in a snapshot', async t => {
  const client = await open(t, { fixture: 'demo' })
  const statuses = async (count: number) => {
    const answered = []
    for (let i = 0; i < count; i++) answered.push((await client.get('/training-plans/DEMO-TP04')).status)
    return answered
  }
  await add(client, { id: 'twice', times: 2, effect: { status: 500 } })
  t.strictSame(await statuses(4), [500, 500, 200, 200])
  t.match((await client.admin('GET', '/faults/twice')).body, { matched: 2, struck: 2 })

  demand(await client.admin('PUT', '/faults', { faults: [{ id: 'flaky', probability: 0.3, effect: { status: 500 } }] }))
  const first = await statuses(40)
  const struck = first.filter(status => status === 500).length
  t.ok(struck > 4 && struck < 24, `${struck} of 40`)
  await client.reset()
  t.strictSame((await client.admin('GET', '/faults')).body.faults, [], 'a reset takes faults away')
  demand(await client.admin('PUT', '/faults', { faults: [{ id: 'flaky', probability: 0.3, effect: { status: 500 } }] }))
  const half = await statuses(20)
  const image = client.sandbox.store.image()
  const rest = await statuses(20)
  t.strictSame([...half, ...rest], first)
  client.sandbox.restore(image)
  t.strictSame(await statuses(20), rest, 'it goes on where the image was taken')
  for (const [probability, status] of [[0, 200], [1, 500]] as const) {
    demand(await client.admin('PUT', '/faults', { faults: [{ probability, effect: { status: 500 } }] }))
    t.strictSame(await statuses(3), [status, status, status])
  }
})

t.test('A fault that finds nothing to change in a reply says so, where one might believe that something was broken', async t => {
  const client = await open(t)
  const visits = '/training-plans/DEMO-TP04'
  const struck = async (effect: object, path = visits) => {
    await client.admin('PUT', '/faults/odd', { effect })
    const reply = await client.call('GET', path)
    const { body: fault } = await client.admin('GET', '/faults/odd')
    return [reply.headers['sandbox-warnings'], fault.struck, fault.changedNothing, (await explainLast(client)).fault.changed]
  }
  const none = [undefined, 1, undefined, undefined]
  const nothing = ['nothing-to-change:odd', 1, 1, 'nothing']
  t.same(await struck({ body: { remove: ['trainingPlanLocalId'] } }), none)
  t.same(await struck({ body: { remove: ['trainingPlanLocalId', 'colour'] } }), none, 'there is one of them')
  t.same(await struck({ body: { texts: ['colour'], rename: { trainingPlanLocalId: 'id' } } }), none, 'in whatever way')
  t.same(await struck({ status: 503 }), none, 'no other kind of fault changes a reply')
  t.same(await struck({ body: { rename: { trainingPlanLocalID: 'id' }, texts: ['colour'] } }), nothing)
  t.match((await explainLast(client)).remarks, [{
    message: 'The fault "odd" changed nothing, as no member of the reply is called "trainingPlanLocalID" or "colour". ' +
      'Did you mean trainingPlanLocalId?'
  }])
  t.same(await struck({ body: { remove: ['detail'] } }, '/learners/none'), none, 'a refusal is a reply as well')
  await client.admin('PUT', '/faults/odd', { effect: { body: { remove: ['ID'] } } })
  await client.inject({ url: '/accessplan/services/WebIntegration.asmx/GetCourses' })
  t.match((await explainLast(client)).remarks, [{ message: /^The fault "odd" changed nothing, as the reply is neither JSON nor records in XML that can be had as JSON, too$/ }])
})

t.test('A member is renamed to whatever it can be called, in JSON and in XML', async t => {
  const client = await open(t, { fixture: 'demo' })
  for (const name of ['__proto__', 'constructor', 'Whānau-name.2']) {
    demand(await client.admin('PUT', '/faults', { faults: [{ effect: { body: { rename: { Surname: name } } } }] }))
    const replies = [await client.v1('GET', 'users/2001'), await client.v1('GET', 'users/2001', undefined, { accept: 'application/xml' })]
    t.ok(replies[0]!.text.includes(`"${name}":"`), replies[0]!.text)
    t.ok(replies[1]!.text.includes(`</${name}>`), replies[1]!.text)
  }
})

t.test('A delay is waited for, and what its distribution draws is told', async t => {
  const client = await open(t, { fixture: 'demo' })
  const delays = async (effect: object) => {
    demand(await client.admin('PUT', '/faults', { faults: [{ effect }] }))
    const drawn = []
    for (let i = 0; i < 12; i++) {
      t.equal((await client.get('/training-plans/DEMO-TP04')).status, 200)
      drawn.push((await explainLast(client)).fault.delayedMs)
    }
    return drawn
  }
  t.strictSame(new Set(await delays({ delayMs: 3 })), new Set([3]))
  const uniform = await delays({ delay: { distribution: 'uniform', lower: 1, upper: 9 } })
  t.ok(uniform.every(ms => ms >= 1 && ms <= 9) && new Set(uniform).size > 3, String(uniform))
  const lognormal = await delays({ delay: { distribution: 'lognormal', median: 5, sigma: 0.3 } })
  t.ok(lognormal.every(ms => ms >= 1 && ms <= 20) && new Set(lognormal).size > 3, String(lognormal))
})

t.test('A request that waits is broken off by a reset, and one whose client has gone changes nothing', async t => {
  const server = await listen(t, { clock: 'frozen:2026-03-02T09:00' })
  const headers = { authorization: 'Bearer demo-token-9001', eid: '9001', 'content-type': 'application/json' }
  const url = `${server.url}/work-submission-api/v1.0/training-plans/DEMO-TP04`
  const entry = async () => (await (await fetch(`${server.url}/__admin/requests?limit=1`)).json() as any).requests[0]
  const untilThere = async () => { while ((await entry())?.fault === undefined) await new Promise(resolve => setTimeout(resolve, 5)) }
  const waiting = fetch(url, { headers: { ...headers, 'sandbox-scenario': 'timeout' } })
  await untilThere()
  await fetch(`${server.url}/__admin/reset`, { method: 'POST' })
  t.equal((await waiting).status, 503)
  await fetch(`${server.url}/__admin/reset`, { method: 'POST' })

  const gone = new AbortController()
  const body = JSON.stringify({ visitLocalId: 'V-1', visitDate: '2026-03-02' })
  const visits = `${url}/visits`
  const given = fetch(visits, { method: 'POST', body, headers: { ...headers, 'sandbox-scenario': 'timeout' }, signal: gone.signal })
  await untilThere()
  gone.abort()
  await t.rejects(given, { name: 'AbortError' })
  const explain = async () => (await fetch(`${server.url}/__admin/requests/last/explain`)).json() as any
  while ((await explain()).reason === null) await new Promise(resolve => setTimeout(resolve, 5))
  t.match(await explain(), { outcome: 'not answered', reason: { kind: 'gone', detail: /^The client closed the connection before it was answered/ } })
  t.equal((await fetch(visits, { method: 'POST', body, headers })).status, 201)
})

/** All that comes on a connection, and how it ends. */
async function raw (url: string, scenario: string): Promise<{ text: string, ends: string }> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.write('GET /work-submission-api/v1.0/training-plans/DEMO-TP04 HTTP/1.1\r\nHost: localhost\r\n' +
    `Authorization: Bearer demo-token-9001\r\nEID: 9001\r\nSandbox-Scenario: ${scenario}\r\n\r\n`)
  let [text, ends] = ['', 'closed']
  socket.on('data', data => { text += data.toString('latin1') }).on('error', (error: any) => { ends = error.code })
  await once(socket, 'close').catch(() => {})
  return { text, ends }
}

t.test('A connection breaks in each of four ways, on the wire', async t => {
  const server = await listen(t)
  t.strictSame(await raw(server.url, 'connection-reset'), { text: '', ends: 'ECONNRESET' })
  t.strictSame(await raw(server.url, 'empty-response'), { text: '', ends: 'closed' })
  const malformed = await raw(server.url, 'malformed-response')
  t.match(malformed.text, /^HTTP\/1\.1 200 OK\r\n.*chunked\r\n\r\nno length/s)
  const random = await raw(server.url, 'random-data')
  t.equal(random.text.length, 64)
  t.notMatch(random.text, /^HTTP/)
  for (const scenario of ['connection-reset', 'empty-response', 'malformed-response', 'random-data']) {
    await t.rejects(fetch(`${server.url}/oauth2/access_token`, { method: 'POST', body: 'x', headers: { 'sandbox-scenario': scenario } })
      .then(reply => reply.text()), scenario)
  }
  const { requests: noted } = await (await fetch(`${server.url}/__admin/requests`)).json() as any
  t.equal(noted.length, 8)
  t.ok(noted.every(({ status, fault }: any) => status === 0 && fault.effect.wire))
})

t.test('Sandbox-Scenario names what goes wrong with one request', async t => {
  const client = await open(t, { fixture: 'demo' })
  const statuses: Record<string, number> = {
    'rate-limited': 429, forbidden: 403, 'server-error': 500, 'bad-gateway': 502, unavailable: 503, 'gateway-timeout': 504
  }
  for (const [name, status] of Object.entries(statuses)) {
    for (const [service, [ask]] of Object.entries(requests)) {
      const reply = await ask(client, { 'sandbox-scenario': name })
      t.equal(reply.status, status, `${service} ${name}`)
      t.equal(reply.headers['retry-after'], status === 429 || status === 503 ? '1' : undefined)
      t.equal(reply.headers['sandbox-fault'], name)
      t.ok((await ask(client)).status < 300, 'and no other')
    }
  }
  for (const service of ['tec-work-based', 'tec-provider-based', 'accessplanit-v1', 'accessplanit-v2']) {
    const reply = await requests[service]![0](client, { 'sandbox-scenario': 'token-expired' })
    t.equal(reply.status, 401, service)
    t.match(reply.headers, { 'www-authenticate': /^Bearer/, 'sandbox-rules': /^(?:token|bearer)\.not-expired$/ })
    t.match(reply.text, /The token expired at /)
  }
  t.match((await esl(client, { 'sandbox-scenario': 'token-expired' })).body.error_description, /takes no bearer token, so none can expire/)
  for (const url of ['/accessplan/api/v1/CourseTemplates', '/accessplan/api/v2/Nothing/1/2/3']) {
    const reply = await client.inject({ url, headers: { 'sandbox-scenario': 'token-expired' } })
    t.equal(reply.status, 404, `${url}: nothing is served there, with whatever token`)
  }
})

t.test('An unknown scenario is refused with those that there are; the sandbox\'s own API has none', async t => {
  const client = await open(t, { fixture: 'demo' })
  const { scenarios } = (await client.admin('GET', '/faults')).body
  t.ok(scenarios.length > 10)
  const reply = await client.call('GET', '/training-plans/DEMO-TP04', undefined, { 'sandbox-scenario': 'sever-error' })
  t.equal(reply.status, 400)
  for (const { name } of scenarios) t.match(reply.body.detail, name)
  t.match(reply.body.detail, /"sever-error" is not a scenario/)
  const own = await client.inject({ method: 'GET', url: '/__admin/clock', headers: { 'sandbox-scenario': 'slow' } })
  t.equal(own.status, 400)
  t.match(own.body.detail, /has no faults: send the request without that header/)
  await add(client, { effect: { status: 500 } })
  for (const url of ['/__admin', '/__admin/rules', '/livez', '/readyz', '/openapi/esl.json', '/__admin/transitions/validation']) {
    t.equal((await client.inject({ method: 'GET', url })).status, 200, url)
  }
  t.equal((await client.inject({ method: 'GET', url: '/nowhere' })).status, 404)
})

t.test('A fault that makes no sense is refused, and changes nothing', async t => {
  const client = await open(t, { fixture: 'demo' })
  const effect = { status: 500 }
  const cases: Array<[object, RegExp]> = [
    [{}, /effect is required/],
    [{ effect: {} }, /effect must have exactly one of status, delayMs, delay, wire or body/],
    [{ effect: { body: {} } }, /effect\.body is empty\. Give rename, remove or texts/],
    [{ effect: { body: { remove: [] } } }, /effect\.body is empty/],
    [{ effect: { body: { drop: ['x'] } } }, /drop is not known here/],
    [{ effect: { body: { rename: { x: '' } } } }, /at least 1 character/],
    ...['a b<>&', 'x\u0001', '1st', 'a:b', '#text', 'x'.repeat(201)].map((name): [object, RegExp] =>
      [{ effect: { body: { rename: { Surname: name } } } }, /^effect\.body\.rename: ".+ cannot name a member in both JSON and XML\. Use 1 to 200/]),
    [{ effect: { body: { rename: Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`m${n}`, 'x'])) } } },
      /^effect\.body\.rename must have at most 100 names, but has 101\. Leave some out\.$/],
    [{ effect: { status: 500, delayMs: 5 } }, /effect must have exactly one of/],
    [{ effect: { status: 399 } }, /effect\.status must be from 400 to 599, but is 399/],
    [{ effect: { status: 600 } }, /effect\.status must be from 400 to 599, but is 600/],
    [{ effect: { delayMs: 1, retryAfter: 1 } }, /retryAfter is a header of an answer\. Give effect\.status/],
    [{ effect: { delayMs: 600_001 } }, /effect\.delayMs must be/],
    [{ effect: { wire: 'RESET' } }, /EMPTY_RESPONSE, MALFORMED_RESPONSE_CHUNK, RANDOM_DATA_THEN_CLOSE or CONNECTION_RESET_BY_PEER/],
    [{ effect: { delay: { distribution: 'uniform', lower: 5, upper: 4 } } }, /upper 4 must not be less than effect\.delay\.lower 5/],
    [{ effect: { delay: { distribution: 'uniform', median: 5 } } }, /has lower and upper, and nothing else/],
    [{ effect: { delay: { distribution: 'lognormal', median: 5 } } }, /has median and sigma/],
    [{ effect, probability: 1.1 }, /probability must be/],
    [{ effect, times: 0 }, /times must be/],
    [{ effect, match: { service: 'tec' } }, /^match\.service "tec" is not a service\. Did you mean tec-work-based\? Use esl, tec-work-based,/],
    [{ effect, match: { operation: 'GetTrainingPlans' } }, /^match\.operation "GetTrainingPlans" is not an operation\. Did you mean GetTrainingPlan\?/],
    [{ effect, match: { service: 'esl', operation: 'GetTrainingPlan' } },
      /^"GetTrainingPlan" is not an operation of esl, so the fault would never strike\. It is one of tec-work-based\.$/],
    [{ effect, match: { operation: 'Recrd*' } }, /^match\.operation "Recrd\*" is not an operation\. GET \/__admin\/contract lists all\.$/],
    [{ effect, match: { path: '/sandboxes/default/oauth2/access_token' } },
      /^path "\/sandboxes\/default\/oauth2\/access_token" must be without the sandbox\. Write "\/oauth2\/access_token"\.$/],
    [{ effect, match: { method: 'FETCH' } }, /"FETCH" is not a method/],
    [{ effect, match: { eid: 9001, user: 'demo' } }, /must name one caller, but has eid and user/],
    [{ effect, match: { colour: 'red' } }, /colour/],
    [{ effect, match: { eid: 9003 } }, /^The sandbox has no organisation 9003, but 9001 and 9002\. The fault would never strike\.$/],
    [{ effect, match: { service: 'tec-work-based', caller: '9003' } }, /^The sandbox has no organisation 9003, but 9001 and 9002\./],
    [{ effect, match: { user: 'dmeo' } }, /^The sandbox has no user "dmeo"\. Did you mean demo\? Programs call as demo/],
    [{ effect, match: { caller: 'dmeo' } }, /^The sandbox has no organisation "dmeo", but .* no user "dmeo"\. Did you mean demo\?/],
    [{ effect, match: { service: 'accessplanit-v1', eid: 9001 } }, /^Callers of accessplanit-v1 are named by "user", not by "eid"\. Give match\.user\.$/],
    [{ effect, match: { operation: 'RecordVisit', user: 'demo' } }, /^Callers of tec-work-based are named by "eid", not by "user"\./],
    [{ effect, match: { service: 'esl', caller: '9001' } }, /^No request to esl shows who calls, .* Leave out match\.caller\.$/],
    [{ effect, match: 'RecordVisit' }, /^match must be an object, but is the string "RecordVisit"\. Give \{ "operation": "RecordVisit" \}\.$/],
    [{ effect, match: '/oauth2/*' }, /Give \{ "path": "\/oauth2\/\*" \}\.$/],
    [{ effect: 429 }, /^effect must be an object, but is the number 429\. Give \{ "status": 429 \}\.$/],
    ...[500, '500'].map(delay => [{ effect: { delay } },
      /^effect\.delay must be an object, .* A delay that is always as long is "delayMs": 500, in the place of "delay"\.$/] as [object, RegExp]),
    [{ effect: { status: 503, headers: { 'Retry-After': 5 } } },
      /^effect\.headers is not known here\. Write retryAfter without headers around it\.$/],
    [{ effect: { status: 503, headers: { 'X-Other': 5 } } }, /^effect\.headers is not known here\. Use status, retryAfter, /],
    [{ effect: '503' }, /Give \{ "status": 503 \}\.$/],
    [{ effect: 'EMPTY_RESPONSE' }, /Give \{ "wire": "EMPTY_RESPONSE" \}\.$/],
    [{ effect, match: { operation: 'GetTrainingPlan', method: 'DELETE' } },
      /^method "DELETE" is not used by GetTrainingPlan, so the fault would never strike\. Use GET or HEAD\./],
    [{ effect, match: { path: '/work-submision-api/v1.0/learners' } },
      /fits no path that is served, .* is "\/work-submission-api\/v1\.0\/learners"/],
    [{ effect, match: { path: '/learners/L1' } }, /nearest is "\/work-submission-api\/v1\.0\/learners\/\{learnerLocalId\}"/],
    [{ effect, match: { path: '/training-plans/*/visit' } }, /is "\/work-submission-api\/v1\.0\/training-plans\/\{trainingPlanLocalId\}\/visits"/],
    [{ effect, match: { service: 'esl', path: '/submissions/*' } },
      /fits no path that is served for esl, .* nearest is "\/oauth2\/access_token"/],
    [{ effect, match: { method: 'DELETE', path: '/oauth2/*' } }, /fits no path that is served for DELETE/],
    [{ effect, match: { path: '/submissions/v1.0/token/{returnId}' } }, /has "\{returnId\}", which never stands in the path of a request\. Write "\*"/],
    [{ effect, match: { path: '/submissions/v1.0/returns?x=1' } }, /^path "\/submissions\/v1\.0\/returns\?x=1" must be without the query\. Write "\/submissions\/v1\.0\/returns"\.$/],
    [{ effect, id: 'a b' }, /^"a b" cannot name a fault\. Use 1 to 64 letters, digits, "-" and "_"\.$/],
    [{ effect, id: 'x'.repeat(5000) }, /^"x{100}…" cannot name a fault\./],
    [{ effect, id: 'slow' }, /"slow" is the name of a scenario/]
  ]
  for (const [body, detail] of cases) {
    for (const [method, path, sent] of [['POST', '/faults', body], ['PUT', '/faults', { faults: [{ effect }, body] }]] as const) {
      const reply = await client.admin(method, path, sent)
      t.equal(reply.status, 400, `${method} ${JSON.stringify(body)}`)
      if (method === 'POST') t.match(reply.body.detail, detail)
    }
  }
  const met = ['*', '/*/learners/L1', '/SUBMISSIONS/v1.0/Token/202605', '*token*', '/work-submission-api/v1.0/*s/*',
    '/accessplan/api/v2/User/*']
  for (const path of met) {
    const { id } = await add(client, { effect, match: { path } })
    t.equal((await client.admin('DELETE', `/faults/${id}`)).status, 200, path)
  }
  t.equal((await client.admin('PUT', `/faults/${'x'.repeat(65)}`, { effect })).status, 400)
  const { id } = await add(client, { effect })
  t.equal(id, 'f-1')
  t.match((await client.admin('POST', '/faults', { id, effect })).body.detail, /There is a fault "f-1" already/)
  t.equal((await client.admin('GET', '/faults/none')).status, 404)
  demand(await client.admin('PUT', '/faults/outage', { effect }))
  for (const [name, detail] of [['outtage', / Did you mean outage\? /], ['nonsense', /^No fault "nonsense" is in force\. GET /], ['slow', /^No fault "slow"/]]) {
    t.match(await client.admin('DELETE', `/faults/${String(name)}`), { status: 404, body: { detail } })
  }
  demand(await client.admin('DELETE', '/faults/outage'))
  t.equal((await client.admin('PUT', '/faults/one', { id: 'other', effect })).status, 400)
  t.equal((await client.admin('PUT', '/faults', { faults: [{ id, effect }, { id, effect }] })).status, 400)
  t.equal((await client.admin('PUT', '/faults', { faults: Array.from({ length: 101 }, () => ({ effect })) })).status, 400)
  t.match((await client.admin('GET', '/faults')).body.faults, [{ id, match: {}, effect, matched: 0, struck: 0 }])
})
