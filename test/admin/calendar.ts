import t from 'tap'
import { contentsOf, watch } from '../data.ts'
import { demand, open, type Client } from '../harness.ts'
import { apprentice } from '../tec/work-based/bodies.ts'

const calendar = async ({ admin }: Client, query = '') => demand(await admin('GET', `/calendar${query}`)).body

t.test('The calendar lists what is to come of every service, and advancing to each by its name makes it happen', async t => {
  const client = await open(t, { fixture: 'demo' })
  demand(await client.v2('POST', 'token', 'grant_type=password&username=demo&password=demo', {
    'content-type': 'application/x-www-form-urlencoded'
  }))
  demand(await client.sdr('POST', '/token/202602'))
  const completion = { eid: 9001, enrolmentLocalId: 'DEMO-E04', completionDate: '2026-03-01', arrives: 'next-feed' }
  demand(await client.admin('POST', '/nzqa/completions', completion))
  const { now, moments } = await calendar(client)
  t.equal(now, '2026-03-02T09:00:00+13:00')
  t.strictSame(moments.map((it: any) => it.at), moments.map((it: any) => it.at).sort(), 'in order of time')
  const named = (name: RegExp) => moments.find((it: any) => name.test(it.name))
  t.match(named(/^token\.demo\.expires$/), { at: '2026-03-02T10:00:00+13:00', day: '2026-03-02', concerns: { user: 'demo' } })
  t.match(named(/^grace\./), { event: 'grace runs out', does: /is Finished/, concerns: { eid: 9001, trainingAgreementLocalId: String } })
  t.match(named(/^participation\./), { event: 'participation starts', concerns: { enrolmentLocalId: String } })
  t.match(named(/^completion\.DEMO-E04\.arrives$/), { at: '2026-03-03T05:00:00+13:00', event: 'completion arrives' })
  t.match(named(/^return\.202604\.open$/), { at: '2026-04-17T00:00:00+12:00', does: /takes uploads/ })
  t.match(named(/^return\.202608\.close$/), { at: '2026-08-21T17:00:00+12:00', day: '2026-08-21', event: 'return window closes' })
  for (const [name, event, does] of [
    ['token.demo.expires', 'bearer token expires', 'Requests with the token are refused with 401.'],
    ['token.demo.refresh-expires', 'refresh token expires', 'The token gets no other any more.'],
    ['return.202604.open', 'return window opens', 'The return takes uploads.'],
    ['return.202608.close', 'return window closes', 'A submission that is still open is Closed, and the return takes nothing more.'],
    ['return.202602.token-expires', 'submission token expires', 'The submission token is refused from then on; the submission stays.']
  ]) t.match(moments.find((it: any) => it.name === name), { event, does }, String(name))
  const names = [...new Set(moments.map((it: any) => it.name))] as string[]
  t.ok(names.length > 10)
  for (const toEvent of names) {
    const { at, event } = named(new RegExp(`^${toEvent.replaceAll('.', '\\.')}$`))
    // What is earlier in the list has passed by now, and may have happened at the same time.
    const { status, body } = await client.admin('POST', '/clock/advance', { toEvent })
    if (status === 400) t.match(body.detail, `No moment "${toEvent}" is to come`)
    else if (body.now === at) t.ok(body.fired.some((it: any) => it.event === event) || event === 'participation starts', toEvent)
  }
  t.match((await client.get('/enrolments/DEMO-E04')).body, { enrolmentStatus: 'Completed' })
})

t.test('A moment has an offset, up to a minute before and after it', async t => {
  const client = await open(t, { fixture: 'demo' })
  const closing = async () => demand(await client.sdr('GET', '/returns')).body.results.find((it: any) => it.returnId === 202604)
  const closes = { toEvent: 'return.202604.close' }
  t.match((await client.admin('POST', '/clock/advance', { ...closes, offset: '-PT1M' })).body, { now: '2026-04-29T16:59:00+12:00' })
  t.equal((await closing()).closeDate, undefined)
  t.match((await client.admin('POST', '/clock/advance', { ...closes, offset: 'PT1M' })).body, { now: '2026-04-29T17:01:00+12:00' })
  t.equal((await closing()).closeDate, '2026-04-29T05:00:00.000Z')
  t.match((await client.admin('POST', '/clock/advance', { toEvent: 'return.202904.open' })).body, { today: '2029-04-17' }, 'years ahead')
})

t.test('A time that New Zealand\'s clocks skip, or show twice, is refused with those that could be meant', async t => {
  const client = await open(t)
  const cases: Array<[now: string, said: RegExp | undefined]> = [
    ['2026-09-27T01:59:59', undefined], ['2026-09-27T03:00', undefined], ['2026-09-27T02:30+12:00', undefined],
    ['2026-09-27T02:00', /never in New Zealand, .* Use 2026-09-27T01:00:00\+12:00 or 2026-09-27T03:00:00\+13:00\.$/],
    ['2026-09-27T02:30', /^"2026-09-27T02:30" is never .* Use 2026-09-27T01:30:00\+12:00 or 2026-09-27T03:30:00\+13:00\.$/],
    ['2026-04-05T01:59:59', undefined], ['2026-04-05T03:00', undefined], ['2026-04-05T02:30:00+13:00', undefined],
    ['2026-04-05T02:00', /comes twice/], ['2026-04-05T02:59:59.5', /comes twice/],
    ['2026-04-05T02:30', /^"2026-04-05T02:30" comes twice .* Use 2026-04-05T02:30:00\+13:00 for the first time, or 2026-04-05T02:30:00\+12:00/]
  ]
  for (const [now, said] of cases) {
    const set = await client.admin('PUT', '/clock', { mode: 'frozen', now })
    const asked = await client.call('GET', '/training-plans/P1', undefined, at(now))
    t.equal(set.status, said ? 400 : 200, now)
    if (!said) continue
    t.match(set.body.detail, said)
    t.equal(asked.body.detail, `Sandbox-Clock: ${set.body.detail}`)
    for (const [moment] of set.body.detail.matchAll(/\S+\+1[23]:00/g)) {
      t.match((await client.admin('PUT', '/clock', { mode: 'frozen', now: moment })).body, { now: moment }, 'each of them is taken')
    }
  }
})

t.test('What has passed is told of by its instant as well, where nothing had to be done for it', async t => {
  const client = await open(t, { fixture: 'demo' })
  demand(await client.v2('POST', 'token', 'grant_type=password&username=demo&password=demo', {
    'content-type': 'application/x-www-form-urlencoded'
  }))
  const fired = async (move: object) => demand(await client.admin('POST', '/clock/advance', move)).body.fired
  t.same(await fired({ by: 'PT59M59S' }), [])
  t.same(await fired({ by: 'PT1S' }), [
    { on: '2026-03-02', at: '2026-03-01T21:00:00.000Z', event: 'bearer token expires', user: 'demo' }
  ])
  t.same((await fired({ to: '2026-03-03T09:00' })).filter((it: any) => it.user === 'demo'), [
    { on: '2026-03-03', at: '2026-03-02T20:00:00.000Z', event: 'refresh token expires', user: 'demo' }
  ])
})

t.test('limit and until narrow the calendar', async t => {
  const client = await open(t, { fixture: 'demo' })
  const all = (await calendar(client)).moments
  for (const limit of [1, 2, 7]) t.same((await calendar(client, `?limit=${limit}`)).moments, all.slice(0, limit), 'the first of all')
  const { until, moments } = await calendar(client, '?until=2026-03-31')
  t.equal(until, '2026-03-31T00:00:00+13:00')
  t.ok(moments.length > 2)
  t.ok(moments.every((it: any) => it.day < '2026-03-31'))
})

t.test('An unknown name is refused with those that are most like it and those that come next, and nothing moves', async t => {
  const client = await open(t, { fixture: 'demo' })
  const cases: Array<[object, RegExp]> = [
    [{ toEvent: 'return.202608.closes' }, /No moment "return\.202608\.closes" is to come\. The names most like it are return\.202608\.close,/],
    [{ toEvent: 'x' }, /the next moments are .*\. GET \/__admin\/calendar lists them/],
    [{ toEvent: 'return.202601.open' }, /No moment "return\.202601\.open" is to come/],
    [{ toEvent: 'return.202608.close', offset: '-P1Y' }, /only forward, and 2025-08-21T17:00:00\+12:00 is before now \(2026-03-02T09:00/],
    [{ toEvent: 'return.202608.close', offset: 'soon' }, /^"soon" is not a valid ISO 8601 duration\. Use one such as P14D, which is 14 days,/],
    [{ toEvent: 'return.202608.close', by: 'P1D' }, /either "by".*or "toEvent"/],
    [{ by: 'P1D', offset: 'PT1M' }, /"offset" counts from "toEvent"/]
  ]
  for (const [body, detail] of cases) {
    const reply = await client.admin('POST', '/clock/advance', body)
    t.equal(reply.status, 400, JSON.stringify(body))
    t.match(reply.body.detail, detail)
  }
  t.equal((await client.admin('GET', '/calendar?until=soon')).status, 400)
  t.equal(client.sandbox.clock.today(), '2026-03-02')
})

const at = (moment: string) => ({ 'sandbox-clock': moment })

t.test('Sandbox-Clock gives one request a time of its own, in the journal as well', async t => {
  const client = await open(t)
  await apprentice(client)
  const visit = (visitLocalId: string, visitDate: string, headers: Record<string, string>) =>
    client.call('POST', '/training-plans/P1/visits', { visitLocalId, visitDate }, headers)
  const cases: Array<[string, number]> = [['2026-03-03T23:59', 400], ['2026-03-04T00:00', 200], ['2026-03-04T00:00:00+13:00', 200]]
  for (const [n, [moment, status]] of cases.entries()) {
    const reply = await visit(`V${n}`, '2026-03-04', { ...at(moment), 'sandbox-dry-run': '1' })
    t.equal(reply.status < 300 ? 200 : reply.status, status, `${moment} ${reply.text}`)
    t.equal(reply.headers['sandbox-warnings'], undefined)
    t.match((await client.admin('GET', '/requests/last/explain')).body, { at: new RegExp(`^${moment.slice(0, 10)}T`) })
  }
  t.equal((await visit('V9', '2026-03-04', {})).status, 400, 'the next one is in the sandbox\'s own time')
  t.match((await client.admin('GET', '/clock')).body, { now: '2026-03-02T09:00:00+13:00' })
})

t.test('Requests of different times can be under way at once', async t => {
  const client = await open(t)
  const issue = await client.inject({
    method: 'POST',
    url: '/oauth2/access_token',
    headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: `Basic ${btoa('demo-tms:demo-secret')}` },
    payload: 'grant_type=client_credentials&scope=https%3A%2F%2Fweb.prd.dxs.pub.tec.govt.nz&org_id=9001'
  })
  const authorization = `Bearer ${issue.body.access_token}`
  // Each has its signature checked, which takes a turn, as none was seen before.
  const asked = ['2026-03-02T09:19:59', '2026-03-02T09:20', '2027-01-01', '2026-03-02T09:00', undefined]
  for (const round of [1, 2]) {
    await client.reset('journal')
    const statuses = await Promise.all(asked.map(moment => client.call('GET', '/programmes/DEMO-NZA/versions/1', undefined,
      { authorization, ...moment !== undefined && at(moment) }).then(({ status }) => status)))
    t.strictSame(statuses, [200, 401, 401, 200, 200], `round ${round}`)
  }
})

t.test('Nothing falls due by it, and nothing of it is remembered', async t => {
  const client = await open(t, { fixture: 'demo', 'rate-limit': 'tec-work-based=3/1m' })
  demand(await client.admin('PUT', '/transitions/validation', { progression: 'time', seconds: 60 }))
  const written = watch(client.sandbox)
  const later = at('2027-06-01')
  const agreement = (headers: Record<string, string>) => client.call('GET', '/training-agreements/DEMO-TA08', undefined, headers)
  t.match((await agreement(later)).body, { trainingAgreementStatus: 'Grace' })
  t.equal((await client.sdr('GET', '/returns', undefined, later)).status, 200)
  t.match((await client.inject({ method: 'GET', url: '/__admin/clock', headers: later })).body, { mode: 'frozen', today: '2027-06-01' })
  t.strictSame(written(), {})
  t.same(contentsOf(client.sandbox).awaitedCompletion, [])
  t.equal((await agreement(later)).status, 200)
  t.equal((await agreement(later)).status, 200)
  t.equal((await agreement(later)).status, 429, 'they count against the limit of now, whenever they are')
  t.equal((await agreement({})).status, 429)
})

t.test('A time that is none is refused in the form of the API, and what moves the sandbox takes none', async t => {
  const client = await open(t, { fixture: 'demo' })
  const plan = await client.call('GET', '/training-plans/DEMO-TP04', undefined, at('yesterday'))
  t.equal(plan.status, 400)
  t.match(plan.body, { title: 'One or more validation errors occurred', detail: /^Sandbox-Clock: "yesterday" is not a valid date or time/ })
  t.match((await client.sdr('GET', '/returns', undefined, at('2026-02-30'))).body, { status: 400, errorCode: 'CV1' })
  t.match((await client.v2('GET', 'User', undefined, at('now'))).body, { error: 'bad_request', message: /Sandbox-Clock/ })
  t.equal((await client.admin('GET', '/requests/last/explain')).body.status, 400)
  t.equal((await client.call('GET', '/training-plans/DEMO-TP04', undefined, at(''))).status, 200, 'an empty one is none')
  for (const [method, url, payload] of [
    ['POST', '/__admin/reset', {}], ['PUT', '/__admin/clock', { mode: 'real' }], ['POST', '/__admin/clock/advance', { by: 'P1D' }]
  ] as const) {
    const { status, body } = await client.inject({ method, url, payload, headers: at('2027-01-01') })
    t.equal(status, 400, url)
    t.match(body.detail, /Sandbox-Clock is only for requests to emulated APIs/)
  }
  t.equal(client.sandbox.clock.today(), '2026-03-02')
})
