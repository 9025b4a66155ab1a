import t from 'tap'
import { open } from '../harness.ts'
import { apprentice } from '../tec/work-based/bodies.ts'

const find = (body: any, id: string) => body.rules.find((it: any) => it.id === id)

t.test('Of each rule it is counted how often it passed, failed, and met its boundary exactly', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.admin('DELETE', '/rules/coverage')
  const visit = (visitLocalId: string, visitDate: string) => client.post('/training-plans/P1/visits', { visitLocalId, visitDate })
  await visit('V1', '2026-03-01')
  await visit('V2', '2026-03-02')
  await visit('V3', '2026-03-03')
  const { body } = await client.admin('GET', '/rules/coverage')
  t.match(find(body, 'visit.date-by-today'), { passed: 2, failed: 1, refused: 1, warned: 0, found: 0, boundary: 1 })
  t.match(find(body, 'plan.exists'), { passed: 3, failed: 0, boundary: null }, 'a rule without a limit has no boundary')
  t.match(find(body, 'programme.mode-of-delivery-code'), { passed: 0, failed: 0 })
  const { summary, operations } = body
  t.match(summary, { failed: 1, neverFailed: summary.rules - 1, percent: Math.round(1000 / summary.rules) / 10 })
  t.equal(summary.rules, body.rules.length)
  t.equal(summary.rules, (await client.admin('GET', '/rules')).body.length)
  const recorded = operations.find((it: any) => it.operation === 'RecordVisit')
  t.match(recorded, { service: 'tec-work-based', rules: [{}] })
  t.match(recorded.rules.find((it: any) => it.id === 'visit.date-by-today'), { passed: 2, failed: 1, boundary: 1 })
  t.same(recorded.statuses, { 201: 2, 400: 1 })
  t.same(operations.find((it: any) => it.operation === 'GetTrainingPlan').statuses, {}, 'what was not called')
})

t.test('Where it failed it refused or warned, as it happened, whatever its mode is later', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.admin('DELETE', '/rules/coverage')
  const rule = async () => find((await client.admin('GET', '/rules/coverage')).body, 'visit.date-by-today')
  const visit = (visitLocalId: string) => client.post('/training-plans/P1/visits', { visitLocalId, visitDate: '2026-03-03' })
  const after = async (mode: string, visitLocalId: string) => {
    await client.admin('PATCH', '/rules/visit.date-by-today', { mode })
    await visit(visitLocalId)
    return await rule()
  }
  t.match(await after('usual', 'V1'), { failed: 1, refused: 1, warned: 0 })
  t.match(await after('warn', 'V2'), { failed: 2, refused: 1, warned: 1 })
  t.match(await after('off', 'V3'), { failed: 2, refused: 1, warned: 1 }, 'what is off is not judged')
  t.match(await after('enforce', 'V4'), { failed: 3, refused: 2, warned: 1, found: 0 })
  const { summary, rules } = (await client.admin('GET', '/rules/coverage')).body
  for (const how of ['failed', 'refused', 'warned', 'found']) t.equal(summary[how], rules.filter((it: any) => it[how] > 0).length, how)
  t.ok(summary.refused + summary.warned > summary.failed, 'a rule that did both counts in both')
})

t.test('A rule that is set not to refuse, and refuses after all, has refused', async t => {
  const client = await open(t)
  for (const mode of ['warn', 'off']) {
    await client.admin('DELETE', '/rules/coverage')
    await client.admin('PATCH', '/rules/learner.exists', { mode })
    const { status } = await client.call('GET', '/learners/none')
    t.equal(status, 400, mode)
    t.match(find((await client.admin('GET', '/rules/coverage')).body, 'learner.exists'), { failed: 1, refused: 1, warned: 0 }, mode)
  }
})

t.test('A reset does not clear it, and a dry run counts', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.admin('DELETE', '/rules/coverage')
  const body = { visitLocalId: 'V1', visitDate: '2026-03-03' }
  await client.call('POST', '/training-plans/P1/visits', body, { 'sandbox-dry-run': '1' })
  await client.reset()
  t.match(find((await client.admin('GET', '/rules/coverage')).body, 'visit.date-by-today'), { passed: 0, failed: 1 })
  t.same((await client.admin('DELETE', '/rules/coverage')).body, { sandboxes: ['default'] })
  t.match((await client.admin('GET', '/rules/coverage')).body.summary, { failed: 0, percent: 0 })
})

t.test('It is taken over several sandboxes at once, none of which wakes up for it', async t => {
  const client = await open(t)
  for (const id of ['one', 'two', 'three']) client.sandboxes.create(id)
  const headers = { authorization: 'Bearer demo-token-9001', eid: '9001' }
  for (const id of ['one', 'two', 'two']) {
    await client.inject({ url: `/sandboxes/${id}/work-submission-api/v1.0/learners/none`, headers })
    client.sandboxes.sleep(id)
  }
  const failed = async (query: string) =>
    find((await client.admin('GET', `/rules/coverage${query}`)).body, 'learner.exists').failed
  t.equal(await failed(''), 0)
  t.equal(await failed('?sandboxes=all'), 3)
  t.equal(await failed('?sandboxes=two'), 2)
  t.equal(await failed('?sandboxes=one,%20three'), 1)
  t.equal(client.sandboxes.places.get('two')!.awake, undefined)
  t.same((await client.admin('GET', '/rules/coverage?sandboxes=one,two')).body.sandboxes, ['one', 'two'])
  t.match((await client.admin('GET', '/rules/coverage?sandboxes=four')).body.detail, /No sandbox "four" exists/)
  const answered = async () => (await client.admin('GET', '/rules/coverage?sandboxes=all')).body.operations
    .find((it: any) => it.operation === 'GetLearner').statuses
  t.same(await answered(), { 400: 3 })
  client.sandboxes.delete('two')
  t.same(await answered(), { 400: 3 }, 'those that are gone, too')
  await client.admin('DELETE', '/rules/coverage?sandboxes=all')
  t.equal(await failed('?sandboxes=all'), 0)
  t.same(await answered(), {})
})

t.test('One that is gone is said to be so, and where its counts are', async t => {
  let machine = Date.parse('2026-03-02T09:00+13:00')
  const client = await open(t, {}, () => machine)
  for (const body of [{ id: 'deleted' }, { id: 'expired', ttlSeconds: 60 }]) await client.admin('POST', '/sandboxes', body)
  await client.admin('DELETE', '/sandboxes/deleted')
  machine += 61_000
  const ask = async (query: string) => await client.admin('GET', `/rules/coverage?sandboxes=${query}`)
  t.match((await ask('deleted')).body.detail, /^Sandbox "deleted" was deleted at \S+\. What its rules met is .* ask for sandboxes=\(gone\), or all\.$/)
  t.match((await ask('default,expired')).body.detail, /^Sandbox "expired" expired, as nobody .* at 2026-03-02T09:01:01\+13:00\. /)
  t.equal((await ask('(gone)')).status, 200)
})

t.test('One service alone can be asked for', async t => {
  const client = await open(t)
  const { body } = await client.admin('GET', '/rules/coverage?service=esl')
  t.same([...new Set(body.operations.map((it: any) => it.service))], ['esl'])
  t.ok(body.summary.rules > 3 && body.summary.rules < 30)
  t.match((await client.admin('GET', '/rules/coverage?service=elsewhere')).body.detail, /No service "elsewhere" exists. Use esl, /)
})

t.test('It is a page for people and XML for JUnit', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.admin('DELETE', '/rules/coverage')
  await client.post('/training-plans/P1/visits', { visitLocalId: 'V3', visitDate: '2026-03-03' })
  const page = await client.inject({ url: '/__admin/rules/coverage', headers: { accept: 'text/html,*/*' } })
  t.match(page.headers['content-type'], /^text\/html/)
  t.match(page.text, /<h1>1 of \d+ rules were made to fail/)
  t.match(page.text, /<b>RecordVisit<\/b>[^]*<i class="failed" title="visit\.date-by-today"><\/i>/)
  t.match(page.text, /Of those that failed, 1 refused a\nrequest, 0 only warned, and 0 were found broken/)
  t.match(page.text, /<code>visit\.date-by-today<\/code><\/th>\n<td>0<\/td><td>1<\/td><td>0<\/td><td>0<\/td><td>0<\/td>/)
  t.equal((await client.admin('GET', '/rules/coverage?format=html')).text, page.text)

  const { text, headers } = await client.admin('GET', '/rules/coverage?format=junit')
  t.match(headers['content-type'], /^application\/xml/)
  const suite = /<testsuite name="tec-work-based\.RecordVisit" tests="(\d+)" failures="(\d+)" skipped="(\d+)">([^]*?)<\/testsuite>/.exec(text)!
  t.match(suite[4], /<testcase classname="tec-work-based\.RecordVisit" name="visit\.date-by-today"><system-out>Passed 0, refused 1, warned 0, found 0<\/system-out>/)
  t.match(suite[4], /name="visit\.local-id-unused"><failure message="Passed 1 times/)
  t.equal(suite[4]!.split('<testcase').length - 1, Number(suite[1]))
  t.equal(suite[4]!.split('<failure').length - 1, Number(suite[2]))
  t.equal(suite[4]!.split('<skipped').length - 1, Number(suite[3]))
})
