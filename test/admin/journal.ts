import { execFileSync } from 'node:child_process'
import t from 'tap'
import { open, type Client } from '../harness.ts'
import { visits } from './visits.ts'

const countOf = async (client: Client, match: object): Promise<number> =>
  (await client.admin('POST', '/requests/count', match)).body.count

t.test('Requests are found by service, operation, method, path, caller, status, rule, warning and members of the body', async t => {
  const client = await open(t)
  await visits(client)
  const cases: Array<[object, number]> = [
    [{}, 4],
    [{ service: 'tec-work-based' }, 3],
    [{ service: 'admin' }, 1],
    [{ service: 'esl' }, 0],
    [{ operation: 'RecordVisit' }, 3],
    [{ operation: 'recordvisit' }, 3],
    [{ operation: 'GetLearner' }, 0],
    [{ method: 'post' }, 3],
    [{ path: '/work-submission-api/v1.0/training-plans/P1/visits' }, 3],
    [{ path: '/work-submission-api/v1.0/training-plans/P1' }, 0],
    [{ path: '/work-submission-api/*' }, 3],
    [{ path: '*/P1/*' }, 3],
    [{ path: '*/P1/*/visits' }, 0],
    [{ path: '/nowhere' }, 1],
    [{ caller: '9001' }, 3],
    [{ caller: '9002' }, 0],
    [{ eid: 9001 }, 3],
    [{ eid: 9002 }, 0],
    [{ user: 'demo' }, 0],
    [{ status: 400 }, 1],
    [{ status: '400' }, 1],
    [{ status: '4xx' }, 2],
    [{ status: '2xx' }, 2],
    [{ rule: 'visit.date-by-today' }, 1],
    [{ rule: 'visit.*' }, 1],
    [{ rule: 'visit.local-id-unused' }, 0],
    [{ warning: 'ignored-member:mood' }, 1],
    [{ warning: 'ignored-member:*' }, 2],
    [{ dryRun: true }, 1],
    [{ dryRun: false }, 3],
    [{ body: { visitLocalId: 'V1' } }, 1],
    [{ body: { '/visitLocalId': 'V1' } }, 1],
    [{ body: { VISITLOCALID: 'V1' } }, 1],
    [{ body: { visitLocalId: 'v1' } }, 0],
    [{ body: { visitLocalId: { exists: true } } }, 3],
    [{ body: { mood: { exists: false } } }, 3],
    [{ body: { mood: { exists: true } }, status: '2xx' }, 1],
    [{ body: { 'visitLocalId.a': { exists: true } } }, 0],
    [{ service: 'tec-work-based', status: 400, body: { visitDate: '2026-03-03' } }, 1]
  ]
  for (const [match, count] of cases) t.equal(await countOf(client, match), count, JSON.stringify(match))
  const { body } = await client.admin('POST', '/requests/find', { operation: 'RecordVisit', limit: 2 })
  t.equal(body.total, 3)
  t.same(body.requests.map((it: any) => it.request.body.visitLocalId), ['V3', 'V2'], 'the newest first')
})

t.test('Members within members and lists are found by dotted paths and by pointers', async t => {
  const client = await open(t)
  await client.post('/learners', { learnerLocalId: 'L1', identity: { names: [{ first: 'Ana' }, { 'a/b': 1 }] } })
  for (const [path, value] of Object.entries({
    'identity.names[0].first': 'Ana',
    'identity.names.0.first': 'Ana',
    '/identity/names/0/first': 'Ana',
    '/identity/names/1/a~1b': 1,
    'identity.names[0]': { first: 'Ana' },
    '/identity': { names: [{ first: 'Ana' }, { 'a/b': 1 }] }
  })) t.equal(await countOf(client, { body: { [path]: value } }), 1, path)
  t.equal(await countOf(client, { body: { 'identity.names[2]': { exists: true } } }), 0)
})

t.test('Requests are verified by count, and what is not so comes with the nearest and their differences', async t => {
  const client = await open(t)
  await visits(client)
  const visit = { operation: 'RecordVisit' }
  const cases: Array<[object, boolean, string]> = [
    [{ match: visit }, true, 'at least 1 request'],
    [{ match: visit, atLeast: 3 }, true, 'at least 3 requests'],
    [{ match: visit, atLeast: 4 }, false, 'at least 4 requests'],
    [{ match: visit, atMost: 3 }, true, 'at most 3 requests'],
    [{ match: visit, atMost: 2 }, false, 'at most 2 requests'],
    [{ match: visit, atLeast: 2, atMost: 3 }, true, 'at least 2 requests and at most 3 requests'],
    [{ match: visit, exactly: 3 }, true, 'exactly 3 requests'],
    [{ match: visit, exactly: 2 }, false, 'exactly 2 requests'],
    [{ match: { operation: 'GetLearner' }, exactly: 0 }, true, 'exactly 0 requests']
  ]
  for (const [body, verified, expected] of cases) {
    const reply = await client.admin('POST', '/requests/verify', body)
    t.equal(reply.status, 200)
    t.match(reply.body, { verified, expected }, JSON.stringify(body))
  }
  const { text, body } = await client.admin('POST', '/requests/verify', { match: { ...visit, status: 201, body: { apiKey: 'HUSH' } } })
  t.match(body.nearest[0].differs.map((it: any) => it.what), ['body apiKey'])
  t.match(body.nearest.map((it: any) => it.id), [/^r-\d+$/, /^r-\d+$/, /^r-\d+$/])
  t.notMatch(text, /HUSH/, 'a secret is not shown')
})

t.test('Requests are verified in order', async t => {
  const client = await open(t)
  await visits(client)
  const of = (visitLocalId: string) => ({ body: { visitLocalId } })
  const verify = async (...inOrder: object[]) => (await client.admin('POST', '/requests/verify', { inOrder })).body
  t.match(await verify(of('V1'), of('V2'), of('V3')), { verified: true, found: 3 })
  t.match(await verify(of('V1'), { path: '/nowhere' }), { verified: true, found: 2 })
  t.match(await verify(of('V2'), of('V1')), {
    verified: false,
    expected: '2 requests in order',
    found: 1,
    firstMissing: 1,
    nearest: [{ differs: [{ what: 'body visitLocalId', wanted: 'V1', was: '(not there)' }] }, { differs: [{ was: 'V3' }] }]
  })
})

t.test('What makes no sense to look for is refused', async t => {
  const client = await open(t)
  for (const [path, body, detail] of [
    ['find', { operation: 'RecordVisits' }, /No operation "RecordVisits" exists/],
    ['count', { service: 'work-based' }, /No service "work-based" exists/],
    ['count', { rule: 'visit.none' }, /No rule "visit.none" exists/],
    ['count', { status: '4x' }, /status "4x" is not an HTTP status. Use a number, such as 400/],
    ['count', { status: 9 }, /status "9" is not an HTTP status/],
    ['count', { rule: 'visits.*' }, /No rule "visits.\*" exists/],
    ['count', { operation: 'Visit*' }, /No operation "Visit\*" exists/],
    ['count', { method: 'PSOT' }, /method "PSOT" is not an HTTP method\. Did you mean POST\? Use GET, HEAD, POST/],
    ['count', { body: { mood: { exists: 'true' } } }, /body "mood": exists must be true or false, but is "true"/],
    ['verify', { match: { body: { mood: { exists: null } } } }, /body "mood": exists must be true or false, but is null/],
    ['count', { colour: 'blue' }, /colour is not known here/],
    ['find', { eid: 9001, caller: '9001' }, /match must name one caller, but has caller and eid/],
    ['verify', { exactly: 1, atMost: 2 }, /"exactly"/],
    ['verify', { atLeast: 3, atMost: 2 }, /atLeast 3 is more than atMost 2/],
    ['verify', { inOrder: [{}], exactly: 1 }, /"inOrder" cannot be combined with "exactly"\./],
    ['verify', { inOrder: [{ operation: 'x' }] }, /No operation "x" exists/]
  ] as const) {
    const reply = await client.admin('POST', `/requests/${path}`, body)
    t.equal(reply.status, 400, JSON.stringify(body))
    t.match(reply.body.detail, detail)
  }
})

t.test('The journal is cleared, and one request of it is shown', async t => {
  const client = await open(t)
  await visits(client)
  const url = '/sandboxes/default/nowhere?token=***'
  t.match((await client.admin('GET', '/requests/last')).body, { method: 'GET', url, service: 'admin' })
  const { id } = (await client.admin('GET', '/requests/last')).body
  for (const nowhere of ['/nothing', '/nzqa/nothing', '/returns/nothing/open/it']) {
    t.equal((await client.admin('GET', nowhere)).status, 404)
    t.match((await client.admin('GET', '/requests/last')).body, { url: `/__admin${nowhere}`, service: 'admin' })
  }
  t.equal((await client.admin('GET', `/requests/${id}`)).body.id, id)
  t.same((await client.admin('DELETE', '/requests')).body, { cleared: 7 })
  t.equal((await client.admin('GET', '/requests')).body.total, 0)
  t.equal((await client.admin('GET', `/requests/${id}`)).status, 404)
  t.match(await client.admin('GET', '/requests/last/explain'), { status: 404, body: { detail: /^No request is in the journal\. Send one / } })
})

t.test('The line for curl sends the request again, whatever is in it', async t => {
  const client = await open(t)
  const name = 'O\'Hara "$(touch x)" `id` \\ $HOME !'
  await client.call('POST', `/learners?q=${encodeURIComponent(name)}'[]`, { learnerLocalId: name, apiKey: 'HUSH' }, { 'x-note': name })
  const { curl } = (await client.admin('GET', '/requests/last')).body
  t.notMatch(curl, /HUSH|demo-token/)
  // The shell hands the words over as they are.
  const words = execFileSync('sh', ['-c', curl.replace(/^curl /, 'printf "%s\\n" ')], { env: { authorization: 'TOKEN' }, encoding: 'utf8' })
    .split('\n')
  t.same(words.slice(0, 3), ['-X', 'POST', '--globoff'])
  t.equal(new URL(words[3]!).searchParams.get('q'), `${name}'[]`)
  t.ok(words.includes('authorization: Bearer TOKEN'))
  t.ok(words.includes(`x-note: ${name}`))
  t.same(JSON.parse(words[words.indexOf('--data-raw') + 1]!), { learnerLocalId: name, apiKey: '***' })
})

t.test('The export is an HTTP Archive', async t => {
  const client = await open(t)
  await visits(client)
  const { text, body: { log } } = await client.admin('GET', '/requests/export')
  t.match(log, { version: '1.2', creator: { name: 'tms-sandbox', version: /^\d/ } })
  t.equal(log.entries.length, 4)
  for (const entry of log.entries) {
    t.match(entry, {
      startedDateTime: '2026-03-01T20:00:00.000Z',
      request: { method: /^[A-Z]+$/, url: /^http:\/\//, httpVersion: 'HTTP/1.1', cookies: [], headersSize: -1 },
      response: { status: Number, statusText: /^\w/, cookies: [], redirectURL: '', content: { mimeType: /json/ } },
      cache: {}
    })
    t.ok(entry.time >= 0)
    t.equal(entry.time, entry.timings.send + entry.timings.wait + entry.timings.receive)
    t.ok(entry.request.headers.every((it: any) => typeof it.name === 'string' && typeof it.value === 'string'))
  }
  t.match(log.entries[1], {
    request: { postData: { mimeType: /json/, text: '{"visitLocalId":"V2","visitDate":"2026-03-03","apiKey":"***"}' } }, response: { status: 400 }
  })
  t.same(log.entries[3].request.queryString, [{ name: 'token', value: '***' }])
  t.notMatch(text, /HUSH|demo-token/)
})
