import t from 'tap'
import { readConfig } from '../../src/config.ts'
import { watch } from '../data.ts'
import { open } from '../harness.ts'

/** Whoever listens on loopback alone: all that a browser may be made to ask of it. */
const here = '127.0.0.1:4010'

const reset = { method: 'POST', url: '/__admin/reset' } as const

t.test('A page of another origin changes nothing and reads nothing', async t => {
  const client = await open(t)
  const cases: Array<[Record<string, string>, number]> = [
    [{ host: '127.0.0.1:4010', origin: 'http://evil.example' }, 403],
    [{ host: '127.0.0.1:4010', origin: 'null' }, 403],
    [{ host: '127.0.0.1:4010', origin: 'http://127.0.0.1:8080' }, 403],
    [{ host: '127.0.0.1:4010', 'sec-fetch-site': 'cross-site' }, 403],
    [{ host: '127.0.0.1:4010', 'sec-fetch-site': 'same-site' }, 403],
    [{ host: '127.0.0.1:4010', origin: 'https://127.0.0.1:4011' }, 403],
    [{ host: '127.0.0.1:4010', origin: 'http://localhost:4010' }, 403],
    [{ host: '127.0.0.1:4010', origin: 'http://127.0.0.1:4010', 'sec-fetch-site': 'cross-site' }, 403],
    [{ host: '127.0.0.1:4010', origin: 'file://' }, 403],
    [{ host: '127.0.0.1:4010', origin: '' }, 403],
    [{ host: 'rebound.evil.example' }, 403],
    [{ host: '127.0.0.1.evil.example:4010' }, 403],
    [{ host: 'localhost.evil.example' }, 403],
    [{ host: '127.evil.0.1' }, 403],
    [{ host: '192.168.1.5:4010' }, 403],
    [{ host: '0.0.0.0:4010' }, 403],
    [{ host: 'rebound.evil.example:4010', origin: 'http://rebound.evil.example:4010' }, 403],
    [{ host: '127.0.0.1:4010', origin: 'http://127.0.0.1:4010', 'sec-fetch-site': 'same-origin' }, 200],
    [{ host: 'localhost:4010' }, 200],
    [{ host: '[::1]:4010' }, 200],
    [{ host: '127.0.0.1:4010', 'sec-fetch-site': 'none' }, 200]
  ]
  await client.post('/learners', { learnerLocalId: 'L1' })
  for (const [headers, status] of cases) {
    for (const url of ['/__admin/clock', '/__admin/requests', '/__admin/requests/last/explain']) {
      t.equal((await client.inject({ method: 'GET', url, headers })).status, status, `GET ${url} ${JSON.stringify(headers)}`)
    }
  }
  const shutOff = await client.inject({ ...reset, headers: { host: 'localhost:4010', origin: 'null' } })
  t.match(shutOff, { status: 403, body: { detail: /^A page without an origin of its own.* Open it from a server, or start with --admin-token / } })
  for (const [headers] of cases.filter(([, status]) => status === 403)) {
    const { status, body } = await client.inject({ ...reset, headers })
    t.equal(status, 403)
    t.match(body, { title: 'Forbidden', detail: /may not use the admin API|does not answer to the name/ })
    t.equal((await client.inject({ method: 'POST', url: '/__admin/nzqa/completions', headers, payload: {} })).status, 403)
  }
  t.equal((await client.admin('GET', '/requests')).body.total > 0, true, 'the journal is still there')
})

t.test('With the token every origin and every name will do, and without it none', async t => {
  const client = await open(t, { 'admin-token': 'a-token-of-ours' })
  for (const headers of [{}, { origin: 'http://evil.example' }, { host: 'sandbox.example' }] as Array<Record<string, string>>) {
    t.equal((await client.inject({ ...reset, headers })).status, 401)
    t.equal((await client.inject({ ...reset, headers: { ...headers, authorization: 'Bearer a-token-of-ours' } })).status, 200)
    t.equal((await client.inject({ ...reset, headers: { ...headers, authorization: 'bearer a-token-of-ours' } })).status, 200)
    t.equal((await client.inject({ ...reset, headers: { ...headers, authorization: 'Bearer a-Token-of-ours' } })).status, 401)
  }
})

t.test('The name that the server was given to listen on is one of its own', async t => {
  const client = await open(t, { host: 'sandbox.test', 'admin-token': '' })
  t.equal((await client.inject({ method: 'GET', url: '/__admin/clock', headers: { host: 'sandbox.test:4010' } })).status, 200)
})

t.test('What a form or a script of another origin can send without asking changes nothing, wherever the admin API is', async t => {
  const client = await open(t, { fixture: 'demo' })
  client.sandboxes.create('one')
  await client.v2('PUT', 'Category/1', { Label: 'kept' })
  const written = watch(client.sandbox)
  const foreign = { host: here, origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' }
  const paths = ['/__admin/reset', '/__ADMIN/Reset', '/sandboxes/default/__admin/reset', '/sandboxes/one/__admin/reset',
    '/__admin/clock/advance', '/__admin/submissions/x/submit', '/__admin/nzqa/completions']
  for (const url of paths) {
    for (const [type, payload] of [
      ['text/plain', '{"by": "P1Y"}'], ['application/x-www-form-urlencoded', 'by=P1Y'], ['multipart/form-data; boundary=x', '--x--'],
      ['', ''], ['application/json', '{"by": "P1Y"}']
    ] as const) {
      const sent = { ...foreign, ...(type !== '' && { 'content-type': type }) }
      const { status, headers } = await client.inject({ method: 'POST', url, payload, headers: sent })
      t.equal(status, 403, `${url} ${type}`)
      t.same(Object.keys(headers).filter(name => name.startsWith('access-control')), [])
    }
  }
  const asked = { 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' }
  for (const [url, payload] of [
    ['/__admin/clock', { mode: 'real' }], ['/__admin/transitions/validation', { progression: 'manual', times: 9 }]
  ] as const) {
    t.equal((await client.inject({ method: 'PUT', url, payload, headers: foreign })).status, 403)
    // It asks first, and gets no leave.
    for (const asking of [foreign, { host: here, origin: 'http://evil.example', ...asked }]) {
      const { status, headers } = await client.inject({ method: 'OPTIONS', url, headers: asking })
      t.ok(status >= 400, `OPTIONS ${url}`)
      t.same(Object.keys(headers).filter(name => name.startsWith('access-control')), [])
    }
  }
  t.strictSame(written(), {})
  t.equal(client.sandbox.clock.today(), '2026-03-02')
})

t.test('No reply lets a page of another origin read it', async t => {
  const client = await open(t, { fixture: 'demo' })
  // But for accessplanit's, which browsers call.
  for (const url of ['/__admin', '/__admin/rules', '/readyz', '/openapi/esl.json', '/work-submission-api/v1.0/learners/L1', '/nowhere']) {
    const asking = { host: here, origin: 'http://evil.example', authorization: 'Bearer demo-api-key' }
    const { headers } = await client.inject({ method: 'GET', url, headers: asking })
    t.same(Object.keys(headers).filter(name => name.startsWith('access-control')), [], url)
  }
})

t.test('Every operation of the admin API but liveness and readiness is held to this', async t => {
  const client = await open(t)
  const { operations } = (await client.admin('GET', '')).body as { operations: Array<{ method: string, path: string }> }
  t.ok(operations.length > 10)
  for (const { method, path } of operations) {
    const isOpen = path === '/livez' || path === '/readyz'
    const url = path.replace(/\{\w+\}/g, 'x')
    const { status } = await client.inject({ method: method as 'GET', url, headers: { host: here, origin: 'http://evil.example' } })
    t.equal(status, isOpen ? 200 : 403, `${method} ${path}`)
  }
})

t.test('--admin-cors lets pages of the origins that it names read and change, refusals as well, and no other', async t => {
  const [one, other, foreign] = ['http://localhost:5173', 'https://dev.example', 'http://evil.example']
  const client = await open(t, { fixture: 'demo', 'admin-cors': `${one}, HTTPS://Dev.example:443/` })
  const ask = async (origin: string, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, more = {}) => {
    const { status, headers } = await client.inject({
      method, url, headers: { host: here, origin, 'sec-fetch-site': 'cross-site', ...more }, ...payload && { payload }
    })
    return [status, headers['access-control-allow-origin'], headers.vary]
  }
  for (const origin of [one, other]) {
    t.same(await ask(origin, 'GET', '/__admin/clock'), [200, origin, 'Origin'])
    t.same(await ask(origin, 'PUT', '/__admin/clock', { mode: 'frozen' }), [200, origin, 'Origin'])
    t.same(await ask(origin, 'PUT', '/__admin/clock', { mode: 'slow' }), [400, origin, 'Origin'])
    t.same(await ask(origin, 'GET', '/__admin/requests/r-99'), [404, origin, 'Origin'])
    t.same(await ask(origin, 'GET', '/__admin/nothing'), [404, origin, 'Origin'])
    t.same(await ask(origin, 'GET', '/__admin/sandboxes/none'), [404, origin, 'Origin'])
    t.same(await ask(origin, 'GET', '/sandboxes/none/__admin/clock'), [404, origin, 'Origin'])
    t.same(await ask(origin, 'POST', '/__admin/nzqa/completions', {}), [400, origin, 'Origin'], 'what services do on behalf of others, too')
    t.same(await ask(origin, 'GET', '/__admin/events?limit=1'), [200, origin, 'Origin'])
    for (const url of ['/__admin/clock', '/sandboxes/default/__admin/clock', '/__admin/nzqa/completions']) {
      const { status, headers } = await client.inject({
        method: 'OPTIONS',
        url,
        headers: { host: here, origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' }
      })
      t.match({ status, headers }, {
        status: 204,
        headers: {
          'access-control-allow-origin': origin,
          'access-control-allow-methods': /PUT/,
          'access-control-allow-headers': 'content-type',
          vary: 'Access-Control-Request-Headers, Origin'
        }
      }, url)
    }
  }
  for (const origin of [foreign, 'null', 'http://localhost:51730', 'http://dev.example', 'https://dev.example.evil.example']) {
    t.same(await ask(origin, 'GET', '/__admin/clock'), [403, undefined, undefined], origin)
    t.same(await ask(origin, 'POST', '/__admin/reset', {}), [403, undefined, undefined], origin)
  }
  t.equal((await ask(one, 'GET', '/__admin/clock', undefined, { host: 'rebound.evil.example' }))[0], 403, 'nor under another name')
  t.same((await ask(one, 'GET', '/work-submission-api/v1.0/learners/L1'))[1], undefined, 'the emulated APIs have --cors')
})

t.test('With a token, a page of an origin that is named needs it as well, and reads that it does', async t => {
  const origin = 'http://localhost:5173'
  const client = await open(t, { 'admin-token': 'a-token-of-ours', 'admin-cors': origin })
  const ask = (headers: Record<string, string>) => client.inject({ method: 'GET', url: '/__admin/clock', headers: { origin, ...headers } })
  t.match(await ask({}), { status: 401, headers: { 'access-control-allow-origin': origin } })
  t.match(await ask({ authorization: 'Bearer a-token-of-ours' }), { status: 200, headers: { 'access-control-allow-origin': origin } })
})

t.test('What is no origin is told how to write one', t => {
  for (const text of ['*', 'localhost:5173', 'http://localhost:5173/app', 'null', 'file:///', 'http://*.example', 'http://a.example, nothing']) {
    t.throws(() => readConfig({ 'admin-cors': text }), /--admin-cors: ".*" is not an origin\. Use scheme, host and port/, text)
  }
  t.same(readConfig({ 'admin-cors': '' }).adminCors, [])
  t.end()
})
