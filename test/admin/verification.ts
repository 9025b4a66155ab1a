import t from 'tap'
import { demand, open } from '../harness.ts'
import { visits } from './visits.ts'

const path = '/work-submission-api/v1.0/training-plans/P1/visits'

t.test('What is not so is said in words: what was not found, where it was looked for, and what comes nearest', async t => {
  const client = await open(t)
  await visits(client)
  const of = (visitLocalId: string) => ({ operation: 'RecordVisit', body: { visitLocalId } })
  const cases: Array<[object, number | undefined, string | undefined]> = [
    [{ inOrder: [of('V1'), of('V2')] }, undefined, undefined],
    [{ inOrder: [of('V2'), of('V1')] }, 1,
      'Of the 2 requests in order, number 2 was not found: a request with operation "RecordVisit" and body visitLocalId "V1". ' +
      `It was looked for after r-0 (POST ${path}), which is number 1. r-0 (POST ${path}) is such a request, but came before that. ` +
      `The nearest is r-0 (POST ${path}): body visitLocalId is "V3", and was to be "V1".`],
    [{ inOrder: [of('V1'), { path: '/nowhere' }, { status: 201 }] }, 2,
      'Of the 3 requests in order, number 3 was not found: a request with status 201. ' +
      'It was looked for after r-0 (GET /sandboxes/default/nowhere?token=***), which is number 2. ' +
      `r-0 (POST ${path}) is such a request, but came before that. No request came after that.`],
    [{ inOrder: [{ status: 500 }, of('V1')] }, 0,
      'Of the 2 requests in order, number 1 was not found: a request with status 500. It was looked for in the whole journal. ' +
      'The nearest is r-0 (GET /sandboxes/default/nowhere?token=***): status is 404, and was to be 500.'],
    [{ match: { rule: 'visit.*' } }, undefined, undefined],
    [{ match: { rule: 'visit.*' }, atLeast: 2 }, undefined,
      '1 request with rule "visit.*" is in the journal, but this asks for at least 2 requests. ' +
      'The nearest is r-0 (GET /sandboxes/default/nowhere?token=***): rule is none, and was to be "visit.*".'],
    [{ match: { rule: 'visit.*' }, exactly: 0 }, undefined,
      '1 request with rule "visit.*" is in the journal, but this asks for exactly 0 requests.'],
    [{ match: { body: { mood: { exists: true }, visitLocalId: 'V2' } } }, undefined,
      'No request with body mood there and body visitLocalId "V2" is in the journal, but this asks for at least 1 request. ' +
      `The nearest is r-0 (POST ${path}): body mood is not there, and was to be there.`],
    [{ match: { body: { apiKey: 'OTHER' } } }, undefined,
      'No request with body apiKey "***" is in the journal, but this asks for at least 1 request. ' +
      'The nearest is r-0 (GET /sandboxes/default/nowhere?token=***): body apiKey is not there, and was to be "***".'],
    [{ match: {} }, undefined, 'Any request counts, as no match says what it must be like.'],
    [{ exactly: 4 }, undefined, 'Any request counts, as no match says what it must be like.'],
    [{ exactly: 5 }, undefined, '4 requests of any kind are in the journal, but this asks for exactly 5 requests.']
  ]
  for (const [body, firstMissing, message] of cases) {
    const reply = await client.admin('POST', '/requests/verify', body)
    t.equal(reply.body.firstMissing, firstMissing, JSON.stringify(body))
    t.equal(reply.body.message?.replace(/\br-\d+/g, 'r-0'), message, JSON.stringify(body))
  }
  await client.reset('journal')
  for (const [body, message] of [
    [{ match: { status: 500 } }, 'The journal is empty, but this asks for at least 1 request with status 500.'],
    [{ inOrder: [{ status: 500 }] }, 'Of the 1 request in order, number 1 was not found: a request with status 500. ' +
      'It was looked for in the whole journal, which is empty.']
  ] as const) t.equal((await client.admin('POST', '/requests/verify', body)).body.message, message)
})

t.test('A step in order can have all of the body of the one before it, as a retry has', async t => {
  const client = await open(t)
  const send = (visitLocalId: string, status: number, others: object = {}) => client.call('POST', '/training-plans/P1/visits',
    { visitLocalId, ...others }, status === 503 ? { 'sandbox-scenario': 'unavailable' } : {})
  const [failed, again] = [{ status: 503 }, { status: 400, sameBody: true }]
  const verify = async (...inOrder: object[]) => (await client.admin('POST', '/requests/verify', { inOrder })).body
  await send('V1', 503)
  await send('V2', 503, { mood: 'good', apiKey: 'one' })
  await send('V1', 400, { mood: 'bad' })
  t.match(await verify(failed, again), { verified: false, found: 1, firstMissing: 1 })
  t.equal((await verify({ ...failed, body: { visitLocalId: 'V1' } }, again)).message.replace(/\br-\d+/g, 'r-0'),
    'Of the 2 requests in order, number 2 was not found: a request with status 400 and the body of "r-0". ' +
    `It was looked for after r-0 (POST ${path}), which is number 1. ` +
    `The nearest is r-0 (POST ${path}): body mood is "bad", and was to be not there.`)
  await send('V2', 400, { apiKey: 'two', mood: 'good' })
  t.match((await verify({ ...failed, body: { visitLocalId: 'V2' } }, again)).message, /: body apiKey holds another secret than it was to hold \(secrets are not shown\)\.$/)
  await client.call('POST', '/training-plans/P1/visits', { apiKey: 'one', mood: 'good', visitLocalId: 'V2' })
  t.match(await verify(failed, again), { verified: true, found: 2 }, 'the body of any of those before, in whatever order of members')
  t.match(await verify(failed, again, { ...again, sameBody: false }), { verified: false, found: 2 })
  t.match(await verify(failed, failed, { status: 400 }, { status: 400 }), { verified: true, found: 4 }, 'a step without it has any body')
  t.match(await verify({ ...failed, sameBody: true }), { status: 400, detail: /^inOrder\[0\] has no request before it\. Give "sameBody" / })

  const large = { text: 'x'.repeat(20_000) }
  for (const status of [503, 400]) await send('V3', status, large)
  t.match(await verify({ ...failed, body: { visitLocalId: { exists: false } } }, again), { verified: false }, 'it is not kept')
})

t.test('A slash at the end of a path changes nothing; two in a row are another path', async t => {
  const client = await open(t)
  const twoSlashes = path.replace('/P1', '//P1')
  for (const url of [path, `${path}/`, `/sandboxes/default${path}/?x=1`, twoSlashes]) await client.inject({ method: 'POST', url })
  for (const [asked, count] of [[path, 3], [`${path}/`, 3], ['*/visits/', 4], [twoSlashes, 1]] as const) {
    t.match((await client.admin('POST', '/requests/count', { path: asked })).body, { count }, asked)
    t.match((await client.admin('POST', '/requests/verify', { match: { path: asked }, exactly: 0 })).body, { verified: false }, asked)
  }
  demand(await client.admin('PUT', '/faults/outage', { match: { path: `${path}/` }, effect: { status: 503 } }))
  for (const url of [path, `${path}/`]) t.equal((await client.inject({ method: 'POST', url })).status, 503, url)
})

t.test('Who asks nothing of the journal is told what to give', async t => {
  const client = await open(t)
  await visits(client)
  for (const body of [{}, { match: null }, { inOrder: null, exactly: null }]) {
    const { status, body: { detail } } = await client.admin('POST', '/requests/verify', body)
    t.equal(status, 400, JSON.stringify(body))
    t.match(detail, /^Say what is to be true\. Give match, .*"RecordVisit".* exactly, atLeast or atMost .* or give inOrder, /)
  }
})

t.test('What no request can be like is refused, as "none" would be true of it for ever', async t => {
  const client = await open(t)
  demand(await client.admin('POST', '/sandboxes', { id: 'k' }))
  await visits(client)
  const template = '/work-submission-api/v1.0/training-plans/{trainingPlanLocalId}/visits'
  for (const [match, detail] of [
    [{ path: `/sandboxes/k${path}` }, `path "/sandboxes/k${path}" must be without the sandbox. Write "${path}".`],
    [{ path: `http://localhost:4010/sandboxes/k${path}?x=1` }, /must be without the server, the sandbox and the query\. Write "\/work-/],
    [{ path: `${path}?x=1` }, `path "${path}?x=1" must be without the query. Write "${path}".`],
    [{ path: template }, `path "${template}" has "{trainingPlanLocalId}", which never stands in the path of a request. ` +
      'Write "*" in its place, or the id that is meant: "/work-submission-api/v1.0/training-plans/*/visits".'],
    [{ path: '/training-plans/*/visits' }, 'path "/training-plans/*/visits" fits no path that is served, ' +
      'so no request can match but one that was answered with 404; to look for that, add "status": 404. ' +
      `The nearest is "${template}"; "*" stands for any characters. GET /__admin/contract lists all.`],
    [{ path: '/nosuch/v1.0 A*' }, /add "status": 404\. "\*" stands for/],
    [{ path: '/foo', status: '4xx' }, /^path "\/foo" fits no path .* add "status": 404\. "\*" stands for/],
    [{ path: '/oauth2/*', service: 'tec-work-based' }, /^path "\/oauth2\/\*" fits no path that is served for tec-work-based, so no request/],
    [{ operation: 'RecordVisit', method: 'GET' }, 'method "GET" is not used by RecordVisit, so no request can match. Use POST.'],
    [{ operation: 'RecordVisit', service: 'esl' },
      '"RecordVisit" is not an operation of esl, so no request can match. It is one of tec-work-based.'],
    [{ operation: 'RecordVisit', path: '/oauth2/*' }, /^path "\/oauth2\/\*" fits no path that is served for RecordVisit, so no request can match\. /],
    [{ service: 'admin' }, /^No service "admin" exists\. /],
    [{ warning: 'ignord-member:*' }, /^No warning "ignord-member:\*" exists\. Did you mean ignored-member:\*\? It is the id of a rule, /],
    [{ warning: 'ignored-member' }, /^No warning "ignored-member" exists\. Did you mean ignored-member:\*\? /]
  ] as const) {
    for (const [asked, body] of [
      ['verify', { match, exactly: 0 }], ['verify', { inOrder: [match] }], ['count', match], ['find', match]
    ] as const) {
      const reply = await client.admin('POST', `/requests/${asked}`, body)
      t.equal(reply.status, 400, JSON.stringify(body))
      t.match(reply.body.detail, detail)
    }
  }
})

t.test('What is longer than any path is refused before each request is held to it', async t => {
  const client = await open(t)
  const long = `/${'*a'.repeat(1_000)}`
  for (const [method, url, body] of [
    ['POST', '/requests/find', { path: long }],
    ['POST', '/requests/verify', { match: { path: long }, exactly: 0 }],
    ['PUT', '/faults', { faults: [{ match: { path: long }, effect: { status: 503 } }] }],
    ['POST', '/clock/advance', { toEvent: `return.${'9'.repeat(200)}` }]
  ] as const) {
    const reply = await client.admin(method, url, body)
    t.equal(reply.status, 400, url)
    t.match(reply.body.detail, /(?:path|toEvent) .*(?:2,?000|200)/, url)
  }
})

t.test('What was not sent, and could have been, is not refused', async t => {
  const client = await open(t)
  await visits(client)
  await client.inject({ method: 'POST', url: '/work-submission-api/v1.0/training-plans/{id}/visit', payload: {} })
  for (const [match, found] of [
    [{ path: '/nowhere' }, 1], [{ path: '*/visit' }, 1], [{ path: '*%7Bid%7D*' }, 1], [{ path: '/foo', status: 404 }, 0],
    [{ path: '/training-plans/*/visits', status: '404' }, 0], [{ path: '/accessplansandbox/api/v2/User/*' }, 0],
    [{ path: '/__admin/nzqa/completions' }, 0], [{ path: '/oauth2/access_token', method: 'DELETE' }, 0],
    [{ operation: 'recordvisit', service: 'TEC-*', method: 'p*', path: '*/VISITS' }, 3], [{ operation: '*Visit', method: 'post' }, 3],
    [{ warning: '*:mood' }, 1], [{ warning: 'IGNORED-member:a/b' }, 0], [{ warning: 'visit.*' }, 0], [{ rule: 'VISIT.date-by-today' }, 1]
  ] as const) {
    const reply = await client.admin('POST', '/requests/count', match)
    t.match(reply, { status: 200, body: { count: found } }, JSON.stringify(match))
  }
})

t.test('Of long texts that begin alike, so much is shown as tells them apart', async t => {
  const client = await open(t, { fixture: 'demo' })
  const [sent, meant] = ['X', 'Y'].map(end => 'long '.repeat(30) + end)
  await client.get(`/learners/${'L'.repeat(60)}1`)
  await client.post('/training-plans/DEMO-TP04/visits', { visitLocalId: sent })
  const told = async (match: object): Promise<string> => (await client.admin('POST', '/requests/verify', { match })).body.message
  t.match(await told({ path: `/work-submission-api/v1.0/learners/${'L'.repeat(60)}2` }),
    `path is "…${'L'.repeat(20)}1", and was to be "…${'L'.repeat(20)}2".`)
  t.match(await told({ body: { visitLocalId: meant } }),
    'body visitLocalId is "…long long long long X", and was to be "…long long long long Y".')
  t.match(await told({ body: { visitLocalId: meant } }), /^No request with body visitLocalId "(?:long ){20}…" is in the journal, /)
})

t.test('A member at another level than its own is refused with where it belongs', async t => {
  const { admin } = await open(t)
  for (const [path, body, detail] of [
    ['requests/find', { match: { operation: 'RecordVisit' }, limit: 3 }, /^match is not known here\. Write operation without match around it\.$/],
    ['requests/count', { match: { path: '*', status: 400 } }, /^match is not known here\. Write path and status without match around them\.$/],
    ['requests/count', { match: {} }, /^match is not known here\. Use service, operation, /],
    ['requests/count', { match: { colour: 'red' } }, /^match is not known here\. Use service, operation, /],
    ['requests/verify', { operation: 'RecordVisit' },
      /^operation is not known here\. It belongs in match: write \{"match": \{"operation": …\}\}\.$/],
    ['requests/verify', { match: { status: 400, exactly: 2 } }, /^match\.exactly is not known here\. It belongs beside match, not in it\.$/],
    ['requests/verify', { inOrder: [{ match: { status: 400 } }] },
      /^inOrder\[0\]\.match is not known here\. Write status without match around it\.$/],
    ['faults', { path: '/oauth2/*', effect: { status: 503 } }, /^path is not known here\. It belongs in match: write /],
    ['faults', { status: 503 }, /status is not known here\. It belongs in effect: write \{"effect": \{"status": …\}\}\./],
    ['faults', { effect: { status: 503, times: 2 } }, /^effect\.times is not known here\. It belongs beside effect, not in it\.$/]
  ] as const) t.match((await admin('POST', `/${path}`, body)).body, { status: 400, detail }, JSON.stringify(body))
})

t.test('Who finds nothing is told which other sandboxes have requests, and how to ask there', async t => {
  const client = await open(t)
  for (const id of ['one', 'two', 'three', 'four', 'five', 'unused']) demand(await client.admin('POST', '/sandboxes', { id }))
  const send = (id: string) => client.inject({ url: `/sandboxes/${id}${path}` })
  const told = async (id: string, method: 'GET' | 'POST', path: string, payload?: object): Promise<string | undefined> => {
    const { body: { message, detail } } = await client.inject({
      method, url: `/sandboxes/${id}/__admin/requests${path}`, ...payload && { payload }
    })
    return message ?? detail
  }
  const everyWay = async (id: string): Promise<Array<string | undefined>> => [
    await told(id, 'GET', ''),
    await told(id, 'POST', '/find', { status: 201 }),
    await told(id, 'POST', '/count', { status: 201 }),
    await told(id, 'POST', '/verify', { match: { status: 201 } }),
    await told(id, 'POST', '/verify', { match: { status: 201 }, exactly: 0 }),
    await told(id, 'GET', '/last/explain'),
    await told(id, 'GET', '/r-99')
  ]

  for (const said of await everyWay('default')) t.notMatch(said, /\bsandbox\b/, 'nobody has any')
  await send('one')
  const one = 'Another sandbox of this server has requests in its journal: one. ' +
    'GET /sandboxes/one/__admin/requests lists those of it.'
  for (const said of await everyWay('default')) t.match(said, one)
  t.equal((await everyWay('default'))[0], one)

  for (const id of ['two', 'three', 'four', 'five']) await send(id)
  t.match(await told('default', 'GET', ''), /^5 other sandboxes of this server have requests in their journals: five, four, three and 2 more\. GET \S+five\/\S+ lists those of the first\.$/)

  await client.inject({ url: '/health' })
  for (const said of await everyWay('unused')) t.notMatch(said, 'The default sandbox', 'what nothing serves is no traffic of a program')
  t.equal(await told('default', 'GET', '/last'), undefined, 'it is listed all the same')
  await client.inject({ url: path })
  for (const said of await everyWay('unused')) {
    t.match(said, 'The default sandbox has 1 request in its journal: perhaps the base URL of your program lacks /sandboxes/unused. ' +
      'GET /sandboxes/default/__admin/requests lists them. 5 other sandboxes of this server have requests in their journals: five, ')
  }
  t.equal(await told('default', 'POST', '/verify', { match: { status: '4xx' } }), undefined, 'something is found')
  t.equal(await told('default', 'POST', '/verify', { match: { status: 201 }, exactly: 0 }), undefined, 'nothing was to be found')
  t.notMatch(await told('default', 'POST', '/verify', { match: { status: 201 } }), /sandbox/, 'this journal has the traffic')
  t.equal(demand(await client.admin('GET', '/requests?status=4xx')).body.message, undefined)

  // Where an operation or a path is asked for, what counts is whether this journal has any of that.
  await client.inject({ method: 'DELETE', url: `/sandboxes/one${path}/V1` })
  for (const [asked, withIt] of [
    [{ operation: 'DeleteVisit' }, 'operation "DeleteVisit"'], [{ path: '*/V1', status: 200 }, 'path "*/V1"']
  ] as const) {
    t.equal(await told('two', 'POST', '/count', asked), `Another sandbox of this server has requests with ${withIt} in its journal: one. ` +
      'GET /sandboxes/one/__admin/requests lists those of it.')
    t.equal(await told('one', 'POST', '/count', { ...asked, status: 500 }), undefined)
  }
  t.equal(await told('two', 'POST', '/verify', { match: { operation: 'RecordVisit' }, exactly: 0 }), undefined)

  // Where this journal has some of that, another is named that has what was asked for in everything.
  const body = { visitLocalId: 'V1' }
  await client.inject({ method: 'POST', url: path, payload: body })
  await client.inject({ method: 'POST', url: `/sandboxes/one${path}`, payload: { visitLocalId: 'V2' } })
  const match = { operation: 'RecordVisit', body }
  const inDefault = 'The default sandbox has 1 request that matches in its journal: perhaps the base URL of your program lacks ' +
    '/sandboxes/one. GET /sandboxes/default/__admin/requests lists them.'
  t.equal(await told('one', 'POST', '/count', match), inDefault)
  t.ok((await told('one', 'POST', '/verify', { match }))!.endsWith(`visitLocalId is "V2", and was to be "V1". ${inDefault}`))
  t.match(await told('default', 'POST', '/count', { ...match, body: { visitLocalId: 'V2' } }),
    'Another sandbox of this server has requests that match in its journal: one. GET /sandboxes/one/__admin/requests ')
  t.equal(await told('one', 'POST', '/count', { ...match, body: { visitLocalId: 'V3' } }), undefined)
  t.match(await told('two', 'GET', '/latest/explain'),
    /^No request "latest" is in the journal, which keeps the last 1000\. Use "last", or an id such as "r-\d+"\. GET \S+ lists them, and /)
})

t.test('An explanation of the last request says where the default sandbox has a newer one', async t => {
  const client = await open(t)
  for (const id of ['one', 'two']) demand(await client.admin('POST', '/sandboxes', { id }))
  const newer = async (id: string, which = 'last'): Promise<string | undefined> =>
    (await client.inject({ url: `/sandboxes/${id}/__admin/requests/${which}/explain` })).body.newerElsewhere
  await client.inject({ url: path })
  for (const id of ['one', 'one', 'two']) await client.inject({ url: `/sandboxes/${id}${path}` })
  for (const id of ['one', 'two', 'default']) t.equal(await newer(id), undefined, `${id}, which was asked last`)
  await client.inject({ url: `${path}?token=HUSH` })
  const said = `The default sandbox has a newer request, GET ${path}?token=***: perhaps the base URL of your program ` +
    'lacks /sandboxes/one. GET /sandboxes/default/__admin/requests/last/explain says why that was answered as it was.'
  t.equal(await newer('one'), said)
  t.equal(await newer('one', 'r-2'), said)
  t.equal(await newer('one', 'r-1'), undefined, 'who names an earlier one means that')
  t.equal(await newer('default'), undefined)
  await client.inject({ url: '/health' })
  t.equal(await newer('one'), undefined, 'what nothing serves is no traffic of a program')
})

t.test('A member that no body has is told of with the one that was probably meant', async t => {
  const client = await open(t)
  await visits(client)
  const ask = async (path: string, body: object) => demand(await client.admin('POST', `/requests/${path}`, body)).body.message
  const meant = 'No body has visitLocalld. Did you mean visitLocalId?'
  for (const match of [{ body: { visitLocalld: 'V1' } }, { operation: 'RecordVisit', body: { '/visitLocalld': 'V1' } }]) {
    t.equal(await ask('find', match), meant)
    t.equal(await ask('count', match), meant)
    t.match(await ask('verify', { match }), new RegExp(`${meant.replace('?', '\\?')}$`))
    t.equal(await ask('verify', { match, exactly: 0 }), meant, 'it would be true for ever')
  }
  t.equal((await client.admin('GET', '/requests?member=visitLocalld')).body.message, meant)
  for (const body of [{ visitLocalId: 'V9' }, { colour: 'red' }, { moood: { exists: false } }]) {
    t.notMatch(await ask('verify', { match: { body } }), /No body has/, JSON.stringify(body))
  }
})

t.test('A caller whom the sandbox does not have is told of, unless the journal has it', async t => {
  const client = await open(t)
  const told = async (match: object) => demand(await client.admin('POST', '/requests/verify', { match, exactly: 0 })).body.message
  await client.get('/learners/L1')
  const none = 'The sandbox has no organisation 9003, but 9001 and 9002.'
  for (const match of [{ eid: 9003 }, { eid: '9003' }, { eid: '09003' }]) t.match(await told(match), none)
  t.match(await told({ caller: 9003 }), none)
  t.match((await client.admin('GET', '/requests?caller=dmeo')).body.message, / has no user "dmeo"/)
  t.equal(await told({ eid: 9002 }), undefined)
  t.match((await client.admin('POST', '/requests/count', { eid: '9001' })).body, { count: 1 })
  await client.call('GET', '/learners/L1', undefined, { eid: '9003' })
  t.match(await told({ caller: '9003' }), /^1 request with caller "9003" is in the journal/, 'it was refused, and is there')
})

t.test('Who misses a status is told of a fault of the default sandbox that was to answer with it', async t => {
  const client = await open(t)
  demand(await client.admin('POST', '/sandboxes', { id: 'x4' }))
  demand(await client.admin('PUT', '/faults/outage', { match: { operation: 'RecordVisit' }, effect: { status: 503 } }))
  await client.inject({ method: 'POST', url: `/sandboxes/x4${path}`, payload: {} })
  const told = async (id: string, match: object): Promise<string> =>
    (await client.inject({ method: 'POST', url: `/sandboxes/${id}/__admin/requests/verify`, payload: { match } })).body.message
  const hint = 'The default sandbox has a fault "outage" that has struck nothing yet: perhaps it was meant for this one. ' +
    'Ask for it at /sandboxes/x4/__admin/faults.'
  for (const status of [503, '5xx']) t.ok((await told('x4', { operation: 'RecordVisit', status })).endsWith(` ${hint}`), String(status))
  for (const match of [{ operation: 'RecordVisit', status: 429 }, { operation: 'GetLearner', status: 503 }, { operation: 'GetLearner' }]) {
    t.notMatch(await told('x4', match), hint)
  }
  t.notMatch(await told('default', { operation: 'RecordVisit', status: 503 }), hint)
  await client.post('/training-plans/P1/visits', {})
  t.notMatch(await told('x4', { operation: 'RecordVisit', status: 503 }), hint, 'it has struck')
})
