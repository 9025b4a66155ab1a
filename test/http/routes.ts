import t from 'tap'
import { both } from '../../src/core/words.ts'
import { open } from '../harness.ts'

const short = ['type', 'title', 'status', 'detail', 'instance']

t.test('An unknown route names the nearest operations and their basis', async t => {
  const client = await open(t)
  const work = '/work-submission-api/v1.0'
  const cases: Array<[string, string, string, string]> = [
    ['GET', '/work-submission-api/v1.0/learner/L1', 'GET', '/work-submission-api/v1.0/learners/{learnerLocalId}'],
    [
      'DELETE', '/work-submission-api/v1.0/training-agreements/A1/holds', 'PUT',
      '/work-submission-api/v1.0/training-agreements/{trainingAgreementLocalId}/hold'
    ],
    ['POST', '/oauth/access_token', 'POST', '/oauth2/access_token'],
    ...['/oauth2/token', '/oauth/token', '/connect/token', '/oauth2/v1/token', '/token'].map(guessed =>
      ['POST', guessed, 'POST', '/oauth2/access_token'] as [string, string, string, string]),
    ['POST', '/sandboxes/default/oauth2/token', 'POST', '/sandboxes/default/oauth2/access_token'],
    [
      'GET', '/work-submission-api/v1.0/training-plans/P1/visit', 'POST',
      '/work-submission-api/v1.0/training-plans/{trainingPlanLocalId}/visits'
    ],
    ['GET', '/tec/learners/L1', 'GET', '/work-submission-api/v1.0/learners/{learnerLocalId}'],
    ['POST', '/tec/work/training-plans/P1/visits', 'POST', '/work-submission-api/v1.0/training-plans/{trainingPlanLocalId}/visits'],
    ['GET', '/sandboxes/default/submission/v1.0/return', 'GET', '/sandboxes/default/submissions/v1.0/returns'],
    ['POST', '/work-submission-api/v1.0/visits', 'POST', '/work-submission-api/v1.0/training-plans/{trainingPlanLocalId}/visits'],
    [
      'POST', '/work-submission-api/v1.0/learners/DEMO-L04/visits', 'POST',
      '/work-submission-api/v1.0/training-plans/{trainingPlanLocalId}/visits'
    ],
    ['POST', '/__admin/sandbox', 'POST', '/__admin/sandboxes'],
    ['POST', '/__admin/clock/advnace', 'POST', '/__admin/clock/advance']
  ]
  for (const [method, url, nearestMethod, nearestPath] of cases) {
    const reply = await client.inject({ method: method as 'GET', url })
    t.equal(reply.status, 404)
    t.match(reply.body.nearest[0], { method: nearestMethod, path: nearestPath, summary: String, basis: Object }, url)
    const named = reply.body.nearest.map((it: any) => `${it.method} ${it.path} (${it.summary})`)
    t.equal(reply.body.detail, `No operation is served at ${method} ${url}. The nearest are ${both(named)}.`)
    t.equal(reply.headers['content-type'], 'application/problem+json; charset=utf-8')
  }
  const apis = / nor at any path like it\. GET \S*\/__admin\/apis lists the APIs with their base URLs/
  const own = / nor at any path like it\. GET \S*\/__admin lists what the sandbox's own API has/
  for (const [url, where] of [
    ['/nope', apis], [`/${'x'.repeat(10_000)}`, apis], ['/sandboxes/default/nope', apis], [`${work}/nope`, apis],
    ['/__admin/zzz', own], ['/sandboxes/default/__admin/zzz', own]
  ] as const) {
    t.match(await client.inject({ method: 'GET', url }), { status: 404, body: { nearest: [], detail: where } }, url)
  }
  t.match((await client.inject({ url: '/accessplan/nope/zzz' })).text, 'The sandbox serves nothing at a path like it; /docs describes')
  for (const url of ['/__admin/journal', '/__admin/journals', '/__admin/log']) {
    const { body: { nearest } } = await client.inject({ url })
    t.same(nearest.map((it: any) => [it.method, it.path]).slice(0, 2), [['GET', '/__admin/requests'], ['DELETE', '/__admin/requests']], url)
  }
  t.equal((await client.inject({ method: 'GET', url: '/%zz' })).status, 400)
  t.equal((await client.get(`/learners/${'x'.repeat(10_000)}`)).status, 400, 'an id beyond all reason is just unknown')
})

t.test('What a base URL has wrong is said first, and the nearest after it', async t => {
  const client = await open(t)
  const work = '/work-submission-api/v1.0'
  const [plan, asked] = [`${work}/training-plans/{trainingPlanLocalId}`, `${work}/training-plans/P1`]
  const below = (bases: string) => `The sandbox has this path below ${bases}, which the base URL must end in; ` +
    'a path that begins with / replaces that of the base URL in some clients.'
  const twoSlashes = 'The path that came to the sandbox has two slashes in a row; a base URL that ends in a slash makes that, ' +
    `and without it the path is ${asked}.`
  const lacks = (version: string, path: string, prefix = '') => {
    const base = `${prefix}${path.split(version)[0]}${version}`
    return `The path lacks ${version}: the sandbox has this at ${prefix}${path}. The base URL must end in ${base} (a client that ` +
      'resolves relative paths drops the last part of a base URL without a slash at its end).'
  }
  const slashes = 'The path that came to the sandbox has two slashes in a row; a base URL that ends in a slash makes that.'
  for (const [url, slip, nearest] of [
    ['/training-plans/P1', below(work), plan],
    ['/v1.0/training-plans/P1', below('/work-submission-api'), plan],
    ['/user', below('/submissions/v1.0 or /accessplan/api/v2'), '/submissions/v1.0/user'],
    ['/work-submission-api/v1/training-plans/P1', `The sandbox has this in another version, at ${asked}.`, plan],
    ['/sandboxes/default/work-submission-api/v2.0/training-plans/P1',
      `The sandbox has this in another version, at /sandboxes/default${asked}.`, `/sandboxes/default${plan}`],
    ['/work-submission-api/training-plans/P1', lacks('/v1.0', asked), plan],
    ['/sandboxes/default/work-submission-api/training-plans/P1', lacks('/v1.0', asked, '/sandboxes/default'), `/sandboxes/default${plan}`],
    ['/submissions/user', lacks('/v1.0', '/submissions/v1.0/user'), '/submissions/v1.0/user'],
    ['/work-submission-api//training-plans/P1', `${slashes} ${lacks('/v1.0', asked)}`, plan],
    ['/submissions//user', `${slashes} ${lacks('/v1.0', '/submissions/v1.0/user')}`, '/submissions/v1.0/user'],
    ['/work-submission-api/v2.0//training-plans/P1', `${slashes} The sandbox has this in another version, at ${asked}.`, plan],
    ['//training-plans/P1', `${slashes} ${below(work)}`, plan],
    [`${work}//training-plan/P1`, slashes, plan],
    [`${work}${asked}`, `The path has ${work} twice; the sandbox has this at ${asked}.`, plan],
    [`/sandboxes/default/sandboxes/default${asked}`,
      `The path has /sandboxes/default twice; the sandbox has this at /sandboxes/default${asked}.`, `/sandboxes/default${plan}`],
    [`/sandboxes/default${work}/sandboxes/default${asked}`,
      `The path has /sandboxes/default${work} twice; the sandbox has this at /sandboxes/default${asked}.`, `/sandboxes/default${plan}`],
    [`${work}/sandboxes/x1/training-plans/P1`, `The sandbox has this at /sandboxes/x1${asked}; /sandboxes/x1 comes before all else.`, plan],
    ...['sandbox', 'Sandbox', 'sandboxs', 'sanboxes'].map(word => [`/${word}/x1${asked}`,
      `The sandbox has this at /sandboxes/x1${asked}; it begins with /sandboxes, not /${word}.`, plan] as const),
    ['/sandbox/x1/accessplan/api/v2/User',
      'The sandbox has this at /sandboxes/x1/accessplan/api/v2/User; it begins with /sandboxes, not /sandbox.', '/accessplan/api/v2/User'],
    [`${work}/sandbox/x1/training-plans/P1`,
      `The sandbox has this at /sandboxes/x1${asked}; it begins with /sandboxes, not /sandbox.`, plan],
    [`/sandboxes/default/sandboxes/x1${asked}`,
      `The path names two sandboxes; without /sandboxes/x1 it is /sandboxes/default${asked}.`, `/sandboxes/default${plan}`],
    [`/api${asked}`, `The sandbox has ${asked}, and nothing below /api; a sandbox of its own is at /sandboxes/{id}.`, plan],
    [`/sandboxes/default/api${asked}`, `The sandbox has /sandboxes/default${asked}, and nothing below /sandboxes/default/api.`,
      `/sandboxes/default${plan}`],
    ...['', '/sandboxes/default'].map(prefix => [`${prefix}${work}/oauth2/access_token`, `The sandbox has ${prefix}/oauth2/access_token; ` +
      '/oauth2 comes right after the address of the sandbox, not after that of an API.', `${prefix}/oauth2/access_token`] as const),
    ['/access_token', below('/oauth2'), '/oauth2/access_token'],
    [`/${asked}`, twoSlashes, plan],
    [`${work}//training-plans/P1`, twoSlashes, plan],
    [`${work}/training-plans//visits/V1`,
      'The path that came to the sandbox has nothing where {trainingPlanLocalId} belongs.', `${plan}/visits/{visitLocalId}`],
    ['/work-submission-api%2Fv1.0/training-plans/P1',
      `The path that came to the sandbox has %2F, which is a slash within a part; between parts it must be /, as in ${asked}.`, plan],
    [`/sandboxes/${asked}`,
      'The path has no id after /sandboxes. A sandbox is at /sandboxes/{id}; GET /__admin/sandboxes lists them, and ' +
      'POST /__admin/sandboxes makes one.', plan]
  ] as const) {
    const { status, body } = await client.inject({ method: 'GET', url })
    t.equal(status, 404, url)
    t.equal(body.detail.split(' No operation is served')[0], slip, url)
    t.equal(body.nearest[0].path, nearest, url)
    t.notOk(body.nearest.some((it: any) => it.path.startsWith('/__admin')), url)
  }
  for (const [path, said] of [
    ['__admin/v1.0', '__admin.'], ['work-submission-api/v1.0', 'work-submission-api.'], ['docs', 'docs.'],
    ['accessplansandbox/api/v2/User', 'accessplansandbox.'], ['AccessPlanSandbox/api/v2/User', 'AccessPlanSandbox.'],
    ['accesplansandbox/api/v2/User', 'accesplansandbox, which may be meant for accessplansandbox.'],
    ['work-submissions-api/v1.0/learners', 'work-submissions-api, which may be meant for work-submission-api.']
  ] as const) {
    const { status, body } = await client.inject({ url: `/sandboxes/${path}` })
    t.match([status, body.detail], [404, `The path has no id after /sandboxes, but ${said} A sandbox is at /sandboxes/{id}; `])
    t.notMatch(body.detail, 'makes it')
  }
  for (const path of ['docs1', 'docs1/accesplan/api/v2/User', 'docs/accessplan/api/v2/User', 'mine/learners/L1']) {
    t.match((await client.inject({ url: `/sandboxes/${path}` })).body.detail, /^No sandbox "[a-z]+1?" exists\./, path)
  }
  const misspelt = await client.inject({ url: '/sandboxes/default/accessplan/api/v1/usrs' })
  t.match(misspelt.body.Errors[0].Message, /^No operation .* nearest are GET \/sandboxes\/default\/accessplan\/api\/v1\/users /)
  const v1 = await client.inject({ url: '/accessplan/api/v1/User/2001' })
  t.match(v1.body.Errors[0].Message, /^The sandbox has this in another version, at \/accessplan\/api\/v2\/User\/2001\. No operation is/)
  const lacking = await client.inject({ url: '/accessplan/api//users' })
  t.ok(JSON.stringify(lacking.body).includes(`${slashes} ${lacks('/v1', '/accessplan/api/v1/users')} No operation is`), lacking.text)
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
    if (status === 404) t.ok(body.nearest.every((it: any) => /^(?:\/sandboxes\/default)?\/__admin/.test(it.path)), `${url}: ${body.detail}`)
  }
  t.match((await client.admin('GET', '/requests')).body, { total: 1, requests: [{ operation: 'GetLearner' }] })
  t.match((await client.admin('GET', '/requests/last/explain')).body, { operation: { operationId: 'GetLearner' } })
})

t.test('Whoever asks the sandbox\'s own API in the wrong place is told of the right one, and is nowhere in the journal', async t => {
  const client = await open(t)
  const work = '/work-submission-api/v1.0'
  t.equal((await client.admin('POST', '/sandboxes', { id: 'x1' })).status, 201)
  const behind = '; /__admin comes right after the address of the sandbox, not after that of an API.'
  const ofX1 = 'What is asked of x1 is below its address: '
  const journal = 'GET /__admin/requests lists what was sent, and GET /__admin/requests/last/explain says why'
  for (const [method, url, said, nearest] of [
    ['POST', `/sandboxes/x1${work}/__admin/clock/advance`, `The sandbox has this at /sandboxes/x1/__admin/clock/advance${behind}`,
      '/sandboxes/x1/__admin/clock/advance'],
    ['GET', `${work}/__admin`, `The sandbox has this at /__admin${behind}`, '/__admin'],
    ['GET', '/accessplan/api/v2/__admin/clok', `The sandbox's own API is at /__admin${behind}`, '/__admin/clock'],
    ['GET', '/__admin/__admin/clock', 'The path has /__admin twice; the sandbox has this at /__admin/clock.', '/__admin/clock'],
    ['POST', '/__admin/sandboxes/x1/clock/advance', `${ofX1}/sandboxes/x1/__admin/clock/advance.`, '/sandboxes/x1/__admin/clock/advance'],
    ['PUT', '/__admin/sandboxes/x1/__admin/clok', `${ofX1}/sandboxes/x1.`, '/sandboxes/x1/__admin/clock'],
    ['GET', `/__admin/sandboxes/x1${work}/learners/L1`, `${ofX1}/sandboxes/x1${work}/learners/L1.`, undefined],
    ['GET', '/sandbox/x1/__admin/clock', 'The sandbox has this at /sandboxes/x1/__admin/clock; it begins with /sandboxes, not /sandbox.',
      '/__admin/clock'],
    ['GET', '/__admin/sandbox/x1', 'No operation is served at GET /__admin/sandbox/x1. ', '/__admin/sandboxes/{id}'],
    ['GET', '/__admin/journal', journal, undefined],
    ['GET', '/__admin/explain/last', journal, undefined],
    ['POST', '/sandboxes', 'The path has no id after /sandboxes. ', '/__admin/sandboxes']
  ] as const) {
    const { status, body, headers } = await client.inject({ method, url })
    t.match([status, headers['sandbox-request-id']], [404, undefined], url)
    t.ok(body.detail.startsWith(said), `${url}: ${body.detail}`)
    if (nearest) t.match(body.nearest[0], { method, path: nearest }, url)
  }
  for (const [method, url, allow, said] of [
    ['GET', '/__admin/requests/verify', 'POST', 'GET is not allowed at /__admin/requests/verify. Use POST.'],
    ['PUT', '/__admin/requests/find', 'POST', 'PUT is not allowed at /__admin/requests/find. Use POST.'],
    ['GET', '/sandboxes/x1/__admin/requests/count?x=1', 'POST', 'GET is not allowed at /sandboxes/x1/__admin/requests/count. Use POST.'],
    ['DELETE', '/sandboxes/x1', 'GET, HEAD', /GET or HEAD\. The sandbox's own API has DELETE \/__admin\/sandboxes\/x1\.$/]
  ] as const) {
    t.match(await client.inject({ method, url }), { status: 405, headers: { allow }, body: { detail: said } })
  }
  t.match((await client.admin('GET', '/requests')).body, { total: 0 })
  t.match((await client.inject({ method: 'POST', url: '/clock/advance' })).body.detail, /^The sandbox's own API has this, at \/__admin\/clock\/adv/)
})

t.test('A word that is read as an id is told of what was probably meant, after the methods that an id takes', async t => {
  const client = await open(t, { fixture: 'demo' })
  const visits = '/work-submission-api/v1.0/training-plans/DEMO-TP04/visits'
  const [users, requests, x1] = ['/accessplansandbox/api/v2/User', '/__admin/requests', '/sandboxes/default/__admin']
  for (const [method, url, word, meant, allowed] of [
    ['POST', `${requests}/verfy`, 'verfy', `did you mean POST ${requests}/verify (Verify requests)?`, 'GET or HEAD'],
    ['POST', `${x1}/requests/counts/`, 'counts', `did you mean POST ${x1}/requests/count (Count requests)?`, 'GET or HEAD'],
    ['POST', `${requests}/explain?x=1`, 'explain', `did you mean GET ${requests}/{id}/explain (Explain a request)?`, 'GET or HEAD'],
    ['POST', `${requests}/search`, 'search', `without one it has POST ${requests}/find (Find requests), ` +
      `POST ${requests}/count (Count requests) and POST ${requests}/verify (Verify requests).`, 'GET or HEAD'],
    ['DELETE', '/__admin/rules/coverag', 'coverag',
      'did you mean DELETE /__admin/rules/coverage (Reset the counts of rules)?', 'PATCH'],
    ['POST', `${x1}/faults/add`, 'add',
      `without one it has POST ${x1}/faults (Have something go wrong).`, 'DELETE, GET, HEAD or PUT'],
    ['POST', '/__admin/snapshots/save', 'save', 'without one it has POST /__admin/snapshots (Save a snapshot).', 'DELETE'],
    ['POST', '/__admin/snapshots/restore', 'restore',
      'did you mean POST /__admin/snapshots/{id}/restore (Restore a snapshot)?', 'DELETE'],
    ['POST', `${visits}/V-1`, 'V-1', `without one it has POST ${visits} (Record a Visit against a Training Plan).`, 'DELETE'],
    ['PUT', `${visits}/V%201`, 'V 1', `without one it has POST ${visits} (Record a Visit against a Training Plan).`, 'DELETE'],
    ['POST', `${users}/2001`, '2001', `without one it has POST ${users} (Create or update User).`, 'DELETE, GET, HEAD or PUT']
  ] as const) {
    const { status, body } = await client.inject({ method, url })
    t.equal(status, 405, url)
    t.equal(body.detail ?? body.message,
      `${method} is not allowed at ${url.split('?')[0]}. Use ${allowed}. The sandbox reads "${word}" as an id here; ${meant}`, url)
  }
  t.match((await client.inject({ method: 'PATCH', url: `${visits}/V-1` })).body.detail, /visits\/V-1\. Use DELETE\.$/)
  for (const [word, said] of [
    ['verfy', /^The sandbox reads "verfy" as an id here; did you mean POST \/__admin\/requests\/verify \(Verify requests\)\? No request/],
    ['r-999', /^No request "r-999" is in the journal/]
  ] as const) t.match(await client.admin('GET', `/requests/${word}`), { status: 404, body: { detail: said } }, word)
  const exact = await open(t, { 'wire-exact': 'yes' })
  const { body } = await exact.inject({ method: 'POST', url: `${visits.replace('DEMO-', '')}/V-1` })
  t.match(body.detail, /^POST is not allowed at \S+\/TP04\/visits\/V-1\. Use DELETE\.$/)
  // Words of the sandbox's may be in a path that a client has made.
  for (const url of [`${visits}/demo`, `${visits.replace('DEMO-TP04', 'sandbox')}/fixture`, `/sandboxes/default${visits}/V-1`]) {
    t.equal((await exact.inject({ method: 'PATCH', url })).body.detail, `PATCH is not allowed at ${url}. Use DELETE.`)
  }
})

t.test('What is done by the method that was sent is nearer than what is done by others', async t => {
  const client = await open(t)
  const visits = '/work-submission-api/v1.0/training-plans/{trainingPlanLocalId}/visits'
  for (const [url, methods, nearest] of [
    ['/trainingplans/P1/visits', ['POST', 'POST', 'POST'], visits],
    ['/__admin/clock/forward', ['POST', 'GET', 'PUT'], '/__admin/clock/advance'],
    ['/__admin/faults/x/y', ['POST', 'GET', 'PUT'], '/__admin/faults'],
    ['/__admin/verify', ['POST'], '/__admin/requests/verify']
  ] as const) {
    const { nearest: named } = (await client.inject({ method: 'POST', url })).body
    t.match(named.map((it: any) => it.method), methods, url)
    t.equal(named[0].path, nearest, url)
  }
})

t.test('A base URL has nothing for a program, and is in the journal', async t => {
  const client = await open(t)
  const work = '/work-submission-api/v1.0'
  const token = await client.inject({ url: '/oauth2/access_token?grant_type=client_credentials', headers: { accept: '*/*' } })
  t.match(token, { status: 405, headers: { allow: 'POST' }, body: { error: 'invalid_request', error_description: /Use POST\.$/ } })
  for (const method of ['GET', 'HEAD', 'POST'] as const) t.equal((await client.inject({ method, url: work })).status, 404, method)
  t.match((await client.inject({ url: work, headers: { accept: 'application/json' } })).body.nearest[0].path, work)
  t.match((await client.admin('GET', '/requests')).body, { total: 5 })
})

t.test('A header that names another sandbox than the path is ignored, and told of', async t => {
  const client = await open(t)
  t.equal((await client.admin('POST', '/sandboxes', { id: 'x1' })).status, 201)
  const warned = async (path: string, id: string) =>
    (await client.inject({ url: path, headers: { 'sandbox-id': id } })).headers['sandbox-warnings']
  for (const path of ['/sandboxes/x1/__admin/clock', '/sandboxes/x1/work-submission-api/v1.0/learners/L1']) {
    t.equal(await warned(path, 'default'), 'ignored-header:Sandbox-Id', path)
    for (const named of ['x1', '']) t.equal(await warned(path, named), undefined, `${path} and "${named}"`)
  }
  t.equal(await warned('/__admin/clock', 'x1'), undefined)
  t.match((await client.inject({ url: '/sandboxes/x1/__admin/requests' })).body.requests.map((it: any) => it.warnings), [[], [], [/^ignored/]])
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
