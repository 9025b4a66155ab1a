import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { demand, frozen, listen, open, type Client, type Headers, type Listening } from '../harness.ts'
import { visits } from './visits.ts'

const countOf = async (client: Client, match: object): Promise<number> =>
  (await client.admin('POST', '/requests/count', match)).body.count

t.test('Requests are found by service, operation, method, path, caller, status, rule, warning and members of the body', async t => {
  const client = await open(t)
  await visits(client)
  const cases: Array<[object, number]> = [
    [{}, 4],
    [{ service: 'tec-work-based' }, 3],
    [{ service: '*' }, 3],
    [{ service: 'esl' }, 0],
    [{ operation: 'RecordVisit' }, 3],
    [{ operation: 'recordvisit' }, 3],
    [{ operation: 'GetLearner' }, 0],
    [{ method: 'post' }, 3],
    [{ path: '/work-submission-api/v1.0/training-plans/P1/visits' }, 3],
    [{ path: '/work-submission-api/v1.0/training-plans/P1' }, 0],
    [{ path: '/work-submission-api/*' }, 3],
    [{ path: '*/P1/*' }, 3],
    [{ path: '*/P1/*/visits' }, 0],
    [{ path: '/nowhere' }, 1],
    [{ caller: '9001' }, 3],
    [{ caller: '9002' }, 0],
    [{ eid: 9001 }, 3],
    [{ eid: 9002 }, 0],
    [{ user: 'demo' }, 0],
    [{ status: 400 }, 1],
    [{ status: '400' }, 1],
    [{ status: '4xx' }, 2],
    [{ status: '2xx' }, 2],
    [{ rule: 'visit.date-by-today' }, 1],
    [{ rule: 'visit.*' }, 1],
    [{ rule: 'visit.local-id-unused' }, 0],
    [{ warning: 'ignored-member:mood' }, 1],
    [{ warning: 'ignored-member:*' }, 2],
    [{ dryRun: true }, 1],
    [{ dryRun: false }, 3],
    [{ body: { visitLocalId: 'V1' } }, 1],
    [{ body: { '/visitLocalId': 'V1' } }, 1],
    [{ body: { VISITLOCALID: 'V1' } }, 1],
    [{ body: { visitLocalId: 'v1' } }, 0],
    [{ body: { visitLocalId: { exists: true } } }, 3],
    [{ body: { mood: { exists: false } } }, 3],
    [{ body: { mood: { exists: true } }, status: '2xx' }, 1],
    [{ body: { 'visitLocalId.a': { exists: true } } }, 0],
    [{ service: 'tec-work-based', status: 400, body: { visitDate: '2026-03-03' } }, 1]
  ]
  for (const [match, count] of cases) t.equal(await countOf(client, match), count, JSON.stringify(match))
  const { body } = await client.admin('POST', '/requests/find', { operation: 'RecordVisit', limit: 2 })
  t.equal(body.total, 3)
  t.match(body.requests, [{ curl: /^curl -X POST / }, { curl: /^curl -X POST / }])
  t.same(body.requests.map((it: any) => it.request.body.visitLocalId), ['V3', 'V2'], 'the newest first')
})

t.test('Members within members and lists are found by dotted paths and by pointers', async t => {
  const client = await open(t)
  await client.post('/learners', { learnerLocalId: 'L1', identity: { names: [{ first: 'Ana' }, { 'a/b': 1 }] } })
  for (const [path, value] of Object.entries({
    'identity.names[0].first': 'Ana',
    'identity.names.0.first': 'Ana',
    '/identity/names/0/first': 'Ana',
    '/identity/names/1/a~1b': 1,
    'identity.names[0]': { first: 'Ana' },
    '/identity': { names: [{ first: 'Ana' }, { 'a/b': 1 }] }
  })) t.equal(await countOf(client, { body: { [path]: value } }), 1, path)
  t.equal(await countOf(client, { body: { 'identity.names[2]': { exists: true } } }), 0)
})

t.test('Requests are verified by count, and what is not so comes with the nearest and their differences', async t => {
  const client = await open(t)
  await visits(client)
  const visit = { operation: 'RecordVisit' }
  const cases: Array<[object, boolean, string]> = [
    [{ match: visit }, true, 'at least 1 request'],
    [{ match: visit, atLeast: 3 }, true, 'at least 3 requests'],
    [{ match: visit, atLeast: 4 }, false, 'at least 4 requests'],
    [{ match: visit, atMost: 3 }, true, 'at most 3 requests'],
    [{ match: visit, atMost: 2 }, false, 'at most 2 requests'],
    [{ match: visit, atLeast: 2, atMost: 3 }, true, 'at least 2 requests and at most 3 requests'],
    [{ match: visit, exactly: 3 }, true, 'exactly 3 requests'],
    [{ match: visit, exactly: 2 }, false, 'exactly 2 requests'],
    [{ match: { operation: 'GetLearner' }, exactly: 0 }, true, 'exactly 0 requests']
  ]
  for (const [body, verified, expected] of cases) {
    const reply = await client.admin('POST', '/requests/verify', body)
    t.equal(reply.status, 200)
    t.match(reply.body, { verified, expected }, JSON.stringify(body))
  }
  const { text, body } = await client.admin('POST', '/requests/verify', { match: { ...visit, status: 201, body: { apiKey: 'HUSH' } } })
  t.match(body.nearest[0].differs.map((it: any) => it.what), ['body apiKey'])
  t.match(body.nearest.map((it: any) => it.id), [/^r-\d+$/, /^r-\d+$/, /^r-\d+$/])
  t.notMatch(text, /HUSH/, 'a secret is not shown')
  const path = '/work-submission-api/v1.0/training-plans/P2/visits'
  const near = (await client.admin('POST', '/requests/verify', { match: { path } })).body.nearest
  t.match(near[0].request, `POST ${path.replace('P2', 'P1')}`, 'the path that is most like it, though another came later')
})

t.test('Requests are verified in order', async t => {
  const client = await open(t)
  await visits(client)
  const of = (visitLocalId: string) => ({ body: { visitLocalId } })
  const verify = async (...inOrder: object[]) => (await client.admin('POST', '/requests/verify', { inOrder })).body
  t.match(await verify(of('V1'), of('V2'), of('V3')), { verified: true, found: 3 })
  t.match(await verify(of('V1'), { path: '/nowhere' }), { verified: true, found: 2 })
  t.match(await verify(of('V2'), of('V1')), {
    verified: false,
    expected: '2 requests in order',
    found: 1,
    firstMissing: 1,
    nearest: [{ differs: [{ what: 'body visitLocalId', wanted: 'V1', was: '(not there)' }] }, { differs: [{ was: 'V3' }] }]
  })
})

t.test('What makes no sense to look for is refused', async t => {
  const client = await open(t)
  for (const [path, body, detail] of [
    ['find', { operation: 'RecordVisits' }, /No operation "RecordVisits" exists/],
    ['count', { service: 'work-based' }, /No service "work-based" exists/],
    ['count', { rule: 'visit.none' }, /No rule "visit.none" exists/],
    ['count', { status: '4x' }, /status "4x" is not an HTTP status. Use a number, such as 400/],
    ['count', { status: 9 }, /status "9" is not an HTTP status/],
    ['count', { rule: 'visits.*' }, /No rule "visits.\*" exists/],
    ['count', { operation: 'Visit*' }, /No operation "Visit\*" exists/],
    ['count', { method: 'PSOT' }, /method "PSOT" is not an HTTP method\. Did you mean POST\? Use GET, HEAD, POST/],
    ...['a.'.repeat(8000), '/a'.repeat(8000), 'a[0]'.repeat(8000)].map(path =>
      ['find', { body: { [path]: 1 } }, /^body ".+…" leads \d{4,5} levels down, and no body has more than 100\. Write the path/] as const),
    ['verify', { match: { body: { [`${'a.'.repeat(100)}a`]: null } } }, /leads 101 levels down/],
    ['count', { body: { mood: { exists: 'true' } } }, /body "mood": exists must be true or false, but is "true"/],
    ['verify', { match: { body: { mood: { exists: null } } } }, /body "mood": exists must be true or false, but is null/],
    ['count', { colour: 'blue' }, /colour is not known here/],
    ['find', { eid: 9001, caller: '9001' }, /match must name one caller, but has caller and eid/],
    ['verify', { exactly: 1, atMost: 2 }, /"exactly"/],
    ['verify', { atLeast: 3, atMost: 2 }, /atLeast 3 is more than atMost 2/],
    ['verify', { inOrder: [{}], exactly: 1 }, /"inOrder" cannot be combined with "exactly"\./],
    ['verify', { inOrder: [{ operation: 'x' }] }, /No operation "x" exists/]
  ] as const) {
    const reply = await client.admin('POST', `/requests/${path}`, body)
    t.equal(reply.status, 400, JSON.stringify(body))
    t.match(reply.body.detail, detail)
  }
})

t.test('The journal is cleared, and one request of it is shown', async t => {
  const client = await open(t)
  await visits(client)
  const url = '/sandboxes/default/nowhere?token=***'
  t.match((await client.admin('GET', '/requests/last')).body, { method: 'GET', url, service: null })
  const { id } = (await client.admin('GET', '/requests/last')).body
  for (const nowhere of ['/nothing', '/nzqa/nothing', '/returns/nothing/open/it']) {
    t.equal((await client.admin('GET', nowhere)).status, 404)
    t.match((await client.admin('GET', '/requests/last')).body, { url, service: null })
  }
  t.equal((await client.admin('GET', `/requests/${id}`)).body.id, id)
  t.same((await client.admin('DELETE', '/requests')).body, { cleared: 4 })
  t.equal((await client.admin('GET', '/requests')).body.total, 0)
  t.equal((await client.admin('GET', `/requests/${id}`)).status, 404)
  t.match(await client.admin('GET', '/requests/last/explain'), { status: 404, body: { detail: /^No request is in the journal\. Send one / } })
})

t.test('What is mistyped of the sandbox\'s own API is not in the journal, and what goes to no API is of no service', async t => {
  const client = await open(t)
  demand(await client.admin('POST', '/sandboxes', { id: 'jn' }))
  const requests = async () => demand(await client.inject({ url: '/sandboxes/jn/__admin/requests' })).body.requests
  for (const [method, url] of [
    ['GET', '/sandboxes/jn/__admn/clock'], ['GET', '/sandboxes/jn/__admin/clok'],
    ['DELETE', '/sandboxes/jn'], ['POST', '/sandboxes/jn/?x=1']
  ] as const) {
    t.ok((await client.inject({ method, url })).status >= 404, url)
    t.same(await requests(), [], `${method} ${url}`)
  }
  await client.inject({ url: '/sandboxes/jn/nothing' })
  await client.inject({ url: '/sandboxes/jn/work-submission-api/v1.0/nothing' })
  t.match(await requests(), [{ service: null, operation: null, status: 404 }, { service: null, operation: null, status: 404 }])
})

t.test('The line for curl sends the request again, whatever is in it', async t => {
  const client = await open(t)
  const name = 'O\'Hara "$(touch x)" `id` \\ $HOME !'
  await client.call('POST', `/learners?q=${encodeURIComponent(name)}'[]`, { learnerLocalId: name, apiKey: 'HUSH' }, { 'x-note': name })
  const { curl } = (await client.admin('GET', '/requests/last')).body
  t.notMatch(curl, /HUSH|demo-token/)
  // The shell hands the words over as they are.
  const words = execFileSync('sh', ['-c', curl.replace(/^curl /, 'printf "%s\\n" ')], { env: { authorization: 'TOKEN' }, encoding: 'utf8' })
    .split('\n')
  t.same(words.slice(0, 3), ['-X', 'POST', '--globoff'])
  t.equal(new URL(words[3]!).searchParams.get('q'), `${name}'[]`)
  t.ok(words.includes('authorization: Bearer TOKEN'))
  t.ok(words.includes(`x-note: ${name}`))
  t.same(JSON.parse(words[words.indexOf('--data-raw') + 1]!), { learnerLocalId: name, apiKey: '***' })
})

t.test('The export is an HTTP Archive', async t => {
  const client = await open(t)
  await visits(client)
  const { text, body: { log } } = await client.admin('GET', '/requests/export')
  t.match(log, { version: '1.2', creator: { name: 'tms-sandbox', version: /^\d/ } })
  t.equal(log.entries.length, 4)
  for (const entry of log.entries) {
    t.match(entry, {
      startedDateTime: '2026-03-01T20:00:00.000Z',
      request: { method: /^[A-Z]+$/, url: /^http:\/\//, httpVersion: 'HTTP/1.1', cookies: [], headersSize: -1 },
      response: { status: Number, statusText: /^\w/, cookies: [], redirectURL: '', content: { mimeType: /json/ } },
      cache: {}
    })
    t.ok(entry.time >= 0)
    t.equal(entry.time, entry.timings.send + entry.timings.wait + entry.timings.receive)
    t.ok(entry.request.headers.every((it: any) => typeof it.name === 'string' && typeof it.value === 'string'))
  }
  t.match(log.entries[1], {
    request: { postData: { mimeType: /json/, text: '{"visitLocalId":"V2","visitDate":"2026-03-03","apiKey":"***"}' } }, response: { status: 400 }
  })
  t.same(log.entries[3].request.queryString, [{ name: 'token', value: '***' }])
  t.notMatch(text, /HUSH|demo-token/)
  const reply = await client.inject({ url: '/accessplan/apihelp/v2/modules/', headers: { authorization: 'Bearer demo-api-key' } })
  const { content } = (await client.admin('GET', '/requests/export')).body.log.entries[4].response
  const size = Buffer.byteLength(reply.text)
  t.same(content, { size, mimeType: reply.headers['content-type'], text: `(${size} bytes, not kept)` })
})

const forced = (status: number) => ({ effect: { status } })
const visit = { visitLocalId: 'V-9', visitDate: '2026-02-20' }
const visitPath = '/work-submission-api/v1.0/training-plans/DEMO-TP04/visits'
const json = { 'content-type': 'application/json' }
const known = { authorization: 'Bearer demo-token-9001', eid: '9001' }

t.test('A visit that a fault refused and that was sent again is verified, in order, by its body and its caller', async t => {
  const client = await open(t, { fixture: 'demo' })
  for (const [fault, status] of [
    [{ match: { operation: 'RecordVisit' }, times: 1, ...forced(429) }, 429],
    [{ match: { eid: 9001 }, times: 1, ...forced(500) }, 500]
  ] as const) {
    await client.reset('journal', 'data')
    demand(await client.admin('POST', '/faults', fault))
    t.equal((await client.post('/training-plans/DEMO-TP04/visits', visit)).status, status)
    t.equal((await client.post('/training-plans/DEMO-TP04/visits', visit)).status, 201)
    const inOrder = [status, 201].map(status => ({ eid: 9001, operation: 'RecordVisit', status, body: visit }))
    t.match((await client.admin('POST', '/requests/verify', { inOrder })).body, { verified: true, found: 2 })
  }
})

/** The headers, the body and the address of a request, and what the journal is to have of it: status, body, caller. */
type Early = readonly [
  name: string, headers: Headers, sent: string | Buffer, status: number, body: unknown, caller: string | null, url?: string
]

const asText = JSON.stringify(visit)
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const xml = { 'content-type': 'application/xml', accept: 'application/xml' }
const deep = '['.repeat(5000) + ']'.repeat(5000)
const long = JSON.stringify({ visitLocalId: 'V'.repeat(20_000) })

const scenarios = ['rate-limited', 'token-expired', 'forbidden', 'server-error', 'bad-gateway', 'unavailable', 'gateway-timeout']
  .map((name, n): Early => [
    `the scenario ${name}`, { ...json, ...known, 'sandbox-scenario': name }, asText, [429, 401, 403, 500, 502, 503, 504][n]!, visit, '9001'
  ])

const early: readonly Early[] = [
  ...scenarios,
  ['no token', { ...json, eid: '9001' }, asText, 401, visit, '9001'],
  ['a token that is not known', { ...json, ...known, authorization: 'Bearer none' }, asText, 401, visit, '9001'],
  ['neither token nor EID', json, asText, 401, visit, null],
  ['no EID', { ...json, authorization: known.authorization }, asText, 400, visit, '9001'],
  ['a fault, and no EID', { ...json, authorization: known.authorization, 'sandbox-scenario': 'server-error' }, asText, 500, visit, '9001'],
  ['another media type', { 'content-type': 'text/plain', ...known }, asText, 415, asText, '9001'],
  ['no media type', known, asText, 415, asText, '9001'],
  ['another compression', { ...json, ...known, 'content-encoding': 'br' }, asText, 415, /^\(\d+ bytes that cannot be unpacked/, '9001'],
  ['no JSON', { ...json, ...known }, '{"visitLocalId": V-9}', 400, '{"visitLocalId": V-9}', '9001'],
  ['no JSON, and no token', { ...json, eid: '9001' }, '{"visitLocalId": V-9}', 401, '{"visitLocalId": V-9}', '9001'],
  ['no JSON, with a secret', { ...json, ...known }, '{"a": 1, "apiKey": HUSH}', 400, '{"a": 1, "apiKey***', '9001'],
  ['JSON with a secret', { ...json, eid: '9001' }, '{"apiKey": "HUSH"}', 401, { apiKey: '***' }, '9001'],
  ['more levels than are read', { ...json, eid: '9001' }, deep, 401, deep, '9001'],
  ['bytes that are no text', { ...json, eid: '9001' }, Buffer.from([0xff, 0xfe]), 401, '(2 bytes that are no text, not kept)', '9001'],
  ['a packed body', { ...json, 'content-encoding': 'gzip', eid: '9001' }, gzipSync(asText), 401, visit, '9001'],
  ['more than is kept, packed', { ...json, 'content-encoding': 'gzip', eid: '9001' }, gzipSync(long), 401, /to 16384 or fewer, not/, '9001'],
  ['more than is kept', { ...json, eid: '9001' }, long, 401, `(${long.length} bytes, not kept)`, '9001'],
  ['more than is taken', { ...json, ...known }, `"${'a'.repeat(1_100_000)}"`, 413, '(1100002 bytes, not kept)', '9001'],
  ['a dry run or not', { ...json, ...known, 'sandbox-dry-run': 'perhaps' }, asText, 400, visit, '9001'],
  ['no moment', { ...json, ...known, 'sandbox-clock': 'noon' }, asText, 400, visit, '9001'],
  ['a path that leads nowhere', { ...json, ...known }, asText, 404, visit, null, '/work-submission-api/v1.0/visit'],
  ['a path that takes another method', { ...json, ...known }, asText, 405, visit, null, `${visitPath}/V-9`],
  ['a form, and a fault', { ...form, 'sandbox-scenario': 'server-error' }, 'grant_type=password&password=HUSH', 500,
    { grant_type: 'password', password: '***' }, null, '/accessplan/api/v2/token'],
  ['XML without a token', xml, '<User><ForeName>Ana</ForeName></User>', 401, { ForeName: 'Ana' }, null, '/accessplan/api/v1/users'],
  ['XML, and a fault', { ...xml, authorization: 'Bearer demo-api-key', 'sandbox-scenario': 'server-error' },
    '<User><ForeName>Ana</ForeName></User>', 500, { ForeName: 'Ana' }, 'demo', '/accessplan/api/v1/users'],
  ['no XML', { ...xml, authorization: 'Bearer demo-api-key' }, '<User><ForeName>Ana</User>', 400, '<User><ForeName>Ana</User>', 'demo',
    '/accessplan/api/v1/users']
]

/** What a shell makes of a line for curl, as a request. */
function requestOf (curl: string, authorization: string) {
  const line = curl.replace(/^curl /, 'printf "%s\\0" ')
  const words = execFileSync('sh', ['-c', line], { env: { authorization }, encoding: 'utf8' }).split('\0')
  const after = (option: string) => words.flatMap((word, n) => word === option ? [words[n + 1]!] : [])
  const headers = Object.fromEntries(after('-H').map(header => header.split(/[:;] ?(.*)/, 2) as [string, string]))
  const { pathname, search } = new URL(words.find(word => word.startsWith('http'))!)
  return { method: after('-X')[0] as 'POST', url: pathname + search, headers, payload: after('--data-raw')[0] }
}

t.test('A request that is answered early is kept with body and caller, and its line for curl sends it again', async t => {
  const client = await open(t, { fixture: 'demo' })
  const last = async () => (await client.admin('GET', '/requests/last')).body
  for (const [name, headers, payload, status, body, caller, url = visitPath] of early) {
    const reply = await client.inject({ method: 'POST', url, headers, payload })
    t.equal(reply.status, status, name)
    const entry = await last()
    t.match(entry, { status, request: { body }, caller: caller === null ? null : { id: caller } }, `the journal has it: ${name}`)
    t.match((await client.admin('GET', '/requests/export')).body.log.entries.at(-1).request.postData?.text, String, name)
    t.notMatch(JSON.stringify(entry), 'HUSH')
    if (!entry.curl.includes('--data-raw')) continue
    const { headers: sent, ...again } = requestOf(entry.curl, headers.authorization?.replace('Bearer ', '') ?? '')
    if (sent['content-type'] === '') delete sent['content-type']
    t.equal((await client.inject({ ...again, headers: sent })).status, status, `sent again: ${name}`)
    t.match(await last(), { request: { body }, caller: entry.caller }, `the same of it: ${name}`)
  }
})

t.test('So is one beyond the limit of requests, and one that is too late or that a fault breaks off', async t => {
  const limited = await open(t, { fixture: 'demo', 'rate-limit': '1/1m' })
  for (const [n, status] of [201, 429].entries()) {
    t.equal((await limited.post('/training-plans/DEMO-TP04/visits', { ...visit, visitLocalId: `V-${n}` })).status, status)
    t.equal(await countOf(limited, { eid: 9001, status, body: { visitLocalId: `V-${n}` } }), 1)
  }
  const server = await listen(t, { fixture: 'demo', clock: frozen })
  const send = (scenario: string, signal?: AbortSignal) => fetch(server.url + visitPath, {
    method: 'POST', body: asText, headers: { ...json, ...known, 'sandbox-scenario': scenario }, ...signal && { signal }
  })
  for (const scenario of ['connection-reset', 'empty-response', 'random-data']) {
    await t.rejects(send(scenario))
    t.match(await lastOf(server), { status: 0, fault: { id: scenario }, caller: { id: '9001' }, request: { body: visit } }, scenario)
  }
  const gone = new AbortController()
  const given = send('timeout', gone.signal)
  await until(server, ({ fault, request }) => fault.id === 'timeout' && request.body !== null)
  gone.abort()
  await t.rejects(given)
  t.match(await lastOf(server), { status: 0, caller: { id: '9001' }, request: { body: visit } }, 'a client that has gone')
  await fetch(`${server.url}/__admin/faults`, { method: 'POST', headers: json, body: '{"effect": {"delayMs": 1}}' })
  t.equal((await send('')).status, 201, 'what waits is done as ever')
  t.match(await lastOf(server), { status: 201, fault: { delayedMs: 1 }, caller: { id: '9001' }, request: { body: visit } })
})

const lastOf = async ({ url }: Pick<Listening, 'url'>): Promise<any> => await (await fetch(`${url}/__admin/requests/last`)).json()

async function until (server: Listening, isSo: (entry: any) => boolean): Promise<void> {
  while (!isSo(await lastOf(server))) await setTimeout(5)
}

/** Sends bytes, one piece once the one before it has come, and answers all that comes back. */
async function exchange ({ url, http }: Listening, ...pieces: string[]): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  const arrived = once(http, 'request')
  socket.write(pieces[0]!)
  await arrived
  for (const piece of pieces.slice(1)) socket.write(piece)
  return await text(socket)
}

const head = (lines: string) => `POST ${visitPath} HTTP/1.1\r\nHost: x\r\nEID: 9001\r\nContent-Type: application/json\r\n${lines}\r\n\r\n`

t.test('An answer waits for a body that comes in pieces, and not for long; the connection lives on', async t => {
  const server = await listen(t, { fixture: 'demo', clock: frozen })
  const next = 'GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
  const chunk = (it: string) => `${it.length.toString(16)}\r\n${it}\r\n`
  const [one, other] = [asText.slice(0, 20), asText.slice(20)]
  const inChunks = head('Transfer-Encoding: chunked')
  for (const [name, body, ...pieces] of [
    ['in two pieces', visit, head(`Content-Length: ${asText.length}`), one, other, next],
    ['in chunks', visit, inChunks, chunk(one), chunk(other), '0\r\n\r\n', next],
    ['more than is kept', '(more than 16384 bytes, not kept)', inChunks, chunk(long), chunk(long), '0\r\n\r\n', next],
    ['an empty one', null, inChunks, '0\r\n\r\n', next]
  ] as Array<[string, unknown, ...string[]]>) {
    const came = await exchange(server, ...pieces)
    t.match(came, /^HTTP\/1\.1 401 [^]*alive/, name)
    t.match(await lastOf(server), { status: 401, request: { body } }, name)
  }
  const none = await exchange(server, head(`Connection: close\r\nContent-Length: ${asText.length}`))
  t.match(none, /^HTTP\/1\.1 401 /, 'a body that never comes')
  t.match(await lastOf(server), { status: 401, request: { body: '(not there 1 s after its head, not kept)' } })
  const waiting = connect(Number(new URL(server.url).port), '127.0.0.1')
  waiting.write(head(`Content-Length: ${asText.length}`) + asText.slice(0, 5))
  await once(server.http, 'request')
  waiting.destroy()
  await until(server, ({ request }) => request.body === '(broken off, not kept)')
})

t.test('The line for curl has nothing that a client says of its connection', async t => {
  const client = await open(t, { fixture: 'demo' })
  await client.call('POST', '/learners', { learnerLocalId: 'L1' }, Object.fromEntries([
    ['connection', 'Upgrade, HTTP2-Settings'], ['upgrade', 'h2c'], ['http2-settings', 'AAEAAEAAAAIAAAAB'], ['keep-alive', 'timeout=5'],
    ['proxy-connection', 'keep-alive'], ['te', 'trailers'], ['trailer', 'x-sum'], ['expect', '100-continue'], ['x-kept', 'yes']
  ]))
  const { curl } = (await client.admin('GET', '/requests/last')).body
  t.same([...curl.matchAll(/-H '([\w-]+):/g)].map(([, name]: any) => name).sort(), ['authorization', 'content-type', 'eid', 'x-kept'])
})
