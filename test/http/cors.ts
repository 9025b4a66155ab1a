import t from 'tap'
import { open, type Client } from '../harness.ts'

const origin = 'https://localhost:3000'

const preflight = ({ inject }: Client, url: string, wanted = 'authorization,content-type') => inject({
  method: 'OPTIONS',
  url,
  headers: { origin, 'access-control-request-method': 'GET', ...wanted && { 'access-control-request-headers': wanted } }
})

const v2 = '/accessplan/api/v2'

t.test('The platform answers browsers: a preflight needs no token, and stands in no journal', async t => {
  const client = await open(t, { fixture: 'demo' })
  for (const url of [`${v2}/user`, `${v2}/token`, '/accessplansandbox/api/v2/User/2001', '/accessplan/apibasket/v2/basket/2001',
    '/accessplan/apihelp/v2/modules/user', '/accessplan/api/v1/users', '/sandboxes/default/accessplan/api/v1/users']) {
    const { status, headers, text } = await preflight(client, url)
    t.match({ status, headers, text }, {
      status: 204,
      text: '',
      headers: {
        'access-control-allow-origin': '*',
        'access-control-allow-methods': /GET.*POST.*PUT.*DELETE/,
        'access-control-allow-headers': 'authorization,content-type'
      }
    }, url)
    t.equal(headers['sandbox-request-id'], undefined)
  }
  const { headers } = await preflight(client, `${v2}/user`, '')
  t.equal(headers['access-control-allow-headers'],
    'authorization, content-type, sandbox-id, sandbox-dry-run, sandbox-clock, sandbox-scenario')
  t.equal((await client.admin('GET', '/requests')).body.requests?.length ?? 0, 0)
})

t.test('Every answer may be read, a refusal as well', async t => {
  const client = await open(t, { fixture: 'demo' })
  const read = async (method: 'GET' | 'POST' | 'PATCH', url: string, more: Record<string, string> = {}, payload?: string) => {
    const { status, headers } = await client.inject({ method, url, headers: { origin, ...more }, ...payload !== undefined && { payload } })
    return [status, headers['access-control-allow-origin']]
  }
  const authorization = 'Bearer demo-api-key'
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  t.strictSame(await read('GET', `${v2}/User`, { authorization }), [200, '*'])
  t.strictSame(await read('GET', `${v2}/User`), [401, '*'])
  t.strictSame(await read('GET', `${v2}/Nothing`, { authorization }), [404, '*'])
  t.strictSame(await read('PATCH', `${v2}/User`, { authorization }), [405, '*'])
  t.strictSame(await read('GET', `${v2}/User?$top=x`, { authorization }), [400, '*'])
  t.strictSame(await read('POST', `${v2}/User`, { authorization, 'content-type': 'application/json' }, '{'), [400, '*'])
  t.strictSame(await read('POST', `${v2}/User`, { authorization, 'content-type': 'text/plain' }, 'x'), [415, '*'])
  t.strictSame(await read('POST', `${v2}/token`, form, 'grant_type=password&username=demo&password=no'), [400, '*'])
  t.strictSame(await read('GET', '/accessplan/api/v1/venues', { authorization }), [200, '*'])
  t.strictSame(await read('GET', `${v2}/User`, { authorization, 'sandbox-id': 'nowhere' }), [404, '*'])
  const { headers } = await client.inject({ method: 'GET', url: `${v2}/User`, headers: { origin, authorization } })
  t.match(headers['access-control-expose-headers'], /Sandbox-Warnings/)
  const { headers: alone } = await client.inject({ method: 'GET', url: `${v2}/User`, headers: { authorization } })
  t.equal(alone['access-control-allow-origin'], undefined, 'who names no origin is no page')
})

t.test('--cors lets browsers call the other services, which they may not by default', async t => {
  const tec = '/work-submission-api/v1.0/learners'
  const closed = await open(t, { fixture: 'demo' })
  t.equal((await preflight(closed, tec)).status, 405)
  t.equal((await closed.call('GET', '/learners/x', undefined, { origin })).headers['access-control-allow-origin'], undefined)

  const client = await open(t, { fixture: 'demo', cors: 'yes', 'wire-exact': 'yes' })
  for (const url of [tec, '/submissions/v1.0/returns', '/oauth2/access_token']) {
    t.match(await preflight(client, url, 'eid'), {
      status: 204, headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'eid' }
    }, url)
  }
  const { headers } = await client.call('GET', '/learners/x', undefined, { origin })
  t.equal(headers['access-control-allow-origin'], '*')
  t.notMatch(headers['access-control-expose-headers'], /Sandbox/, '--wire-exact names no header that is not there')
})

t.test('The sandbox\'s own API stays closed to pages of other origins', async t => {
  const client = await open(t, { cors: 'yes' })
  t.equal((await preflight(client, '/__admin/reset')).headers['access-control-allow-origin'], undefined)
  const { status, headers } = await client.inject({ method: 'GET', url: '/__admin/requests', headers: { origin } })
  t.equal(status, 403)
  t.equal(headers['access-control-allow-origin'], undefined)
  t.equal((await preflight(client, '/nowhere')).headers['access-control-allow-origin'], undefined)
})
