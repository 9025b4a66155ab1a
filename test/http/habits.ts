import './cors.ts'
import './loopback.ts'
import './meaning.ts'
import './refused-bodies.ts'
import t from 'tap'
import { click, documentsOnFile } from '../click.ts'
import { open, type Client, type Reply } from '../harness.ts'
import { prepare } from '../house/before-clicks.ts'

const work = '/work-submission-api/v1.0'
const sdr = '/submissions/v1.0'
const tec = { authorization: 'Bearer demo-token-9001', eid: '9001' }
const user = { authorization: 'Bearer demo-api-key' }

/** A read of each service. */
const reads: Array<[string, Record<string, string>]> = [
  [`${work}/learners/DEMO-L01`, tec],
  [`${work}/learners/nobody`, tec],
  [`${work}/learners/DEMO-L01`, {}],
  [`${sdr}/returns`, tec],
  ['/accessplan/api/v1/coursedates/5014', user],
  ['/accessplansandbox/api/v1/venues', user],
  ['/accessplan/api/v2/User', user],
  ['/accessplan/api/v2/User/2001', user],
  ['/accessplan/apihelp/v2/modules/User', user],
  ['/livez', {}],
  ['/readyz', {}],
  ['/__admin', {}],
  ['/__admin/clock', {}],
  ['/__admin/rules', {}],
  ['/sandboxes/default/livez', {}]
]

/** But the id of the request, which no two have in common, and how a body comes, of which a HEAD has none. */
const headersOf = ({ headers: { 'sandbox-request-id': _, date: __, 'transfer-encoding': ___, ...rest } }: Reply) => rest

/** Every GET that comes to an end, with the values that its document shows, once what it asks for is there. */
async function readsShown (client: Client): Promise<typeof reads> {
  const shown: typeof reads = []
  for (const document of documentsOnFile()) {
    for (const [path, { get: operation }] of Object.entries<any>(document.paths)) {
      if (!operation || operation.responses[200]?.content?.['text/event-stream']) continue
      const sent = click(document, path, 'get', operation, Buffer.alloc(0))
      if (typeof sent === 'string') throw new Error(`${operation.operationId}: ${sent}`)
      const { authorization } = (await prepare[operation.operationId]?.(client, '') ?? {}) as { authorization?: string }
      shown.push([sent.url, { ...sent.headers, ...authorization !== undefined && { authorization } }])
    }
  }
  return shown
}

t.test('HEAD is answered wherever GET is, with the same status and headers, and no body', async t => {
  const client = await open(t, { fixture: 'demo' })
  const shown = await readsShown(client)
  t.ok(shown.length > 110, `${shown.length} documented ones`)
  for (const [url, headers] of [...reads, ...shown, ['/openapi/esl.json', {}], ['/', {}], ['/docs', {}]] as typeof reads) {
    const get = await client.inject({ method: 'GET', url, headers })
    const head = await client.inject({ method: 'HEAD', url, headers })
    t.equal(head.status, get.status, url)
    t.equal(head.text, '', url)
    const { 'content-length': length, ...others } = headersOf(head)
    const { 'content-length': lengthOfGet, ...othersOfGet } = headersOf(get)
    t.same(others, othersOfGet, url)
    // Such as the metrics, which count the requests.
    if (length !== lengthOfGet) t.not((await client.inject({ method: 'GET', url, headers })).text, get.text, `${url} is another each time`)
  }
  t.equal((await client.inject({ method: 'HEAD', url: '/nowhere' })).status, 404)
})

t.test('What is unknown to a GET is so to a HEAD, by the reading in force', async t => {
  const client = await open(t, { reading: 'unknown-id=404' })
  t.equal((await client.inject({ method: 'HEAD', url: `${work}/learners/nobody`, headers: tec })).status, 404)
})

t.test('A HEAD stands in the journal as one', async t => {
  const client = await open(t, { fixture: 'demo' })
  const { headers } = await client.inject({ method: 'HEAD', url: `${work}/learners/DEMO-L01`, headers: tec })
  const { body: { requests: [entry] } } = await client.admin('GET', '/requests')
  t.match(entry, { id: headers['sandbox-request-id'], method: 'HEAD', operation: 'GetLearner', status: 200, response: { body: null } })
})

t.test('No id is an empty text: two slashes in the middle of a path lead nowhere', async t => {
  const client = await open(t, { fixture: 'demo' })
  for (const [method, url, headers] of [
    ['POST', '/accessplan/apibasket/v2/basket/2025//12', user],
    ['GET', '/accessplan/api/v1/coursedates//delegates', user],
    ['DELETE', `${work}/training-plans//visits/V1`, tec],
    ['GET', `${sdr}/validation//results`, tec]
  ] as const) {
    const { status, text } = await client.inject({ method, url, headers })
    t.equal(status, 404, `${method} ${url}`)
    t.match(text, `No operation is served at ${method} ${url}`)
  }
})

t.test('A slash at the end of a path changes nothing', async t => {
  const client = await open(t, { fixture: 'demo' })
  for (const [url, headers] of reads) {
    const without = await client.inject({ method: 'GET', url, headers })
    // The sandbox's own API refuses a name in the query that it does not have.
    for (const written of [`${url}/`, ...url.startsWith('/__admin') ? [] : [`${url}/?limit=5`]]) {
      t.equal((await client.inject({ method: 'GET', url: written, headers })).status, without.status, written)
    }
    t.equal((await client.inject({ method: 'GET', url: `${url}//`, headers })).status === 404 || without.status >= 400, true, `${url}//`)
  }
  t.equal((await client.admin('POST', '/reset/')).status, 200)
  t.equal((await client.v2('GET', 'User/?$top=1')).body.results.length, 1)
  const list = await client.call('POST', '/learners/', {})
  t.match(list.body, { status: 400, instance: `${work}/learners/` })
  const page = await client.inject({ method: 'GET', url: '/docs/static/swagger-ui.css' })
  t.equal(page.status, 200)
})

t.test('A path that takes other methods is a 405 that names them, in the shape of its service', async t => {
  const client = await open(t, { fixture: 'demo' })
  const cases: Array<[string, string, string, object]> = [
    ['DELETE', `${work}/learners/L1`, 'GET, HEAD, PATCH, POST, PUT', {
      type: 'https://tools.ietf.org/html/rfc9110#section-15.5.6',
      title: 'Method not allowed',
      status: 405,
      detail: `DELETE is not allowed at ${work}/learners/L1. Use GET, HEAD, PATCH, POST or PUT.`,
      instance: `${work}/learners/L1`,
      errors: {}
    }],
    ['GET', `${work}/learners`, 'POST', { status: 405 }],
    ['DELETE', `${work}/Training-Agreements/A1/hold/`, 'PATCH, POST, PUT', { status: 405 }],
    ['PATCH', `${sdr}/learners`, 'DELETE, PUT', { status: 405, title: 'Method not allowed' }],
    ['PUT', '/oauth2/access_token', 'POST', { error: 'invalid_request', error_description: /^PUT is not allowed at / }],
    ['DELETE', '/accessplan/api/v1/coursedates/5014', 'GET, HEAD, PUT', { Errors: [{ Field: '', Message: /^DELETE is not allowed/ }] }],
    ['PATCH', '/accessplansandbox/api/v2/User/2001', 'DELETE, GET, HEAD, PUT', { error: 'method_not_allowed' }],
    ['GET', '/__admin/reset', 'POST', { status: 405, detail: 'GET is not allowed at /__admin/reset. Use POST.' }],
    ['POST', '/__admin/clock', 'GET, HEAD, PUT', { status: 405 }],
    ['OPTIONS', '/livez', 'GET, HEAD', { status: 405 }],
    ['POST', '/sandboxes/default/livez', 'GET, HEAD', { status: 405 }],
    ['POST', '/docs', 'GET, HEAD', { status: 405 }]
  ]
  for (const [method, url, allow, body] of cases) {
    const reply = await client.inject({ method: method as 'GET', url })
    t.equal(reply.status, 405, `${method} ${url}`)
    t.equal(reply.headers.allow, allow, `${method} ${url}`)
    t.match(reply.body, body, `${method} ${url}`)
  }
  t.match((await client.admin('GET', '/requests/last/explain')).body, { status: 405, reason: { kind: 'wrong-method' } })
})

t.test('Every 401 says how to do better', async t => {
  const client = await open(t, { 'admin-token': 'of-this-test' })
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const bad = { authorization: 'Bearer nonsense' }
  const cases: Array<['GET' | 'POST', string, Record<string, string>, string]> = [
    ['GET', `${work}/learners/L1`, { eid: '9001' }, 'Bearer'],
    ['GET', `${work}/learners/L1`, { eid: '9001', ...bad }, 'Bearer error="invalid_token"'],
    ['GET', `${work}/learners/L1`, { eid: '9001', authentication: 'Bearer nonsense' }, 'Bearer error="invalid_token"'],
    ['GET', `${work}/learners/L1`, { ...tec, eid: '9002' }, 'Bearer error="invalid_token"'],
    ['GET', `${sdr}/returns`, { eid: '9001' }, 'Bearer'],
    ['GET', `${sdr}/returns`, { eid: '9001', ...bad }, 'Bearer error="invalid_token"'],
    ['POST', '/oauth2/access_token', form, 'Basic realm="ESL"'],
    ['GET', '/accessplan/api/v1/venues', {}, 'Bearer'],
    ['GET', '/accessplan/api/v2/Venue', bad, 'Bearer'],
    ['GET', '/accessplan/apibasket/v2/basket/2001', {}, 'Bearer'],
    ['GET', '/__admin/clock', {}, 'Bearer realm="tms-sandbox"'],
    ['POST', '/__admin/nzqa/completions', {}, 'Bearer realm="tms-sandbox"']
  ]
  for (const [method, url, headers, challenge] of cases) {
    const reply = await client.inject({ method, url, headers, payload: method === 'POST' ? '' : undefined })
    t.equal(reply.status, 401, url)
    t.equal(reply.headers['www-authenticate'], challenge, url)
  }
  const user = await client.inject({ method: 'GET', url: `${sdr}/user/`, headers: { eid: '9001' } })
  t.equal(user.status, 403, 'where a 403 stands for it, with a slash or without')
})

t.test('A header of the sandbox\'s own that there is not is told of', async t => {
  const client = await open(t, { fixture: 'demo' })
  const told = async (headers: Record<string, string>, path = '/learners/DEMO-L01') =>
    (await client.call('GET', path, undefined, headers)).headers['sandbox-warnings']
  t.equal(await told({ 'Sandbox-Foo': '1' }), 'unknown-header:Sandbox-Foo')
  for (const name of ['X-Sandbox-Id', 'Sandboxid', 'Sandbox_Id', 'Sandbox', 'X-Sandbox']) {
    t.equal(await told({ [name]: 'm' }), `unknown-header:${name}`)
  }
  t.equal(await told({ 'SANDBOX-DRYRUN': '1', 'sandbox-scenery': 'slow' }),
    'unknown-header:Sandbox-Dryrun, unknown-header:Sandbox-Scenery')
  t.equal(await told({ 'Sandbox-Id': 'default', 'Sandbox-Dry-Run': '1' }), undefined)
  t.equal(await told({ 'Sandbox-Foo': '1' }, '/learners/nobody'), 'unknown-header:Sandbox-Foo', 'of a refusal, too')
  t.match((await client.admin('GET', '/requests/last/explain')).body, { unknownHeaders: ['Sandbox-Foo'] })
  t.match((await client.admin('GET', '/requests')).body.requests[0], { warnings: ['unknown-header:Sandbox-Foo'] })
  const clock = await client.inject({ method: 'GET', url: '/__admin/clock', headers: { 'sandbox-time': '2026-01-01' } })
  t.equal(clock.headers['sandbox-warnings'], 'unknown-header:Sandbox-Time', 'and of a call of the sandbox\'s own')
  const exact = await open(t, { 'wire-exact': 'yes' })
  t.equal((await exact.call('GET', '/learners/L1', undefined, { 'Sandbox-Foo': '1' })).headers['sandbox-warnings'], undefined)
})

t.test('A misspelt member of a call of the sandbox\'s own is refused for what it is', async t => {
  const client = await open(t)
  for (const [method, path, body, detail] of [
    ['POST', '/reset', { scpoe: ['data'] }, 'scpoe is not known here. Use scope.'],
    ['POST', '/reset', { fixture: {} }, 'fixture is not known here. Use scope.'],
    ['PUT', '/clock', { mode: 'frozen', zoen: 'UTC' }, 'zoen is not known here. Use mode or now.'],
    ['POST', '/clock/advance', { bye: 'P1D' }, 'bye is not known here. Did you mean by? Use by, to, toEvent or offset.']
  ] as const) t.match((await client.admin(method, path, body)).body, { status: 400, detail })
})

t.test('Links begin with the address by which clients reach the server', async t => {
  const linkOf = async (flags: Record<string, string>, headers = {}) => {
    const client = await open(t, flags)
    const ask = (path: string) => client.inject({ method: 'POST', url: `${path}${sdr}/token/202602`, headers: { ...tec, ...headers } })
    return [(await ask('')).body.submissionContentsUrl, (await ask('/sandboxes/default')).body.submissionContentsUrl]
      .map(link => String(link).replace(/[^/]+$/, ''))
  }
  const links = (start: string) => [`${start}${sdr}/contents/`, `${start}/sandboxes/default${sdr}/contents/`]
  t.same(await linkOf({}, { host: 'tms.test:4010' }), links('http://tms.test:4010'))
  t.same(await linkOf({}, { host: 'tms.test', 'x-forwarded-proto': 'https' }), links('http://tms.test'), 'a header that anybody can send')
  for (const url of ['https://example.org', 'https://example.org/', 'https://example.org/tms/']) {
    t.same(await linkOf({ 'public-url': url }, { host: 'inside:4010' }), links(url.replace(/\/$/, '')))
  }
  for (const url of ['example.org', 'ftp://example.org', 'https://example.org/?a=1', 'https://u:p@example.org', '/tms', 'http://x\r\ny', ' http://x']) {
    await t.rejects(open(t, { 'public-url': url }), { message: /^--public-url: ".*" is not the address of a server\. Use one such as https/ })
  }
})

t.test('A number beyond all numbers is shown as one', async t => {
  const client = await open(t)
  const send = (payload: string) => client.inject({
    method: 'POST', url: `${work}/learners`, headers: { ...tec, 'content-type': 'application/json' }, payload
  })
  t.match((await send('{"learnerLocalId": 1e400}')).body.errors.learnerLocalId, [/but is a number too large for readers of JSON/])
  t.match((await send('{"identity": {"nationalStudentNumber": -1e400}}')).body.detail, /nationalStudentNumber must be .*, but is a number too large/)
  t.notMatch((await send('{"learnerLocalId": [1e400]}')).text, /null/)
})
