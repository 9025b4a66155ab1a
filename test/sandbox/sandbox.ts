import { once } from 'node:events'
import { connect } from 'node:net'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { startSandbox } from '../../src/index.ts'
import { watch } from '../data.ts'
import { readMoment } from '../../src/core/clock.ts'
import { prepareCached } from '../../src/sandbox/database.ts'
import { listMoments } from '../../src/sandbox/moments.ts'
import { askOf } from '../../src/sandbox/readings.ts'
import { contents } from '../../src/services.ts'
import { databaseOf, demand, open, openUnserved, todayOf } from '../harness.ts'
import { collectionNames, record } from '../tec/provider-based/returns.ts'
import { apprentice, valid } from '../tec/work-based/bodies.ts'

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
  t.teardown(() => sandbox.close())
  const get = async () => await (await fetch(`${sandbox.url}/work-submission-api/v1.0/programmes/DEMO-OLD/versions/1`, {
    headers: { Authorization: 'Bearer demo-token-9001', EID: '9001' }
  })).json() as object
  t.match(await get(), { programmeLocalId: 'DEMO-OLD', expiryDate: '2025-03-02' })
  t.match(await sandbox.clock.set({ mode: 'frozen', now: '2026-06-02' }), { today: '2026-06-02' })
  await sandbox.reset()
  const other = await startSandbox({ fixture: 'empty' })
  await other.close()
  await t.rejects(other.reset(), { message: 'The sandbox was closed. Start another with startSandbox().' })
  await t.rejects(other.clock.set({ mode: 'real' }), { message: /was closed/ })
  await t.rejects(startSandbox({ settings: { 'unknown-idd': '404' } }), { message: /"unknown-idd" is not an option\. Use port, / })
  await t.rejects(startSandbox({ fixtrue: 'empty' } as object), {
    message: '"fixtrue" is not an option of startSandbox(). Use port, host, data, fixture, clock, rateLimit, logLevel, settings, ' +
      'contract or tls; settings takes the others, by the names of their flags.'
  })
  await t.rejects(startSandbox({ fixture: 'nowhere' }), { message: /Fixture "nowhere" does not exist/ })
  await t.rejects(startSandbox({ clock: 'yesterday' }), { message: /--clock: "yesterday" is not a valid clock/ })
})

t.test('What a sandbox of a test run cannot be told is refused by name, and leaves nothing behind', async t => {
  const broken = t.testdir({ 'fixture.json': '{"about": "broken"}', 'organisations.json': '[{"eid": "x"}]' })
  for (const [options, message] of [
    [null, /takes an object of options/], ['demo', /takes an object of options/],
    [{ clock: 5 }, 'startSandbox(): clock must be a string, but is 5. Write clock: \'frozen:2026-03-02T09:00\'.'],
    [{ clock: { mode: 'frozen', now: '2027-01-31' } }, /clock must be a string, .*\. Write clock: 'frozen:2027-01-31'\.$/],
    [{ port: '4010' }, /port must be a number, but is 4010\. Write port: 4010\.$/], [{ port: 'any' }, /port must be a number, but is any\.$/],
    [{ settings: { 'admin-token': 'x' } }, /"admin-token" is not a setting of a sandbox, but of a server/],
    [{ settings: { data: 'x' } }, /"data" is not a setting of a sandbox/],
    [{ fixture: broken }, /organisations\.json/]
  ] as const) await t.rejects(startSandbox(options as object), { message })
  const one = await startSandbox({ fixture: 'empty' })
  await one.close()
  await t.rejects(fetch(one.url), 'the last one that stops, stops the server, whatever failed before')
})

t.test('No two sandboxes of a process sign alike, though one comes after the other', async t => {
  const token = async (url: string) => {
    const reply = await fetch(`${url}/oauth2/access_token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'https://web.prd.dxs.pub.tec.govt.nz', org_id: '9001' }),
      headers: { authorization: `Basic ${Buffer.from('demo-tms:demo-secret').toString('base64')}` }
    })
    return (await reply.json() as { access_token: string }).access_token
  }
  const ask = async (url: string, bearer: string) => (await fetch(`${url}/work-submission-api/v1.0/training-plans/DEMO-TP04`, {
    headers: { authorization: `Bearer ${bearer}`, eid: '9001' }
  })).status
  const one = await startSandbox()
  const bearer = await token(one.url)
  t.equal(await ask(one.url, bearer), 200)
  await one.close()
  const two = await startSandbox()
  t.teardown(() => two.close())
  t.equal(await ask(two.url, bearer), 401)
})

t.test('What is under way is answered before its sandbox stops', async t => {
  const [one, two] = [await startSandbox({ fixture: 'empty' }), await startSandbox({ fixture: 'empty' })]
  t.teardown(() => two.close())
  const { port, pathname } = new URL(one.url)
  const body = JSON.stringify(valid.learner('L1'))
  const socket = connect(Number(port), '127.0.0.1')
  let answer = ''
  socket.on('data', data => { answer += String(data) })
  const head = [`POST ${pathname}/work-submission-api/v1.0/learners HTTP/1.1`, 'Host: localhost', 'Authorization: Bearer demo-token-9001',
    'EID: 9001', 'Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close', '', '']
  socket.write(`${head.join('\r\n')}${body.slice(0, 5)}`)
  // Answered by the same server, so that the head before it has come.
  await fetch(`${two.url}/livez`)
  const stopped = one.close()
  socket.write(body.slice(5))
  await Promise.all([stopped, once(socket, 'close')])
  t.match(answer, /^HTTP\/1\.1 201 /)
})

t.test('However much there is, a reset deletes nothing of it row by row', async t => {
  const client = await open(t)
  await apprentice(client)
  demand(await client.post('/training-plans/P1/visits', { visitLocalId: 'V1', visitDate: '2026-03-01' }))
  const { submissionToken } = demand(await client.sdr('POST', '/token/202602')).body
  for (const name of collectionNames) demand(await client.sdr('PUT', `/${name}`, { submissionToken, content: [record(name, 'X')] }))
  const before = client.db()
  const number = 'WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 20000)'
  const copy = (table: string, columns: string, id: string) =>
    before.exec(`${number} INSERT INTO ${table} (${columns}, ${id}) SELECT ${columns}, ${id} || n FROM ${table}, number`)
  copy('learner', 'eid, nationalStudentNumber, dateOfBirth, nameIdCode, details', 'learnerLocalId')
  copy('visit', 'eid, trainingPlanLocalId, learnerLocalId, visitDate', 'visitLocalId')
  copy('sdrLearner', 'submission, studentIdentificationCode, gender, dateOfBirth, nameIdCode', 'localId')
  const counted = (db = client.db()) => db.prepare('SELECT total_changes()').pluck().get() as number
  const made = counted()
  t.ok(made > 40_000)
  let changed: number | undefined
  const close = before.close.bind(before)
  before.close = () => {
    changed = counted(before)
    return close()
  }
  await client.reset()
  t.equal(changed, made, 'the database of before is let go of as it is')
  t.ok(counted() < 100, `${counted()} rows are written`)
  t.equal((await client.get('/learners/L1')).status, 400)
})

t.test('What falls due is listed by name, and the clock can go to any of it', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.put('/training-agreements/A1/grace', { pauseDate: '2026-03-01', graceReasonCode: 'RD' })
  for (const reply of [
    await client.post('/learners', valid.learner('L2')),
    await client.post('/training-agreements', valid.agreement('A2', 'L2')),
    await client.post('/enrolments', valid.enrolment('E2', 'L2', 'A2', '2026-03-10', { programmeLocalId: 'DEMO-IT' }))
  ]) demand(reply)
  await client.admin('PUT', '/transitions/validation', { progression: 'time', seconds: 3600 })
  const { submissionToken } = demand(await client.sdr('POST', '/token/202602')).body
  demand(await client.sdr('PUT', '/learners', { submissionToken, content: [record('learners', 'L1')] }))
  demand(await client.sdr('POST', `/validation/${submissionToken}`))

  const toCome = (until = '2027-03-02') =>
    listMoments({ db: client.db(), reading: askOf(client.sandbox.settings) }, contents.moments, client.now(), readMoment(until))
      .filter(({ concerns: { eid } }) => eid === 9001)
  const written = watch(client.sandbox)
  const listed = toCome()
  t.strictSame(written(), {}, 'to list them changes nothing')
  t.same(listed.map(({ at }) => at), listed.map(({ at }) => at).sort((a, b) => a - b), 'in order of time')
  const named = (name: string) => listed.find(it => it.name === name)
  t.match(named('grace.A1.end'), { at: readMoment('2026-04-13'), event: 'grace runs out', concerns: { trainingAgreementLocalId: 'A1' } })
  t.match(named('participation.E2.start'),
    { at: readMoment('2026-03-10'), event: 'participation starts', concerns: { enrolmentLocalId: 'E2' } })
  t.match(named('return.202602.validated'), { at: readMoment('2026-03-02T10:00'), event: 'validation run is over' })
  t.match(named('return.202602.token-expires'), { event: 'submission token expires', concerns: { returnId: 202602 } })
  t.match(listed.filter(({ name }) => /^return\.\d+\.(?:open|close)$/.test(name)).map(({ event }) => event), /window (?:opens|closes)/)
  const isListed = (until: string) => toCome(until).some(({ name }) => name === 'participation.E2.start')
  t.same([isListed('2026-03-09T23:59:59'), isListed('2026-03-10')], [false, true], 'up to an instant and with it')

  for (const name of ['return.202602.validated', 'participation.E2.start', 'grace.A1.end']) {
    const { at, event } = named(name)!
    const { fired } = demand(await client.admin('POST', '/clock/advance', { to: new Date(at).toISOString() })).body
    t.ok(fired.some((it: { event: string }) => it.event === event), name)
    t.notOk(toCome().some(it => it.name === name), `${name} is past`)
  }
  t.equal((await client.get('/enrolments/E2')).body.enrolmentStatus, 'Active')
  t.equal((await client.get('/training-agreements/A1')).body.trainingAgreementStatus, 'Finished')
})

t.test('A statement is prepared once, and one that is used goes on being kept whatever else is asked', async t => {
  const client = await open(t, { fixture: 'demo' })
  const db = client.db()
  const hot = prepareCached(db, 'SELECT 0')
  for (let n = 1; n <= 500; n++) {
    prepareCached(db, `SELECT ${n}`)
    if (prepareCached(db, 'SELECT 0') !== hot) t.fail(`it is prepared again after ${n} others`)
  }
  const calls = async (n: number) => [
    await client.post('/learners', valid.learner(`L${n}`)),
    await client.get(`/learners/L${n}`),
    await client.get('/training-agreements/DEMO-TA08'),
    await client.sdr('GET', '/returns'),
    await client.v1('GET', "coursedates?$filter=CourseDateID eq '5014'"),
    await client.v1('PUT', 'users/2001', { Forenames: 'Ana', Surname: 'Ruru' }),
    await client.v2('GET', 'User?$top=5'),
    await client.v2('POST', 'Category', { Label: `Boats ${n}` }),
    await client.v2('PUT', 'Company/201', { Town: `Picton ${n}` }),
    await client.v2('POST', 'Company', { ID: `C${n}`, Name: `Weka ${n}` }),
    await client.v2('DELETE', `Company/C${n}`)
  ].forEach(demand)
  await calls(1)
  const prepared: string[] = []
  const prepare = db.prepare.bind(db)
  db.prepare = ((sql: string) => {
    prepared.push(sql)
    return prepare(sql)
  }) as typeof db.prepare
  await calls(2)
  t.same(prepared, [])
})
