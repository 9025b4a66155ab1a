import t from 'tap'
import { open } from '../harness.ts'

const short = ['type', 'title', 'status', 'detail', 'instance']

t.test('An unknown route names the nearest operations and their basis', async t => {
  const client = await open(t)
  const cases: Array<[string, string, string, string]> = [
    ['GET', '/work-submission-api/v1.0/learner/L1', 'GET', '/work-submission-api/v1.0/learners/{learnerLocalId}'],
    [
      'DELETE', '/work-submission-api/v1.0/training-agreements/A1/holds', 'PUT',
      '/work-submission-api/v1.0/training-agreements/{trainingAgreementLocalId}/hold'
    ],
    ['POST', '/oauth/access_token', 'POST', '/oauth2/access_token'],
    [
      'GET', '/work-submission-api/v1.0/training-plans/P1/visit', 'POST',
      '/work-submission-api/v1.0/training-plans/{trainingPlanLocalId}/visits'
    ],
    ['GET', '/tec/learners/L1', 'GET', '/work-submission-api/v1.0/learners/{learnerLocalId}'],
    ['POST', '/tec/work/training-plans/P1/visits', 'POST', '/work-submission-api/v1.0/training-plans/{trainingPlanLocalId}/visits'],
    ['GET', '/sandboxes/default/submission/v1.0/return', 'GET', '/submissions/v1.0/returns'],
    ['POST', '/__admin/sandbox', 'POST', '/__admin/sandboxes'],
    ['POST', '/__admin/clock/advnace', 'POST', '/__admin/clock/advance']
  ]
  for (const [method, url, nearestMethod, nearestPath] of cases) {
    const reply = await client.inject({ method: method as 'GET', url })
    t.equal(reply.status, 404)
    t.match(reply.body.nearest[0], { method: nearestMethod, path: nearestPath, summary: String, basis: Object }, url)
    const under = /^\/sandboxes\/[^/]+/.exec(url)?.[0] ?? ''
    const named = reply.body.nearest.map((it: any) => `${it.method} ${under}${it.path} (${it.summary})`)
    t.equal(reply.body.detail, `No operation is served at ${method} ${url}. The nearest are ${named[0]}, ${named[1]} and ${named[2]}.`)
    t.equal(reply.headers['content-type'], 'application/problem+json; charset=utf-8')
  }
  t.equal((await client.inject({ method: 'GET', url: `/${'x'.repeat(10_000)}` })).status, 404)
  t.equal((await client.inject({ method: 'GET', url: '/%zz' })).status, 400)
  t.equal((await client.get(`/learners/${'x'.repeat(10_000)}`)).status, 400, 'an id beyond all reason is just unknown')
})

t.test('What a base URL has wrong is said first, and the nearest after it', async t => {
  const client = await open(t)
  const work = '/work-submission-api/v1.0'
  const [plan, asked] = [`${work}/training-plans/{trainingPlanLocalId}`, `${work}/training-plans/P1`]
  const below = (bases: string) => `The sandbox has this path below ${bases}, which the base URL must end in.`
  const twoSlashes = 'The path that came to the sandbox has two slashes in a row; a base URL that ends in a slash makes that, ' +
    `and without it the path is ${asked}.`
  for (const [url, slip, nearest] of [
    ['/training-plans/P1', below(work), plan],
    ['/v1.0/training-plans/P1', below('/work-submission-api'), plan],
    ['/user', below('/submissions/v1.0 or /accessplan/api/v2'), '/submissions/v1.0/user'],
    ['/work-submission-api/v1/training-plans/P1', `The sandbox has this in another version, at ${asked}.`, plan],
    ['/sandboxes/default/work-submission-api/v2.0/training-plans/P1',
      `The sandbox has this in another version, at /sandboxes/default${asked}.`, plan],
    [`/api${asked}`, `The sandbox has ${asked}, and nothing below /api; a sandbox of its own is at /sandboxes/{id}.`, plan],
    [`/${asked}`, twoSlashes, plan],
    [`${work}//training-plans/P1`, twoSlashes, plan],
    [`${work}/training-plans//visits/V1`,
      'The path that came to the sandbox has nothing where {trainingPlanLocalId} belongs.', `${plan}/visits/{visitLocalId}`],
    ['/work-submission-api%2Fv1.0/training-plans/P1',
      `The path that came to the sandbox has %2F, which is a slash within a part; between parts it must be /, as in ${asked}.`, plan],
    [`/sandboxes/${asked}`,
      'The path has no id after /sandboxes. A sandbox is at /sandboxes/{id}, and GET /__admin/sandboxes lists them.', plan]
  ] as const) {
    const { status, body } = await client.inject({ method: 'GET', url })
    t.equal(status, 404, url)
    t.equal(body.detail.split(' No operation is served')[0], slip, url)
    t.equal(body.nearest[0].path, nearest, url)
    t.notOk(body.nearest.some((it: any) => it.path.startsWith('/__admin')), url)
  }
  const v1 = await client.inject({ url: '/accessplan/api/v1/User/2001' })
  t.match(v1.body.Errors[0].Message, /^The sandbox has this in another version, at \/accessplan\/api\/v2\/User\/2001\. No operation is/)
  const exact = await open(t, { 'wire-exact': 'yes' })
  const { body } = await exact.inject({ url: '/accessplan/api/v1//users' })
  t.same(body.Errors, [{ Field: '', Message: 'No operation is served at GET /accessplan/api/v1//users.' }])
})

t.test('A call of the sandbox\'s own API that is mistyped is told of what there is of that, and is nowhere in the journal', async t => {
  const client = await open(t)
  await client.get('/learners/L1')
  for (const [method, url, status] of [
    ['GET', '/__admin/requets/last', 404], ['GET', '/__admin', 200], ['GET', '//__admin/clock', 404],
    ['POST', '/_admin/clock/advance', 404],
    ['DELETE', '/__admin/clock', 405], ['GET', '/sandboxes/default/__ADMIN/clok', 404], ['GET', '/__admin/nzqa/completions', 405]
  ] as const) {
    const { status: is, body, headers } = await client.inject({ method, url })
    t.equal(is, status, url)
    t.equal(headers['sandbox-request-id'], undefined, url)
    if (status === 404) t.ok(body.nearest.every((it: any) => it.path.startsWith('/__admin')), `${url}: ${body.detail}`)
  }
  t.match((await client.admin('GET', '/requests')).body, { total: 1, requests: [{ operation: 'GetLearner' }] })
  t.match((await client.admin('GET', '/requests/last/explain')).body, { operation: { operationId: 'GetLearner' } })
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
