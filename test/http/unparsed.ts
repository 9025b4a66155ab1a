import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import t, { type Test } from 'tap'
import { mostOfARequest } from '../../src/http/silent-connections.ts'
import { frozen, listen, type Listening } from '../harness.ts'

/** What the parser of HTTP refuses, as each API refuses and as the journal tells of it. */

const connected = ({ url }: Listening): Socket => connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {})

/** All that is answered until the connection is closed. */
async function all (server: Listening, words: string | Buffer): Promise<string> {
  const socket = connected(server)
  socket.write(words)
  return await text(socket)
}

async function said (server: Listening, words: string | Buffer): Promise<{ status: number, head: string, body: any }> {
  const [head = '', body = ''] = (await all(server, words)).split('\r\n\r\n')
  return { status: Number(head.split(' ')[1]), head, body: /json/.test(head) ? JSON.parse(body) : body }
}

const much = `X-Much: ${'a'.repeat(17_000)}`

/** A path of each API, and what its refusals look like. */
const apis: ReadonlyArray<readonly [service: string, path: string, shape: (status: number, detail: RegExp) => object]> = [
  ['tec-work-based', '/work-submission-api/v1.0/learners/L1', (status, detail) =>
    ({ status, title: String, detail, errors: {}, instance: String })],
  ['tec-provider-based', '/submissions/v1.0/returns', (status, detail) => ({ status, title: String, detail, instance: String })],
  ['esl', '/oauth2/access_token', (_, detail) =>
    ({ error: 'invalid_request', error_description: new RegExp(detail.source.replaceAll('"', "'")) })],
  ['accessplanit-v1', '/accessplan/api/v1/users/2001', (_, detail) => ({ Errors: [{ Message: detail }] })],
  ['accessplanit-v2', '/accessplansandbox/api/v2/User', (_, detail) => ({ error: String, message: detail })]
]

const lastOf = async ({ url }: Listening, sandbox = 'default'): Promise<any> =>
  (await (await fetch(`${url}/sandboxes/${sandbox}/__admin/requests/last/explain`)).json())

const twice = /^Content-Length is there twice, or beside Transfer-Encoding\. Send one of them, once\.$/

const cases: ReadonlyArray<readonly [name: string, status: number, words: (path: string) => string, detail: RegExp]> = [
  ['headers that are too large', 431, path => `GET ${path} HTTP/1.1\r\nHost: x\r\n${much}\r\n\r\n`, /^The headers must have no more than 16 KiB/],
  ['a method that is none', 400, path => `FETCH ${path} HTTP/1.1\r\nHost: x\r\n\r\n`, /^"FETCH" is not an HTTP method\. Use GET, POST/],
  ['a method in small letters', 400, path => `get ${path} HTTP/1.1\r\nHost: x\r\n\r\n`, /^"get" is not an HTTP method\. .+ in capitals\.$/],
  ['no Host', 400, path => `GET ${path} HTTP/1.1\r\nConnection: close\r\n\r\n`, /^The Host header is missing, which HTTP\/1\.1 asks for\. Send it/],
  ['two Hosts', 400, path => `GET ${path} HTTP/1.1\r\nHost: x\r\nhost: y\r\nConnection: close\r\n\r\n`, /^The Host header is there more than once/],
  ['headers that are too many', 431,
    path => `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${'a:b\r\n'.repeat(999)}\r\n`,
    /^The request has more than 1000 headers, which is as many as are read\. Send fewer\.$/],
  ['far too many headers', 431,
    path => `GET ${path} HTTP/1.1\r\nHost: x\r\n${'a:b\r\n'.repeat(3000)}\r\n`, /^The request has more than 1000/],
  ...['gzip, chunked', 'chunked, chunked', 'gzip,chunked'].map(coding => [`Transfer-Encoding: ${coding}`, 400,
    (path: string) => `POST ${path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: ${coding}\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
    /^Transfer-Encoding must be chunked and nothing else, or there must be none\. What is compressed has "Content-Encoding/] as const),
  ['two lengths', 400, path => `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n`, /^Content-Length is there twice/],
  ['a length and chunks', 400,
    path => `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`, twice],
  ['chunks and a length', 400,
    path => `POST ${path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n`, twice],
  ['a length beyond all', 413,
    path => `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 1${'0'.repeat(30)}\r\n\r\n`, /^Content-Length is larger than any body can be\./],
  ['a length that is none', 400, path => `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n`, /^Content-Length is not a number\./],
  ['a header that is none', 400, path => `GET ${path} HTTP/1.1\r\nHost: x\r\nE ID: 9001\r\n\r\n`, /^A header has a character that none can have\./],
  ['a version that is none', 400, path => `GET ${path} HTTP/9.7\r\nHost: x\r\n\r\n`, /^The HTTP version is not one that this server speaks\./],
  ['percent signs that encode nothing', 400, path => `GET ${path}%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, /^The path of the request cannot be read:/]
]

t.test('What the parser refuses is answered in the shape of the API that it was sent to, and is in the journal', async t => {
  const server = await listen(t, { fixture: 'demo', clock: frozen })
  server.sandboxes.make({ id: 'one' })
  for (const [name, status, words, detail] of cases) {
    for (const [n, [service, path, shape]] of apis.entries()) {
      // Below its one path there is nothing of it.
      if (service === 'esl' && path !== new URL(words(path).split(' ')[1]!, server.url).pathname) continue
      const under = n % 2 === 0 ? 'default' : 'one'
      const { head, ...reply } = await said(server, words(under === 'default' ? path : `/sandboxes/one${path}`))
      t.match(reply, { status, body: shape(status, detail) }, `${service}: ${name}`)
      const told = await lastOf(server, under)
      t.match(told, { status, outcome: 'refused', reason: { detail } }, `the journal tells of it: ${name}`)
      t.match(head, new RegExp(`^sandbox-request-id: ${told.id as string}$`, 'im'))
    }
  }
  const listed: any = await (await fetch(`${server.url}/__admin/requests?limit=1`)).json()
  t.match(listed.requests[0], { service: 'accessplanit-v2', status: 400, method: 'GET' })
})

t.test('A request with as many headers as are read is served, and so is one in chunks, in capitals', async t => {
  const server = await listen(t, { fixture: 'demo', clock: frozen })
  const token = 'Authorization: Bearer demo-token-9001\r\neid: 9001\r\n'
  const path = '/work-submission-api/v1.0/learners'
  const many = `GET ${path}/DEMO-L04 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${'a:b\r\n'.repeat(996)}${token}\r\n`
  t.equal((await said(server, many)).status, 200)
  const inChunks = `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n${token}` +
    'Transfer-Encoding: CHUNKED\r\n\r\n2\r\n{}\r\n0\r\n\r\n'
  t.match((await said(server, inChunks)).body, { status: 400, errors: { learnerLocalId: Array } })
})

t.test('A header names the sandbox of what cannot be read, and requests that were sent ahead are answered first', async t => {
  const server = await listen(t, { fixture: 'demo', clock: frozen })
  server.sandboxes.make({ id: 'one' })
  const [, path] = apis[0]!
  await said(server, `FETCH ${path} HTTP/1.1\r\nHost: x\r\nSandbox-Id: one\r\nAuthorization: Bearer kept-to-itself\r\n\r\n`)
  const told = await lastOf(server, 'one')
  t.match(told, { request: `FETCH ${path}`, status: 400 })
  t.notMatch(await (await fetch(`${server.url}/sandboxes/one/__admin/requests`)).text(), 'kept-to-itself')

  const lines = ['GET /livez', 'GET /readyz', `FETCH ${path}`]
  const ahead = await all(server, lines.map(line => `${line} HTTP/1.1\r\nHost: x\r\n\r\n`).join(''))
  t.same([...ahead.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status), ['200', '200', '400'])
  t.match(ahead, /"errors":\{\}\}$/, 'the last one in its own shape')
})

t.test('A body that breaks off in the middle is refused as its API refuses, and stands in the journal as it was answered', async t => {
  const server = await listen(t, { fixture: 'demo', clock: frozen })
  const chunked = (path: string, headers: string) =>
    `POST ${path} HTTP/1.1\r\nHost: x\r\n${headers}Transfer-Encoding: chunked\r\n\r\n2\r\n{"\r\nno length\r\n`
  const json = 'Content-Type: application/json\r\n'
  const detail = /^A chunk of the body does not begin with its length in hexadecimal\./
  for (const [path, headers, shape] of [
    ['/work-submission-api/v1.0/learners', `${json}Authorization: Bearer demo-token-9001\r\nEID: 9001\r\n`,
      { status: 400, detail, errors: {} }],
    ['/accessplan/api/v2/Venue', `${json}Authorization: Bearer demo-api-key\r\n`, { message: detail }],
    ['/accessplan/api/v1/users', `${json}Authorization: Bearer demo-api-key\r\n`, { Errors: [{ Message: detail }] }]
  ] as const) {
    const { head, ...reply } = await said(server, chunked(path, headers))
    t.match(reply, { status: 400, body: shape }, path)
    t.match(head, /^connection: close$/im)
    t.match(await lastOf(server), { status: 400, reason: { detail }, request: `POST ${path}` })
  }
})

t.test('A request that is not whole in time is a 408 in its API\'s shape, where as much has come', async t => {
  const server = await listen(t, { fixture: 'demo', clock: frozen })
  t.equal(server.http.requestTimeout, mostOfARequest)
  const arrived = once(server.http, 'request')
  const socket = connected(server)
  socket.write('POST /work-submission-api/v1.0/learners HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer demo-token-9001\r\nEID: 9001\r\n' +
    'Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"a"')
  const [raw] = await arrived
  server.http.emit('clientError', Object.assign(new Error(), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), raw.socket)
  const detail = 'The request was not whole in time. Send it in one go, or on another connection.'
  t.match(await text(socket), new RegExp(`^HTTP/1.1 408 Request Timeout[^]*"detail":"${detail}"`))
  t.match(await lastOf(server), { status: 408, reason: { detail } })

  const comes = once(server.http, 'connection')
  const silent = connected(server)
  const [there] = await comes
  server.http.emit('clientError', Object.assign(new Error(), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), there)
  t.match(await text(silent), /^HTTP\/1\.1 408 Request Timeout\r\nContent-Type: application\/problem\+json[^]*"status":408/)
})

/** What a server logs in a terminal. */
async function logged (t: Test, words: ReadonlyArray<string | Buffer>): Promise<string> {
  const lines: string[] = []
  t.intercept(process.stdout, 'isTTY', { value: true })
  const server = await listen(t, { fixture: 'empty', 'log-level': 'warn' })
  const written = t.intercept(process.stdout, 'write', { value: (text: string) => lines.push(text) })
  for (const it of words) await said(server, it)
  written.restore()
  return lines.join('')
}

t.test('What cannot be told any sandbox is told the log', async t => {
  const found = await logged(t, [
    'nonsense\r\n\r\n',
    Buffer.from([0x16, 3, 1, 0, 200, 1, 0, 0]),
    'FETCH /__admin/rules HTTP/1.1\r\nHost: x\r\n\r\n',
    'CONNECT elsewhere:443 HTTP/1.1\r\nHost: x\r\n\r\n'
  ])
  t.match(found, 'A request was refused: The request cannot be read as HTTP/1.1: Invalid')
  t.match(found, 'A request was refused: This server speaks http, and the request came as https. Begin its URL with http://.')
  t.match(found, 'A request was refused: "FETCH" is not an HTTP method')
  t.match(found, 'A request was refused: "CONNECT" is not an HTTP method')
})

t.test('An expectation that nobody knows of is passed over', async t => {
  const server = await listen(t, { fixture: 'empty' })
  t.equal((await said(server, 'GET /livez HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\nConnection: close\r\n\r\n')).status, 200)
})
