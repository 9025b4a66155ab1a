import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { isCivilDate, monthsBefore } from '../src/core/civil-date.ts'
import { createClock, readClock, readMoment } from '../src/core/clock.ts'
import { startSandbox } from '../src/index.ts'
import { findFixture, withDates } from '../src/sandbox/fixtures.ts'
import { openSandbox } from '../src/sandbox/sandbox.ts'
import { contents } from '../src/services.ts'
import { apprentice, open } from './server.ts'

t.test('A day is one that is on the calendar', async t => {
  for (const day of ['2024-02-29', '2000-02-29', '2026-12-31', '0001-01-01']) t.ok(isCivilDate(day), day)
  for (const day of ['2023-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '26-01-01', '2026-1-1', '2026-01-01T00:00', '0000-01-01', '']) t.notOk(isCivilDate(day), day)
})

t.test('Three months before the end of a month is the end of a month', async t => {
  const cases = { '2026-05-31': '2026-02-28', '2028-05-31': '2028-02-29', '2026-05-28': '2026-02-28', '2026-03-31': '2025-12-31', '2026-02-28': '2025-11-28', '2028-02-29': '2027-11-29', '2026-12-31': '2026-09-30', '2026-01-15': '2025-10-15' }
  for (const [day, before] of Object.entries(cases)) t.equal(monthsBefore(day, 3), before, day)
})

t.test('Today is New Zealand\'s, whatever the day is elsewhere', async t => {
  const clock = createClock({ mode: 'real' }, () => instant)
  let instant = 0
  const cases: Array<[string, string]> = [
    ['2026-03-01T10:59:59Z', '2026-03-01'], ['2026-03-01T11:00:00Z', '2026-03-02'],
    ['2026-07-01T11:59:59Z', '2026-07-01'], ['2026-07-01T12:00:00Z', '2026-07-02'],
    ['2026-04-04T13:59:59Z', '2026-04-05'], ['2026-04-05T11:59:59Z', '2026-04-05'], ['2026-04-05T12:00:00Z', '2026-04-06'],
    ['2026-09-26T11:59:59Z', '2026-09-26'], ['2026-09-26T12:00:00Z', '2026-09-27'], ['2026-09-27T11:00:00Z', '2026-09-28'],
    ['2026-03-01T10:59:59Z', '2026-03-01']
  ]
  for (const [utc, today] of cases) {
    instant = Date.parse(utc)
    t.equal(clock.today(), today, utc)
  }
})

t.test('A clock that is offset runs; a frozen one stands', async t => {
  let machine = Date.parse('2026-01-01T00:00:00Z')
  const clock = createClock(readClock('offset:2030-06-01T00:00', () => machine), () => machine)
  t.equal(clock.now(), readMoment('2030-06-01T00:00'))
  machine += 5000
  t.equal(clock.now(), readMoment('2030-06-01T00:00:05'))
  clock.set({ mode: 'frozen', at: 7 })
  machine += 5000
  t.equal(clock.now(), 7)
})

t.test('Dates in a fixture may be relative', async t => {
  const now = readMoment('2026-05-31T09:30')
  t.same(withDates({ a: 'today', b: ['today-90d', 'today-3m'], c: 'now+24h', d: 'today+1y-1d', e: 'todays', f: 5, g: null }, now), {
    a: '2026-05-31', b: ['2026-03-02', '2026-02-28'], c: '2026-06-01T09:30:00+12:00', d: '2027-05-30', e: 'todays', f: 5, g: null
  })
})

t.test('The shipped fixtures', async t => {
  const client = await open(t, { fixture: 'demo' })
  const { db } = client.sandbox
  const column = (sql: string) => db.prepare(sql).pluck().all()
  t.same(column('SELECT eid FROM organisation ORDER BY eid'), [9001, 9002])
  t.ok((column('SELECT count(*) FROM learner')[0] as number) >= 12)
  t.same(column('SELECT DISTINCT status FROM trainingAgreement ORDER BY status'), ['Active', 'Finished', 'Grace', 'Hold', 'Pending'])
  t.same(column('SELECT DISTINCT status FROM enrolment ORDER BY status'), ['Active', 'Completed', 'Grace', 'Hold', 'Pending', 'Withdrawn'])
  t.same(db.prepare('SELECT eid, programmeLocalId, studyTypeCode, modeOfDeliveryCode, expiryDate FROM programmeVersion ORDER BY eid, programmeLocalId').raw().all(), [9001, 9002].flatMap(eid => [
    [eid, 'DEMO-IT', 'IT', 24, null], [eid, 'DEMO-NZA', 'NZA', 24, null], [eid, 'DEMO-OLD', 'NZA', 24, '2025-03-02']
  ]))
  const folder = new URL('../fixtures/demo/', import.meta.url)
  for (const file of ['learners', 'training-agreements', 'enrolments', 'training-plans']) {
    for (const record of JSON.parse(readFileSync(new URL(`${file}.json`, folder), 'utf8'))) t.match(record, { name: /\w/, about: /\w{3}/ }, file)
  }

  const empty = (await open(t)).sandbox.db
  t.equal(empty.prepare('SELECT count(*) FROM learner').pluck().get(), 0)
  t.equal(empty.prepare('SELECT count(*) FROM programmeVersion').pluck().get(), 6)
})

t.test('A broken fixture is refused with its file, path and value', async t => {
  const cases: Array<[string, unknown, RegExp]> = [
    ['learners.json', '[{]', /learners\.json: .*JSON/],
    ['learners.json', {}, /learners\.json: must be an array of records, but is \{\}/],
    ['learners.json', [{ eid: 9001, name: 'A', about: 'b' }], /learners\.json: \/0\/learnerLocalId: learnerLocalId is required/],
    ['visits.json', [{ eid: 9001, trainingPlanLocalId: 'P', learnerLocalId: 'L', visitLocalId: 'V', visitDate: '2026-02-30' }], /visits\.json: \/0\/visitDate: .*"2026-02-30"/],
    ['visits.json', [{ eid: 9001, trainingPlanLocalId: 'P', learnerLocalId: 'L', visitLocalId: 'V', visitDate: 'today' }], /visits\.json: \/0: FOREIGN KEY/],
    ['static-tokens.json', [{ token: 'demo-token-9001', account: 'demo-tms', eid: 9001 }], /static-tokens\.json: \/0: UNIQUE/],
    ['organisations.json', [{ eid: 9001, name: 'A', about: 'b', colour: 'red' }], /organisations\.json: \/0\/colour: colour is not known here, but was given as "red"/],
    ['lerners.json', [], /lerners\.json: not a file of a fixture\. Use .*learners\.json/]
  ]
  for (const [file, content, message] of cases) {
    const folder = t.testdir({ 'fixture.json': '{"about": "broken", "extends": "empty"}', [file]: typeof content === 'string' ? content : JSON.stringify(content) })
    t.throws(() => openSandbox({ fixture: findFixture(folder) }, contents), { message }, file)
  }
  t.throws(() => findFixture('nowhere'), { message: /Fixture "nowhere" does not exist: .*Shipped are demo and empty\./ })
})

const inFolder = (data: string, clock?: string) =>
  openSandbox({ fixture: findFixture('empty'), data, ...(clock !== undefined && { clock: readClock(clock) }) }, contents)

t.test('With a folder the data, the clock and nothing else live on', async t => {
  const data = t.testdir({})
  const client = await open(t, { data })
  await apprentice(client)
  client.freeze('2026-03-05')
  const again = inFolder(data)
  t.equal(again.db.prepare('SELECT count(*) FROM learner').pluck().get(), 1)
  t.equal(again.clock.today(), '2026-03-05')
  again.close()
  const told = inFolder(data, 'frozen:2027-01-01')
  t.equal(told.clock.today(), '2027-01-01', 'a clock that is asked for wins')
  told.close()
})

t.test('A fixture that fails leaves a folder that can be filled later', async t => {
  const data = t.testdir({})
  const broken = join(data, 'broken')
  mkdirSync(broken)
  writeFileSync(join(broken, 'fixture.json'), '{"about": "broken"}')
  writeFileSync(join(broken, 'organisations.json'), '[{"eid": "x"}]')
  t.throws(() => openSandbox({ fixture: findFixture(broken), data }, contents))
  const sandbox = inFolder(data)
  t.equal(sandbox.db.prepare('SELECT count(*) FROM organisation').pluck().get(), 2)
  sandbox.close()
})

t.test('Data of a newer version are left alone', async t => {
  const data = t.testdir({})
  const sandbox = inFolder(data)
  sandbox.db.pragma('user_version = 99')
  sandbox.close()
  t.throws(() => inFolder(data), { message: /newer tms-sandbox/ })
})

t.test('A dry run answers as always and keeps nothing', async t => {
  const client = await open(t)
  await apprentice(client)
  const before = client.sandbox.db.serialize()
  const visit = { visitLocalId: 'V1', visitDate: '2026-03-02' }
  const dry = await client.call('POST', '/training-plans/P1/visits', visit, { 'sandbox-dry-run': '1' })
  t.equal(dry.status, 201)
  t.same(dry.body, visit)
  t.equal(dry.headers['sandbox-dry-run'], '1')
  t.ok(before.equals(client.sandbox.db.serialize()))
  t.equal((await client.post('/training-plans/P1/visits', visit)).status, 201)
})

t.test('Two sandboxes in one process are two worlds', async t => {
  const [one, two] = [await open(t), await open(t, { at: '2020-01-01' })]
  await apprentice(one)
  t.equal((await two.get('/learners/L1')).status, 400)
  t.equal(one.sandbox.clock.today(), '2026-03-02')
  t.equal(two.sandbox.clock.today(), '2020-01-01')
})

t.test('A test run starts a sandbox of its own', async t => {
  const sandbox = await startSandbox({ fixture: 'empty', clock: 'frozen:2026-03-02T09:00', logLevel: 'silent' })
  t.teardown(() => sandbox.stop())
  const get = async () => await (await fetch(`${sandbox.url}/work-submission-api/v1.0/programmes/DEMO-OLD/versions/1`, { headers: { Authorization: 'Bearer demo-token-9001', EID: '9001' } })).json() as object
  t.match(await get(), { programmeLocalId: 'DEMO-OLD', expiryDate: '2025-03-02' })
  t.match(sandbox.setClock('frozen:2026-06-02'), { today: '2026-06-02' })
  sandbox.reset()
  await t.rejects(startSandbox({ fixture: 'nowhere' }), { message: /Fixture "nowhere" does not exist/ })
  await t.rejects(startSandbox({ clock: 'yesterday' }), { message: /--clock: "yesterday" is not a valid clock/ })
})
