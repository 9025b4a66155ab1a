import t from 'tap'
import { open } from '../harness.ts'

const short = ['type', 'title', 'status', 'detail', 'instance']

t.test('An unknown route names the nearest operations and their basis', async t => {
  const client = await open(t)
  const cases: Array<[string, string, string, string]> = [
    ['GET', '/work-submission-api/v1.0/learner/L1', 'GET', '/work-submission-api/v1.0/learners/{learnerLocalId}'],
    [
      'POST', '/work-submission-api/v1/training-plans/P1/visits', 'POST',
      '/work-submission-api/v1.0/training-plans/{trainingPlanLocalId}/visits'
    ],
    [
      'DELETE', '/work-submission-api/v1.0/training-agreements/A1/holds', 'PUT',
      '/work-submission-api/v1.0/training-agreements/{trainingAgreementLocalId}/hold'
    ],
    ['POST', '/oauth/access_token', 'POST', '/oauth2/access_token'],
    ['POST', '/__admin/sandbox', 'POST', '/__admin/sandboxes'],
    ['POST', '/__admin/clock/advnace', 'POST', '/__admin/clock/advance']
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
    ...['1.5', '1e400', '1e0', '0x1', '1.', 'true', 'NaN', '%201', '1n', '%EF%BC%91'].map(written =>
      [written, 400, /programmeVersionNumber must be an integer/] as [string, number, RegExp]),
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
