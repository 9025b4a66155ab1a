import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { startSandbox } from '../../src/index.ts'
import { watch } from '../data.ts'
import { databaseOf, open, openUnserved, todayOf } from '../harness.ts'
import { apprentice } from '../tec/work-based/bodies.ts'

t.test('With a folder the data, the clock and nothing else live on', async t => {
  const data = t.testdir({})
  const client = await open(t, { data })
  await apprentice(client)
  client.freeze('2026-03-05')
  client.close()
  const again = openUnserved({ data })
  t.equal(databaseOf(again).prepare('SELECT count(*) FROM learner').pluck().get(), 1)
  t.equal(todayOf(again), '2026-03-05')
  again.close()
  const told = openUnserved({ data, clock: 'frozen:2027-01-01' })
  t.equal(todayOf(told), '2027-01-01', 'a clock that is asked for wins')
  told.close()
})

t.test('A fixture that fails leaves a folder that can be filled later', async t => {
  const data = t.testdir({})
  const broken = join(data, 'broken')
  mkdirSync(broken)
  writeFileSync(join(broken, 'fixture.json'), '{"about": "broken"}')
  writeFileSync(join(broken, 'organisations.json'), '[{"eid": "x"}]')
  t.throws(() => openUnserved({ fixture: broken, data }))
  const sandbox = openUnserved({ data })
  t.equal(databaseOf(sandbox).prepare('SELECT count(*) FROM organisation').pluck().get(), 2)
  sandbox.close()
})

t.test('Data of a newer version are left alone', async t => {
  const data = t.testdir({})
  const sandbox = openUnserved({ data })
  databaseOf(sandbox).pragma('user_version = 99')
  sandbox.close()
  t.throws(() => openUnserved({ data }), { message: /newer tms-sandbox/ })
})

t.test('A dry run answers as always and keeps nothing', async t => {
  const client = await open(t)
  await apprentice(client)
  const written = watch(client.sandbox)
  const visit = { visitLocalId: 'V1', visitDate: '2026-03-02' }
  const dry = await client.call('POST', '/training-plans/P1/visits', visit, { 'sandbox-dry-run': '1' })
  t.equal(dry.status, 201)
  t.same(dry.body, visit)
  t.equal(dry.headers['sandbox-dry-run'], '1')
  t.strictSame(written(), {})
  t.equal((await client.post('/training-plans/P1/visits', visit)).status, 201)
})

t.test('Two sandboxes in one process are two worlds', async t => {
  const [one, two] = [await open(t), await open(t, { at: '2020-01-01' })]
  await apprentice(one)
  t.equal((await two.get('/learners/L1')).status, 400)
  t.equal(todayOf(one.sandbox), '2026-03-02')
  t.equal(todayOf(two.sandbox), '2020-01-01')
})

t.test('A test run starts a sandbox of its own', async t => {
  const sandbox = await startSandbox({ fixture: 'empty', clock: 'frozen:2026-03-02T09:00', logLevel: 'silent' })
  t.teardown(() => sandbox.stop())
  const get = async () => await (await fetch(`${sandbox.url}/work-submission-api/v1.0/programmes/DEMO-OLD/versions/1`, {
    headers: { Authorization: 'Bearer demo-token-9001', EID: '9001' }
  })).json() as object
  t.match(await get(), { programmeLocalId: 'DEMO-OLD', expiryDate: '2025-03-02' })
  t.match(sandbox.setClock('frozen:2026-06-02'), { today: '2026-06-02' })
  sandbox.reset()
  await t.rejects(startSandbox({ fixture: 'nowhere' }), { message: /Fixture "nowhere" does not exist/ })
  await t.rejects(startSandbox({ clock: 'yesterday' }), { message: /--clock: "yesterday" is not a valid clock/ })
})
