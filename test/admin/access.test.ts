import t from 'tap'
import { open } from '../harness.ts'

const reset = { method: 'POST', url: '/__admin/reset' } as const

t.test('A page of another origin changes nothing and reads nothing', async t => {
  const client = await open(t)
  const cases: Array<[Record<string, string>, number]> = [
    [{ host: '127.0.0.1:4010', origin: 'http://evil.example' }, 403],
    [{ host: '127.0.0.1:4010', origin: 'null' }, 403],
    [{ host: '127.0.0.1:4010', origin: 'http://127.0.0.1:8080' }, 403],
    [{ host: '127.0.0.1:4010', 'sec-fetch-site': 'cross-site' }, 403],
    [{ host: '127.0.0.1:4010', 'sec-fetch-site': 'same-site' }, 403],
    [{ host: 'rebound.evil.example' }, 403],
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
  }
})

t.test('The name that the server was given to listen on is one of its own', async t => {
  const client = await open(t, { host: 'sandbox.test', 'admin-token': '' })
  t.equal((await client.inject({ method: 'GET', url: '/__admin/clock', headers: { host: 'sandbox.test:4010' } })).status, 200)
})
