import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import t from 'tap'
import { openPlatform } from '../accessplanit/v2/v2.ts'
import { mostAhead } from '../../src/http/in-turn.ts'
import { lookedAtEvery } from '../../src/http/silent-connections.ts'
import { watch } from '../data.ts'
import { demand, frozen, listen, open } from '../harness.ts'
import { record, send } from '../tec/provider-based/returns.ts'
import { apprentice, valid } from '../tec/work-based/bodies.ts'

const short = ['type', 'title', 'status', 'detail', 'instance']

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
    const headers = { eid, authorization: `Bearer demo-token-${eid}` }
    for (let i = 0; i < 3; i++) replies.push(await client.call('GET', '/programmes/DEMO-NZA/versions/1', undefined, headers))
    return replies.map(reply => reply.status)
  }
  t.same(await statuses('9001'), [200, 200, 429])
  t.same(await statuses('9002'), [200, 200, 429])
  const limited = await client.get('/programmes/DEMO-NZA/versions/1')
  t.equal(limited.headers['retry-after'], '3600', 'so many seconds as are left of the hour')
  const explained = await client.admin('GET', `/requests/${limited.headers['sandbox-request-id'] as string}/explain`)
  t.match(explained.body, { outcome: 'refused', reason: { kind: 'too-many' } })
})

t.test('A limit is counted on the sandbox\'s clock', async t => {
  const client = await open(t, { 'rate-limit': 'tec-work-based=2/1h' })
  const asked = async () => {
    const { status, headers } = await client.get('/programmes/DEMO-NZA/versions/1')
    return [status, headers['retry-after']]
  }
  for (const [moment, answered] of [
    ['2026-03-02T09:00', [200, undefined]],
    ['2026-03-02T09:10', [200, undefined]],
    ['2026-03-02T09:20', [429, '2400']],
    ['2026-03-02T09:59:59.500', [429, '1']],
    ['2026-03-02T10:00', [200, undefined]],
    ['2026-03-02T10:00', [200, undefined]],
    ['2026-03-02T10:00', [429, '3600']],
    ['2026-03-01T10:00', [200, undefined]]
  ] as const) {
    client.freeze(moment)
    t.same(await asked(), answered, moment)
  }
  await asked()
  t.same((await asked())[0], 429)
  await client.reset('data')
  t.same((await asked())[0], 200, 'a reset forgets what was counted')
})

t.test('No limit is in force that nobody asked for, but one that is documented', async t => {
  const client = await open(t, { fixture: 'demo', 'rate-limit': '' })
  const [reads, most] = [['get', 'sdr', 'v2'] as const, 300]
  const read = {
    get: () => client.get('/learners/DEMO-L01'),
    sdr: () => client.sdr('GET', '/returns'),
    v2: () => client.v2('GET', 'Venue?$top=1')
  }
  for (const name of reads) for (let i = 0; i < most; i++) t.equal((await read[name]()).status, 200)

  const users = async () => (await client.v1('GET', '/users/2001'))
  for (let i = 0; i < 5000; i++) await users()
  const limited = await users()
  t.match([limited.status, limited.headers['retry-after']], [429, '3600'])
  demand(await client.admin('POST', '/clock/advance', { by: 'PT1H' }))
  t.equal((await users()).status, 200)
})

t.test('Every broken rule is reported at once, and nothing is written', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.post('/training-plans/P1/visits', { visitLocalId: 'V1', visitDate: '2026-03-01' })
  const written = watch(client.sandbox)
  const reply = await client.post('/training-plans/P1/visits', { visitLocalId: 'V1', visitDate: '2025-01-01' })
  t.equal(reply.headers['sandbox-rules'], 'visit.date-on-or-after-plan-signed, visit.local-id-unused')
  t.same(Object.keys(reply.body.errors), ['visitDate', 'visitLocalId'])
  t.strictSame(written(), {})
})

t.test('A rule that is broken fifty times is named once', async t => {
  const client = await open(t)
  const { learnerLocalId, trainingAgreementLocalId, ...part } = valid.enrolment('E1', 'nobody', 'none', '2026-03-02', {
    fundingSourceTypeCode: '99'
  })
  const reply = await client.post('/complex-enrolments', {
    learnerLocalId, trainingAgreementLocalId, enrolment: part, subEnrolments: Array(50).fill(part)
  })
  t.equal(reply.headers['sandbox-rules'],
    'learner.exists, agreement.exists, enrolment.funding-source-type-code, complex-enrolment.local-ids-differ')
  t.equal(Object.keys(reply.body.errors).filter(field => field.endsWith('fundingSourceTypeCode')).length, 51)
})

t.test('What an unknown id answers is a setting, for reading only', async t => {
  const client = await open(t, { reading: 'unknown-id=404' })
  t.equal((await client.get('/learners/nobody')).status, 404)
  t.equal((await client.put('/learners/nobody', {
    demographics: { countryOfCitizenship: 'NZL', disabilityStatus: 2 }, educationHistory: {}
  })).status, 400)
})

t.test('Replies carry the sandbox\'s headers, or with wire-exact none', async t => {
  const names = (headers: object) => Object.keys(headers).filter(name => name.startsWith('sandbox-'))
  const client = await open(t)
  t.same(names((await client.get('/learners/nobody')).headers), ['sandbox-request-id', 'sandbox-rules'])
  const exact = await open(t, { 'wire-exact': 'yes' })
  t.same(names((await exact.get('/learners/nobody')).headers), [])
})

t.test('A fault of the sandbox itself is a 500 that says so, and under which id its log tells of it', async t => {
  const client = await open(t)
  client.db().exec('DROP TABLE learner')
  const reply = await client.get('/learners/L1')
  t.equal(reply.status, 500)
  t.match(reply.body, {
    title: 'The sandbox itself failed',
    detail: 'Internal error in the sandbox, not in your request. ' +
      `Its log has details under ${reply.headers['sandbox-request-id'] as string}.`
  })
  t.notMatch(reply.text, /SQL|learner:|node_modules/)
})

t.test('A client that breaks off, or speaks no HTTP, does no harm', async t => {
  const server = await listen(t, { fixture: 'empty' })
  const speak = (words: string): Socket => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    socket.write(words)
    return socket
  }
  t.match(await text(speak('nonsense\r\n\r\n')), /^HTTP\/1\.1 400 Bad Request\r\n[^]*"detail":"The request cannot be read as HTTP\/1.1: Invalid/)
  const large = `GET /readyz HTTP/1.1\r\nHost: x\r\nX-Much: ${'a'.repeat(17_000)}\r\n\r\n`
  t.match(await text(speak(large)), /^HTTP\/1\.1 431 [^]*"detail":"The headers must have no more than 16 KiB in all/)

  const arrived = once(server.http, 'request') as Promise<[IncomingMessage, ServerResponse]>
  const head = ['POST /work-submission-api/v1.0/learners HTTP/1.1', 'Host: x', 'Authorization: Bearer demo-token-9001', 'EID: 9001',
    'Content-Type: application/json', 'Content-Length: 100']
  const half = speak(`${head.join('\r\n')}\r\n\r\n{"a"`)
  const [, response] = await arrived
  const noticed = once(response, 'close')
  half.destroy()
  await noticed
  t.equal((await fetch(`${server.url}/readyz`)).status, 200)
})

t.test('A connection that says nothing, or whose end reads nothing, is closed after a minute or two; one that waits is not', async t => {
  const looks: Array<() => void> = []
  t.intercept(globalThis, 'setInterval', {
    value: (work: () => void, after: number) => {
      if (after === lookedAtEvery) looks.push(work)
      return { unref () {} }
    }
  })
  const server = await listen(t, { fixture: 'demo' })
  t.equal(looks.length, 1)
  const closed: string[] = []
  const say = async (name: string, words = ''): Promise<Socket> => {
    const arrived = once(server.http, words === '' ? 'connection' : 'request')
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1').on('error', () => {}).on('close', () => { closed.push(name) })
    socket.write(words)
    await arrived
    return socket
  }
  const sockets = [
    await say('silent'), await say('kept alive', 'GET /livez HTTP/1.1\r\nHost: x\r\n\r\n'),
    await say('listens', 'GET /__admin/events HTTP/1.1\r\nHost: localhost\r\n\r\n')
  ]
  for (const socket of sockets) socket.resume()
  const arrived = once(server.http, 'connection') as Promise<[Socket]>
  // More than the sockets between hold.
  const deaf = await say('deaf', 'GET /openapi/tec-work-based.json HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(60))
  deaf.pause()
  const [there] = await arrived
  while (there.writableLength === 0) await setTimeout(10)
  looks[0]!()
  await setTimeout(20)
  t.same(closed, [], 'nothing is closed at once')
  const gone = once(there, 'close')
  looks[0]!()
  await gone
  deaf.resume()
  while (closed.length < 2) await setTimeout(10)
  t.same(closed.sort(), ['deaf', 'silent'])
  for (const socket of sockets) socket.destroy()
})

t.test('Requests that are sent ahead are served in turn, and not before anybody reads', async t => {
  const server = await listen(t, { fixture: 'demo' })
  const ahead = (count: number, words: (n: number) => string): Socket => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1').on('error', () => {})
    socket.write(Array.from({ length: count }, (_, n) => words(n)).join(''))
    return socket
  }
  const head = 'Host: localhost\r\nAuthorization: Bearer demo-api-key\r\n'
  const body = (n: number): string => JSON.stringify({ Label: `Place ${n}` })
  const said = await text(ahead(200, n => `POST /accessplan/api/v2/Venue HTTP/1.1\r\n${head}Content-Type: application/json\r\n` +
    `${n === 199 ? 'Connection: close\r\n' : ''}Content-Length: ${body(n).length}\r\n\r\n${body(n)}`))
  const made = [...said.matchAll(/"ID":"?(\d+)/g)].map(([, id]) => Number(id))
  t.equal(made.length, 200, 'whoever reads has an answer to each')
  t.same(made, [...made].sort((a, b) => a - b), 'in the order in which they were sent')

  let served = 0
  server.http.on('request', (_request, response) => { response.on('finish', () => { served++ }) })
  const arrived = once(server.http, 'connection') as Promise<[Socket]>
  const deaf = ahead(900, () => `GET /__admin/rules HTTP/1.1\r\n${head}\r\n`).pause()
  const [there] = await arrived
  while (there.writableLength === 0) await setTimeout(10)
  const before = served
  for (let turn = 0; turn < 50; turn++) await setTimeout(1)
  t.ok(served < 50, `${served} answers are made for one that reads nothing`)
  t.equal(served, before, 'and no more, however long that lasts')
  deaf.destroy()

  const flood = ahead(mostAhead + 100, () => 'GET /livez HTTP/1.1\r\nHost: x\r\n\r\n').resume()
  await once(flood, 'close')
  t.equal((await fetch(`${server.url}/livez`)).status, 200)
})

t.test('Links for a client that names no host lead to where it asked', async t => {
  const server = await listen(t, { fixture: 'demo', clock: frozen })
  const said = await new Promise<string>(resolve => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    socket.write('POST /submissions/v1.0/token/202602 HTTP/1.0\r\nAuthorization: Bearer demo-token-9001\r\nEID: 9001\r\n\r\n')
    text(socket).then(resolve, () => {})
  })
  const [, url] = /"submissionContentsUrl":"([^"]+)"/.exec(said)!
  t.match(url, `http://127.0.0.1:${new URL(server.url).port}/submissions/v1.0/contents/`)
  t.equal((await fetch(url!, { headers: { authorization: 'Bearer demo-token-9001', eid: '9001' } })).status, 200)
})

t.test('A fault keeps its status under wire-exact, in every API', async t => {
  const { send, admin } = await open(t, { fixture: 'demo', 'wire-exact': 'yes' })
  const ways = [
    '/work-submission-api/v1.0/learners/DEMO-L04', '/submissions/v1.0/returns', '/accessplan/api/v1/coursedates', '/oauth2/access_token'
  ]
  for (const status of [401, 408, 422, 429, 500, 502, 503, 504, 599]) {
    await admin('DELETE', '/faults')
    await admin('POST', '/faults', { effect: { status } })
    const replies = await Promise.all(ways.map(url => send({ method: 'GET', url })))
    t.strictSame(replies.map(it => it.status), ways.map(() => status))
    for (const { text } of replies) t.notMatch(text, /sandbox/i)
  }
  const { status, headers } = await send({ method: 'GET', url: ways[0]!, headers: { 'sandbox-scenario': 'unavailable' } })
  t.match([status, headers['retry-after']], [503, '1'])
})

t.test('A mistake in a header of the sandbox\'s own is named under wire-exact, too: no real API has such a header', async t => {
  const { send } = await open(t, { fixture: 'demo', 'wire-exact': 'yes' })
  const token = '/oauth2/access_token'
  for (const [name, value, says] of [
    ['sandbox-dry-run', 'x', /Sandbox-Dry-Run: .x. is neither yes nor no\. Use 1,/],
    ['sandbox-clock', 'soon', /Sandbox-Clock: .soon. is not a valid date or time/],
    ['sandbox-scenario', 'server-eror', /Sandbox-Scenario: .server-eror. is not a scenario\. Did you mean server-error\?/],
    ['sandbox-id', 'none', /No sandbox .none. exists/]
  ] as const) {
    for (const url of ['/work-submission-api/v1.0/learners/DEMO-L04', '/accessplan/api/v2/Venue', '/accessplan/api/v1/venues', token]) {
      const { status, text } = await send({ method: url === token ? 'POST' : 'GET', url, headers: { [name]: value } })
      t.match([status, text.replaceAll('\\"', '"')], [name === 'sandbox-id' ? 404 : 400, says], `${name} ${url}`)
    }
  }
})

t.test('What is refused before it is known whom it is for has no body under wire-exact', async t => {
  const server = await listen(t, { fixture: 'empty', 'wire-exact': 'yes' })
  for (const [words, status] of [
    ['nonsense\r\n\r\n', '400 Bad Request'],
    [`GET / HTTP/1.1\r\nHost: x\r\nX-Much: ${'a'.repeat(17_000)}\r\n\r\n`, '431 Request Header Fields Too Large']
  ] as const) {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    socket.write(words)
    t.equal(await text(socket), `HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`)
  }
})

t.test('What fails once the answer is out is told of, and ends nothing', async t => {
  const platform = await openPlatform(t)
  for (const Module of ['CourseDate', 'UserCourseDate']) {
    demand(await platform.v2('POST', 'Webhook',
      { Module, Url: 'http://127.0.0.1:9/' }))
  }
  // A table of deliveries that takes them and cannot be read.
  platform.db().exec(`
    ALTER TABLE webhookInstance RENAME TO noted;
    CREATE VIEW webhookInstance AS SELECT * FROM noted WHERE json('none');
    CREATE TRIGGER note INSTEAD OF INSERT ON webhookInstance BEGIN
      INSERT INTO noted (id, webhookId, event, method, url, body, dateCreated, status) VALUES (NEW.id, NEW.webhookId, NEW.event, NEW.method,
        NEW.url, NEW.body, NEW.dateCreated, NEW.status);
    END`)
  t.equal((await platform.v1('POST', 'coursedates/5014/delegates', { UserID: '2001' })).status, 201)
  const noted = platform.db().prepare("SELECT count(*) FROM noted WHERE url = 'http://127.0.0.1:9/'").pluck().get() as number
  t.ok(noted > 0)
  t.same(platform.reported.map(String), Array(noted).fill('SqliteError: malformed JSON'),
    'each of the listeners, whether or not another failed')
  t.equal((await platform.v2('GET', 'User/2001')).status, 200)
})

t.test('A sandbox that is gone before its answer is out takes nothing with it', async t => {
  const server = await listen(t, { fixture: 'demo', clock: frozen })
  server.sandboxes.create('one')
  const ask = async (method: string, path: string, body: object) => (await fetch(`${server.url}/sandboxes/one/accessplan/api/v2/${path}`, {
    method, body: JSON.stringify(body), headers: { authorization: 'Bearer demo-api-key', 'content-type': 'application/json' }
  })).status
  t.equal(await ask('POST', 'Webhook', { Module: 'Category', Url: 'http://127.0.0.1:9/' }), 201)
  server.http.prependOnceListener('request',
    (_request: IncomingMessage, response: ServerResponse) => response.once('finish', () => server.sandboxes.delete('one')))
  t.equal(await ask('POST', 'Category', { Label: 'Boats' }), 201)
  t.equal(await ask('POST', 'Category', { Label: 'Ships' }), 404)
  t.equal((await fetch(`${server.url}/readyz`)).status, 200)
})

/** Twice the target, for a machine that is busy: it is patient for two seconds, and is over within five. */
const longest = 10_000

t.test('A server stops within its patience, whoever holds a connection, and may be told so twice', async t => {
  const server = await listen(t, { fixture: 'empty', 'rate-limit': 'off', clock: frozen })
  const { submissionToken } = demand(await send(server, 'POST', '/token/202602')).body
  demand(await send(server, 'PUT', '/learners', { submissionToken, content: [record('learners', 'L1')] }))
  // More than the sockets between hold, so that some of it is still to be sent.
  server.db().exec(`
    WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 4000)
    INSERT INTO sdrLearner (submission, localId, studentIdentificationCode, dateOfBirth, nameIdCode, gender)
    SELECT submission, 'W' || n, 'S' ||
      n, dateOfBirth, nameIdCode, printf('%.*c', 10000, 'x') FROM sdrLearner, number WHERE localId = 'L1'`)

  const caller = 'Host: x\r\nAuthorization: Bearer demo-token-9001\r\nEID: 9001\r\n'
  const half = `${caller}Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"submissionToken":`
  const words = {
    'has sent nothing': '',
    'has sent half a head': 'GET /livez HTTP/1.1\r\nHos',
    'has sent half a body': `POST /work-submission-api/v1.0/learners HTTP/1.1\r\n${half}`,
    'has sent half an upload': `PUT /submissions/v1.0/courses HTTP/1.1\r\n${half}`,
    'has been answered, and is kept alive': 'GET /livez HTTP/1.1\r\nHost: x\r\n\r\n',
    'does not read what it asked for': `GET /submissions/v1.0/contents/${submissionToken as string} HTTP/1.1\r\n${caller}\r\n`
  }
  const arrived = { connection: 0, request: 0 }
  for (const event of ['connection', 'request'] as const) server.http.on(event, () => { arrived[event]++ })
  const open = new Set(Object.keys(words))
  const sockets = Object.entries(words).map(([name, sent]) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1').on('error', () => {})
    if (sent !== '') socket.write(sent)
    return { name, socket, over: once(socket, 'close').then(() => open.delete(name)) }
  })
  while (arrived.connection < 6 || arrived.request < 4) await setTimeout(10)
  await Promise.all(sockets.filter(({ name }) => /answered|does not read/.test(name)).map(({ socket }) => once(socket, 'readable')))
  t.equal(server.sandbox.isBusy(), true, 'the upload holds its lock')

  const ended = await Promise.race([Promise.all([server.stop(), server.stop()]).then(() => 'ended'),
    setTimeout(longest, 'waits', { ref: false })])
  t.equal(ended, 'ended')
  for (const { socket } of sockets) socket.resume()
  await Promise.race([Promise.all(sockets.map(({ over }) => over)), setTimeout(longest, undefined, { ref: false })])
  t.same([...open], [])
  t.equal(server.db().open, false)
  await server.stop()
})

t.test('A path that cannot be read is refused in the shape of the API that it leads to', async t => {
  const client = await open(t)
  const refused = async (url: string) => client.inject({ method: 'GET', url })
  t.match(await refused('/accessplan/api/v1/coursedates/%E0%A4%A'), { status: 400, body: { Errors: [{ Message: /percent signs/ }] } })
  t.match(await refused('/accessplan/api/v2/User/%E0%A4%A'), { status: 400, body: { error: 'bad_request', message: /percent signs/ } })
  t.match(await refused('/work-submission-api/v1.0/learners/%E0%A4%A'), { status: 400, body: { detail: /percent signs/, errors: {} } })
})

t.test('What an operation without a body is sent is not looked at, however it is packed', async t => {
  const client = await open(t, { fixture: 'demo' })
  t.equal((await client.call('GET', '/learners/DEMO-L04', undefined, { 'content-encoding': 'br' })).status, 200)
})
