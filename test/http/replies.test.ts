import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { watch } from '../data.ts'
import { listen, open } from '../harness.ts'
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
  const wait = Number(limited.headers['retry-after'])
  t.ok(wait > 3000 && wait <= 3600, 'so many seconds as are left of the hour')
  const explained = await client.admin('GET', `/requests/${limited.headers['sandbox-request-id'] as string}/explain`)
  t.match(explained.body, { outcome: 'refused', reason: { kind: 'too-many' } })

  const unlimited = await open(t)
  for (let i = 0; i < 150; i++) t.equal((await unlimited.get('/programmes/DEMO-NZA/versions/1')).status, 200)
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
  const client = await open(t, { 'unknown-id': '404' })
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
  t.match(await text(speak('nonsense\r\n\r\n')), /^HTTP\/1\.1 400/)

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
