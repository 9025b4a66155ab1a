import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { readConfig } from '../src/config.ts'
import { startServer } from '../src/server.ts'
import { apprentice, open, valid, type Client } from './server.ts'

const short = ['type', 'title', 'status', 'detail', 'instance']

const send = (client: Client, payload: string | Buffer, headers: Record<string, string>, method = 'POST', path = '/learners') => client.inject({
  method: method as 'POST',
  url: `/work-submission-api/v1.0${path}`,
  headers: { authorization: 'Bearer demo-token-9001', eid: '9001', ...headers },
  payload
})

const json = { 'content-type': 'application/json' }
const learner = JSON.stringify(valid.learner('L1'))

t.test('The bodies of 400, 401 and 429 have the documented members', async t => {
  const client = await open(t, { 'rate-limit': '3/1m' })
  const refused = await client.get('/learners/nobody')
  t.equal(refused.status, 400)
  t.same(Object.keys(refused.body), [...short, 'errors'])
  t.equal(refused.headers['content-type'], 'application/problem+json; charset=utf-8')
  t.equal(refused.body.instance, '/work-submission-api/v1.0/learners/nobody')

  const unauthorized = await client.call('GET', '/learners/nobody', undefined, { authorization: '' })
  t.equal(unauthorized.status, 401)
  t.same(Object.keys(unauthorized.body), [...short, 'errors'])

  await client.get('/learners/nobody')
  await client.get('/learners/nobody')
  const limited = await client.get('/learners/nobody')
  t.equal(limited.status, 429)
  t.same(Object.keys(limited.body), short)
  t.match(limited.headers['retry-after'], /^\d+$/)
  t.match(limited.body.detail, /EID 9001 made more than 3 requests in 60 s/)
  t.notMatch(Object.keys(limited.headers).join(), /ratelimit/)
})

t.test('The limit is counted for each EID, and can be off', async t => {
  const client = await open(t, { 'rate-limit': 'tec-work-based=2/1h' })
  const statuses = async (eid: string) => {
    const replies = []
    for (let i = 0; i < 3; i++) replies.push(await client.call('GET', '/programmes/DEMO-NZA/versions/1', undefined, { eid, authorization: `Bearer demo-token-${eid}` }))
    return replies.map(reply => reply.status)
  }
  t.same(await statuses('9001'), [200, 200, 429])
  t.same(await statuses('9002'), [200, 200, 429])
  const limited = await client.get('/programmes/DEMO-NZA/versions/1')
  t.equal(limited.headers['retry-after'], '3600')
  const explained = await client.admin('GET', `/requests/${limited.headers['sandbox-request-id'] as string}/explain`)
  t.match(explained.body, { outcome: 'refused', reason: { kind: 'too-many' } })

  const unlimited = await open(t)
  for (let i = 0; i < 150; i++) t.equal((await unlimited.get('/programmes/DEMO-NZA/versions/1')).status, 200)
})

t.test('A body that cannot be read is a clear problem, never a 5xx, and writes nothing', async t => {
  const client = await open(t)
  const gzip = { ...json, 'content-encoding': 'gzip' }
  const cases: Array<[string, string | Buffer, Record<string, string>, number, RegExp]> = [
    ['not JSON', '{"learnerLocalId": ', json, 400, /not JSON/],
    ['empty', '', json, 400, /no body/],
    ['JSON with a comment', '{} // hello', json, 400, /not JSON/],
    ['an array', '[]', json, 400, /object/],
    ['a number', '5', json, 400, /object/],
    ['null', 'null', json, 400, /object/],
    ['another media type', '<a/>', { 'content-type': 'text/xml' }, 415, /text\/xml/],
    ['no media type', learner, { 'content-type': '' }, 415, /not given/],
    ['another charset', learner, { 'content-type': 'application/json; charset=iso-8859-1' }, 415, /iso-8859-1; send UTF-8/],
    ['another compression', learner, { ...json, 'content-encoding': 'br' }, 415, /br; send gzip/],
    ['gzip that is none', learner, gzip, 400, /GM1/],
    ['gzip that is cut off', gzipSync(learner).subarray(0, 40), gzip, 400, /GM1/],
    ['too large', JSON.stringify({ learnerLocalId: 'x'.repeat(1_100_000) }), json, 413, /1 MiB/],
    ['too large once it is unpacked', gzipSync(Buffer.alloc(5_000_000, 32)), gzip, 413, /1 MiB/],
    ['half a character', '{"learnerLocalId": "\\ud800"}', json, 400, /half of a surrogate pair/],
    ['half a character in a name', '{"\\ud800": 1}', json, 400, /half of a surrogate pair/],
    ['nested beyond reason', `{"learnerLocalId": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`, json, 400, /more than 64 levels/],
    ['one level too many', `{"learnerLocalId": ${'['.repeat(64)}${']'.repeat(64)}}`, json, 400, /more than 64 levels/],
    ['as many levels as can be', `{"learnerLocalId": ${'['.repeat(63)}${']'.repeat(63)}}`, json, 400, /learnerLocalId must be a string/],
    ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe]), json, 400, /not JSON/]
  ]
  const before = client.sandbox.db.serialize()
  for (const [name, payload, headers, status, detail] of cases) {
    const reply = await send(client, payload, headers)
    t.equal(reply.status, status, name)
    t.match(reply.body.detail, detail, name)
    t.equal(reply.headers['content-type'], 'application/problem+json; charset=utf-8', name)
    t.notMatch(reply.text, /at .*\.ts|node_modules|Error:/, `${name}: no stack trace`)
  }
  t.ok(before.equals(client.sandbox.db.serialize()))
})

t.test('The sandbox\'s own API reads bodies as warily', async t => {
  const client = await open(t, { fixture: 'demo' })
  const deep = `${'['.repeat(8000)}${']'.repeat(8000)}`
  for (const [path, payload] of [['/clock', `{"mode": ${deep}}`], ['/nzqa/completions', `{"eid": ${deep}}`], ['/nzqa/completions', '{"enrolmentLocalId": "\\ud800"}']] as const) {
    const reply = await client.inject({ method: path === '/clock' ? 'PUT' : 'POST', url: `/__admin${path}`, headers: json, payload })
    t.equal(reply.status, 400, path)
    t.equal((await client.admin('GET', '/requests')).status, 200)
  }
})

t.test('Compressed nonsense that nobody reads, as its headers are refused already, does no harm', async t => {
  const client = await open(t)
  const gzip = { ...json, 'content-encoding': 'gzip' }
  t.equal((await send(client, 'nonsense', { ...gzip, 'content-type': 'text/xml' })).status, 415)
  t.equal((await send(client, '', { ...gzip, 'content-type': '' }, 'DELETE', '/enrolments/E1')).status, 415)
  await new Promise(resolve => setTimeout(resolve, 50))
})

t.test('What can be read, is', async t => {
  const client = await open(t)
  const cases: Array<[string, string | Buffer, Record<string, string>]> = [
    ['text/json', JSON.stringify(valid.learner('T1')), { 'content-type': 'text/json' }],
    ['a JSON subtype', JSON.stringify(valid.learner('T2')), { 'content-type': 'application/merge-patch+json' }],
    ['UTF-8 by name', JSON.stringify(valid.learner('T3')), { 'content-type': 'application/json; charset="UTF-8"' }],
    ['gzip', gzipSync(JSON.stringify(valid.learner('T4'))), { ...json, 'content-encoding': 'gzip' }],
    ['identity', JSON.stringify(valid.learner('T5')), { ...json, 'content-encoding': 'identity' }],
    ['names in another case', JSON.stringify(valid.learner('T6')).replace('"learnerLocalId"', '"LearnerLocalID"'), json],
    ['prototypes as names', JSON.stringify(valid.learner('T7')).replace('{', '{"__proto__": {"x": 1}, "constructor": 2,'), json]
  ]
  for (const [name, payload, headers] of cases) t.equal((await send(client, payload, headers)).status, 201, name)
  t.equal(({} as { x?: number }).x, undefined)
})

t.test('A fault of the sandbox itself is a 500 that says so, and under which id its log tells of it', async t => {
  const client = await open(t)
  client.sandbox.db.exec('DROP TABLE learner')
  const reply = await client.get('/learners/L1')
  t.equal(reply.status, 500)
  t.match(reply.body, {
    title: 'The sandbox itself failed',
    detail: `Internal error in the sandbox, not in your request. Its log has details under ${reply.headers['sandbox-request-id'] as string}.`
  })
  t.notMatch(reply.text, /SQL|learner:|node_modules/)
})

t.test('Every broken rule is reported at once, and nothing is written', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.post('/training-plans/P1/visits', { visitLocalId: 'V1', visitDate: '2026-03-01' })
  const before = client.sandbox.db.serialize()
  const reply = await client.post('/training-plans/P1/visits', { visitLocalId: 'V1', visitDate: '2025-01-01' })
  t.equal(reply.headers['sandbox-rules'], 'visit.date-on-or-after-plan-signed, visit.local-id-unused')
  t.same(Object.keys(reply.body.errors), ['visitDate', 'visitLocalId'])
  t.ok(before.equals(client.sandbox.db.serialize()))
})

t.test('A rule that is broken fifty times is named once', async t => {
  const client = await open(t)
  const { learnerLocalId, trainingAgreementLocalId, ...part } = valid.enrolment('E1', 'nobody', 'none', '2026-03-02', { fundingSourceTypeCode: '99' })
  const reply = await client.post('/complex-enrolments', { learnerLocalId, trainingAgreementLocalId, enrolment: part, subEnrolments: Array(50).fill(part) })
  t.equal(reply.headers['sandbox-rules'],
    'learner.exists, agreement.exists, enrolment.funding-source-type-code, complex-enrolment.local-ids-differ')
  t.equal(Object.keys(reply.body.errors).filter(field => field.endsWith('fundingSourceTypeCode')).length, 51)
})

t.test('An unknown route names the nearest operations and their basis', async t => {
  const client = await open(t)
  const cases: Array<[string, string, string, string]> = [
    ['GET', '/work-submission-api/v1.0/learner/L1', 'GET', '/work-submission-api/v1.0/learners/{learnerLocalId}'],
    ['POST', '/work-submission-api/v1/training-plans/P1/visits', 'POST', '/work-submission-api/v1.0/training-plans/{trainingPlanLocalId}/visits'],
    ['DELETE', '/work-submission-api/v1.0/training-agreements/A1/hold', 'PUT', '/work-submission-api/v1.0/training-agreements/{trainingAgreementLocalId}/hold'],
    ['POST', '/oauth/access_token', 'POST', '/oauth2/access_token']
  ]
  for (const [method, url, nearestMethod, nearestPath] of cases) {
    const reply = await client.inject({ method: method as 'GET', url })
    t.equal(reply.status, 404)
    t.match(reply.body.nearest[0], { method: nearestMethod, path: nearestPath, summary: String, basis: Object }, url)
    const named = reply.body.nearest.map((it: any) => `${it.method} ${it.path} (${it.summary})`)
    t.equal(reply.body.detail, `No operation is served at ${method} ${url}. The nearest are ${named[0]}, ${named[1]} and ${named[2]}.`)
    t.equal(reply.headers['content-type'], 'application/problem+json; charset=utf-8')
  }
  t.equal((await client.inject({ method: 'GET', url: `/${'x'.repeat(10_000)}` })).status, 404)
  t.equal((await client.inject({ method: 'GET', url: '/%zz' })).status, 400)
  t.equal((await client.get(`/learners/${'x'.repeat(10_000)}`)).status, 400, 'an id beyond all reason is just unknown')
})

t.test('An unknown route is a 404, whatever was sent to it', async t => {
  const client = await open(t)
  const cases: Array<[string, string]> = [
    ['application/json', '{'],
    ['application/json', `${'['.repeat(8000)}${']'.repeat(8000)}`],
    ['application/x-www-form-urlencoded', 'grant_type=client_credentials'],
    ['text/xml', '<a/>']
  ]
  for (const [type, payload] of cases) {
    const reply = await client.inject({ method: 'POST', url: '/oauth/access_token', headers: { 'content-type': type }, payload })
    t.equal(reply.status, 404, type)
    t.match(reply.body.nearest[0], { path: '/oauth2/access_token' })
    t.equal((await client.admin('GET', '/requests')).status, 200)
  }
})

t.test('A path that cannot be read is a problem like any other', async t => {
  const client = await open(t)
  for (const id of ['%zz', '%', '%ff', '%ED%A0%80', 'x'.repeat(20_001)]) {
    const reply = await client.get(`/learners/${id}`)
    t.equal(reply.status, 400)
    t.same(Object.keys(reply.body), [...short, 'errors'])
    t.match(reply.body, { title: 'One or more validation errors occurred', detail: /percent signs/ })
  }
})

t.test('A number in a path is one that is written as a whole number', async t => {
  const client = await open(t)
  const cases: Array<[string, number, RegExp]> = [
    ['1', 200, /DEMO-NZA/],
    ['01', 200, /DEMO-NZA/],
    ...['1.5', '1e400', '1e0', '0x1', '1.', 'true', 'NaN', '%201', '1n', '%EF%BC%91'].map(written => [written, 400, /programmeVersionNumber must be an integer/] as [string, number, RegExp]),
    ['99999999999', 400, /must be from -2147483648 to 2147483647, but is 99999999999/],
    ['-0', 400, /no such record/],
    ['2', 400, /no such record/]
  ]
  for (const [written, status, text] of cases) {
    const reply = await client.get(`/programmes/DEMO-NZA/versions/${written}`)
    t.equal(reply.status, status, written)
    t.match(reply.text, text)
  }
})

t.test('What an unknown id answers is a setting, for reading only', async t => {
  const client = await open(t, { 'unknown-id': '404' })
  t.equal((await client.get('/learners/nobody')).status, 404)
  t.equal((await client.put('/learners/nobody', { demographics: { countryOfCitizenship: 'NZL', disabilityStatus: 2 }, educationHistory: {} })).status, 400)
})

t.test('Replies carry the sandbox\'s headers, or with wire-exact none', async t => {
  const names = (headers: object) => Object.keys(headers).filter(name => name.startsWith('sandbox-'))
  const client = await open(t)
  t.same(names((await client.get('/learners/nobody')).headers), ['sandbox-request-id', 'sandbox-rules'])
  const exact = await open(t, { 'wire-exact': 'yes' })
  t.same(names((await exact.get('/learners/nobody')).headers), [])
})

t.test('A client that breaks off, or speaks no HTTP, does no harm', async t => {
  const server = await startServer(readConfig({ port: '0', fixture: 'empty', 'log-level': 'silent' }))
  t.teardown(() => server.stop())
  const { port } = new URL(server.url)
  const speak = (text: string) => new Promise<string>(resolve => {
    const socket = connect(Number(port), '127.0.0.1', () => { socket.write(text) })
    let heard = ''
    socket.on('data', data => { heard += String(data) })
    socket.on('close', () => resolve(heard))
    socket.on('error', () => resolve(heard))
    setTimeout(() => socket.destroy(), 300)
  })
  t.match(await speak('nonsense\r\n\r\n'), /^HTTP\/1\.1 400/)
  await speak('POST /work-submission-api/v1.0/learners HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer demo-token-9001\r\nEID: 9001\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"a"')
  t.equal((await fetch(`${server.url}/readyz`)).status, 200)
})

t.test('A status change is taken with PUT, POST or PATCH, as no page shows the method', async t => {
  const client = await open(t)
  await apprentice(client)
  const path = '/training-agreements/A1'
  t.equal((await client.call('POST', `${path}/hold`, { pauseDate: '2026-03-01', onHoldReasonCode: 'PL' })).status, 200)
  t.equal((await client.call('PATCH', `${path}/restart`, { restartDate: '2026-03-02' })).status, 200)
  t.equal((await client.call('PUT', `${path}/grace`, { pauseDate: '2026-03-02', graceReasonCode: 'RD' })).status, 200)
  t.equal((await client.call('PATCH', '/training-plans/P1', { trainingPlanSignedDate: '2026-03-02' })).status, 404, 'other operations have the one method')
  t.same((await client.admin('GET', '/requests')).body.requests.slice(1, 4).map((it: any) => it.operation),
    ['PlaceTrainingAgreementInGrace', 'RestartTrainingAgreement', 'PlaceTrainingAgreementOnHold'])
})
