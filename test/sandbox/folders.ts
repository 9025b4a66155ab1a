import { mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import t, { type Test } from 'tap'
import { book, openPlatform, type Platform } from '../accessplanit/v2/v2.ts'
import { readTables, watch } from '../data.ts'
import { nextTurn } from '../../src/core/in-turns.ts'
import { untilFree } from '../../src/sandbox/alone.ts'
import { databaseOf, demand, open, openUnserved, todayOf, type Client, type Database } from '../harness.ts'
import { onlyWith } from '../systems.ts'
import { collectionNames, faulty, record } from '../tec/provider-based/returns.ts'
import { apprentice, valid } from '../tec/work-based/bodies.ts'

/** What opening a folder is refused with: one line that names it. */
function refusal (t: Test, data: string): string {
  try {
    openUnserved({ data }).close()
  } catch (error) {
    const { message } = error as Error
    t.equal(message.split('\n').length, 1)
    t.match(message, data)
    return message
  }
  return ''
}

const bearer = async (client: Client): Promise<string> => (await client.inject({
  method: 'POST',
  url: '/oauth2/access_token',
  headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: `Basic ${btoa('demo-tms:demo-secret')}` },
  payload: 'grant_type=client_credentials&scope=https%3A%2F%2Fweb.prd.dxs.pub.tec.govt.nz&org_id=9001'
})).body.access_token

t.test('The same calls with a restart between them give what they give without', async t => {
  const calls = async (client: Client) => [
    await bearer(client),
    (await client.v2('POST', 'Webhook', { Module: 'Venue', Url: 'http://127.0.0.1:9/' })).body.ID,
    (await client.inject({
      method: 'POST',
      url: '/accessplan/api/v2/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'grant_type=password&username=demo&password=demo'
    })).body.access_token,
    (await client.sdr('POST', '/token/202602')).body.submissionToken,
    (await client.basket('GET', 'demo')).body.UniqueBasketID,
    (await client.v2('POST', 'Venue', { Label: 'A place' })).status
  ]
  const without = await open(t)
  const expected = [await calls(without), await calls(without)]
  const data = t.testdir({})
  const first = await open(t, { data })
  const before = await calls(first)
  first.close()
  t.strictSame([before, await calls(await open(t, { data }))], expected)
  t.ok(expected.flat().every(it => it !== undefined))
})

t.test('Request ids go on counting over restarts and resets, so that none is given twice', async t => {
  const data = t.testdir({})
  const idOf = async (client: Client) => String((await client.get('/learners')).headers['sandbox-request-id'])
  const first = await open(t, { data })
  t.same([await idOf(first), await idOf(first)], ['r-1', 'r-2'])
  await first.reset()
  t.equal(await idOf(first), 'r-3', 'after a reset')
  first.close()
  const second = await open(t, { data })
  t.equal(await idOf(second), 'r-4', 'after a restart')
  t.equal((await second.admin('GET', '/requests/r-4/explain')).status, 200)
  t.equal((await second.admin('GET', '/requests/r-1/explain')).status, 404, 'the journal of before is gone')
  await second.reset()
  // As a process that is killed leaves it.
  const killed = t.testdir({ 'default.sqlite': databaseOf(second.sandbox).serialize() })
  second.close()
  const third = await open(t, { data: killed })
  t.ok(Number((await idOf(third)).slice(2)) > 4, 'after a kill, some are left out')
})

t.test('What a start gives wins over what was set before, one reading at a time', async t => {
  const data = t.testdir({})
  const inForce = async (client: Client, ids: string[]) => {
    const { body } = await client.admin('GET', '/readings')
    return ids.map(id => body.find((it: { id: string }) => it.id === id).inForce)
  }
  const ids = ['visit-id-scope', 'unknown-id', 'star-learners']
  const first = await open(t, { data })
  demand(await first.admin('PUT', '/readings', { 'visit-id-scope': 'plan', 'unknown-id': '404' }))
  first.close()
  const second = await open(t, { data })
  t.same(await inForce(second, ids), ['plan', '404', 'load'], 'nothing given: as it was left')
  second.close()
  const third = await open(t, { data, reading: 'unknown-id=400,star-learners=05' })
  t.same(await inForce(third, ids), ['plan', '400', '05'], 'given: those alone')
  demand(await third.admin('PUT', '/readings', { 'unknown-id': '404' }))
  t.same(await inForce(third, ids), ['plan', '404', '05'], 'set later')
  third.close()
  const fourth = await open(t, { data, cors: 'yes' })
  t.same(await inForce(fourth, ids), ['plan', '404', '05'], 'another flag says nothing of readings')
})

t.test('One server at a time has a folder', async t => {
  const data = t.testdir({})
  const sandbox = openUnserved({ data })
  t.match(refusal(t, data), /is in use by another tms-sandbox \(process \d+\)\. Stop it first/)
  sandbox.close()
  openUnserved({ data }).close()
  t.same(readdirSync(data).sort(), ['default.sqlite', 'lock'])
})

t.test('A folder that is emptied under a server is locked again before anything is made in it, unless another has it', async t => {
  const data = t.testdir({})
  const client = await open(t, { data })
  const empty = () => { for (const name of readdirSync(data)) rmSync(join(data, name)) }
  const made = [
    () => client.admin('POST', '/reset'),
    () => client.admin('POST', '/snapshots', {}),
    () => client.admin('POST', '/sandboxes', {})
  ]
  for (const make of made) {
    empty()
    demand(await make())
    t.match(refusal(t, data), new RegExp(`in use by another tms-sandbox \\(process ${process.pid}\\)`), make.toString())
  }

  empty()
  const other = openUnserved({ data })
  const before = readdirSync(data)
  const file = readFileSync(join(data, 'default.sqlite'))
  const others = [
    () => client.admin('DELETE', '/snapshots/last'),
    () => client.admin('DELETE', '/sandboxes/sandbox-1'),
    () => client.admin('POST', '/classes', { name: 'C', seats: 1 })
  ]
  for (const make of [...made, ...others]) {
    const { status, body } = await make()
    t.equal(status, 503, make.toString())
    t.match(body.detail, /were removed or replaced .+ in use by another tms-sandbox .+Stop it first.+ GET \/__admin\/state\/export saves/)
  }
  t.same(readdirSync(data), before)
  t.ok(readFileSync(join(data, 'default.sqlite')).equals(file))
  other.close()
  demand(await client.admin('POST', '/reset'))
  t.match(refusal(t, data), /in use/)

  empty()
  const last = openUnserved({ data })
  client.close()
  t.ok(readdirSync(data).includes('in-use'), 'who is closed takes nothing of the other\'s away')
  t.match(refusal(t, data), /in use/)
  last.close()
})

t.test('A folder that is none of ours, is damaged or cannot be written is refused in one line and left as it is', async t => {
  const cases: Array<[string, (file: string) => void, RegExp]> = [
    ['text', file => writeFileSync(file, 'no database, and longer than the header of one would be, which has a hundred bytes'.repeat(3)),
      /cannot be (?:opened|used)/],
    ['a folder in its place', file => mkdirSync(file), /cannot be used/],
    ['a newer build\'s',
      file => { new BetterSqlite(file).exec('CREATE TABLE t (x); PRAGMA application_id = 0x746d7362; PRAGMA user_version = 99').close() },
      /was written by a newer tms-sandbox \(its tables are version 99, this program knows \d+\)\. Start it with that one/],
    ['another program\'s', file => { new BetterSqlite(file).exec('CREATE TABLE t (x)').close() }, /is not a database of tms-sandbox/],
    ['another program\'s, with a version', file => { new BetterSqlite(file).exec('CREATE TABLE t (x); PRAGMA user_version = 1').close() },
      /was written by another build/],
    ['cut off', file => { writeFileSync(file, databaseOf(openUnserved()).serialize().subarray(0, 9000)) }, /cannot be (?:opened|used)/]
  ]
  for (const [name, make, line] of cases) {
    const data = t.testdir({ [name.replace(/\W/g, '-')]: {} })
    make(join(data, 'default.sqlite'))
    t.match(refusal(t, data), line, name)
  }
})

t.test('A folder of another build is brought forward, or refused and left as it is', async t => {
  const data = t.testdir({})
  const client = await open(t, { data })
  await apprentice(client)
  client.close()
  const file = join(data, 'default.sqlite')
  const change = (sql: string) => new BetterSqlite(file).exec(sql).close()

  change("UPDATE setting SET value = '\"another\"' WHERE name = 'schema'")
  const same = openUnserved({ data })
  t.equal(databaseOf(same).prepare('SELECT count(*) FROM learner').pluck().get(), 1, 'the same tables, however they were written')
  same.close()

  change('ALTER TABLE visit ADD COLUMN mood TEXT; UPDATE setting SET value = \'"another"\' WHERE name = \'schema\'')
  t.match(refusal(t, data), /was written by another build of tms-sandbox, and its tables cannot be brought to those of this one/)
  const left = new BetterSqlite(file, { readonly: true })
  t.equal(left.prepare('SELECT count(*) FROM learner').pluck().get(), 1)
  t.ok(left.prepare('SELECT mood FROM visit'))
  left.close()
})

/** Makes rows in those tables that the demo fixture leaves empty. */
async function fillTheRest (platform: Platform): Promise<string> {
  await apprentice(platform)
  demand(await platform.post('/off-job-deliveries',
    { offJobDeliveryLocalId: 'D1', enrolmentLocalId: 'E1', offJobProviderCode: 9001, courseCode: 'Block', fundingCategory: 'P1' }))
  demand(await platform.sdr('POST', '/user/register'))
  demand(await platform.admin('PUT', '/transitions/validation', { progression: 'manual', times: 1 }))
  const { submissionToken } = demand(await platform.sdr('POST', '/token/202602')).body
  for (const name of collectionNames) {
    demand(await platform.sdr('PUT', `/${name}`,
      { submissionToken, content: [name === 'courses' ? faulty : record(name, 'X1', { nationalStudentNumber: 1 })] }))
  }
  demand(await platform.sdr('POST', `/validation/${submissionToken}`))
  for (let read = 0; read < 2; read++) demand(await platform.sdr('GET', `/validation/${submissionToken}`))
  demand(await platform.v2('POST', 'Webhook', { Module: 'Category', Url: 'no address' }))
  demand(await platform.v2('POST', 'Category', { Label: 'Boats' }))
  const { InvoiceID } = await book(platform)
  demand(await platform.v1('POST', '/transactions', { InvoiceID, Amount: 100 }))
  demand(await platform.v2('POST', 'Communication', { MappedIDType: 'User', MappedID: '2001' }))
  await platform.basket('POST', '2001/5014/12')
  await login(platform)
  return submissionToken
}

const login = async (client: Client): Promise<string> => demand(await client.inject({
  method: 'POST',
  url: '/accessplan/api/v2/token',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  payload: 'grant_type=password&username=demo&password=demo'
})).body.access_token

/** Makes of the tables of `from` what the last build left that did not number its migrations: `file`, with the same rows. */
function asVersion1 (from: Database, file: string): void {
  const old = new BetterSqlite(file)
  old.exec(readFileSync(new URL('tables-of-version-1.sql', import.meta.url), 'utf8'))
  old.pragma('foreign_keys = OFF')
  const today = readTables(from)
  for (const table of Object.keys(readTables(old)).filter(name => name !== 'setting')) {
    const columns = old.prepare(`SELECT name FROM pragma_table_info('${table}')`).pluck().all() as string[]
    const insert = old.prepare(`INSERT INTO "${table}" (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
    for (const row of today[table]!) insert.run(...columns.map(column => row[column] ?? null))
  }
  old.exec(`
    UPDATE finding SET record = (SELECT json_group_array(value) FROM json_each(finding.record));
    INSERT INTO setting (name, value) VALUES ('fixture', 'demo'), ('settled', '2026-03-02'), ('clock',
      '{"mode":"frozen","at":1772395200000}'),
      ('transitions of validation runs', '{"progression":"manual","times":1}');
    PRAGMA user_version = 1`)
  t.same(old.pragma('foreign_key_check'), [])
  old.close()
}

t.test('A folder of the last build before migrations is brought forward with all its rows, and goes on from there', async t => {
  const today = await openPlatform(t)
  const submissionToken = await fillTheRest(today)
  const given = await login(today)
  const { setting: _, idsGiven, greatestId, ...rows } = readTables(today.db())
  const empty = Object.keys(rows).filter(table => rows[table]!.length === 0)
  t.same(empty, ['awaitedCompletion', 'contract', 'contractRecord', 'registerChange'],
    'every table has rows, but four that are new')

  const data = t.testdir({})
  asVersion1(today.db(), join(data, 'default.sqlite'))
  const first = openUnserved({ data, fixture: 'demo' })
  t.equal(todayOf(first), '2026-03-02', 'its clock is as it was left')
  first.close()
  const client = await openPlatform(t, { data })
  const { setting, idsGiven: counts, greatestId: noted, ...kept } = readTables(client.db())
  // What this build counts besides, it counts from 0.
  const counted = (submissions: object[]) => submissions.map(it => ({ ...it, revision: 0 }))
  // And what it keeps besides was never there.
  const without = (rows: object[], column: string) => rows.map(it => ({ ...it, [column]: null }))
  const comparable = (all: typeof rows) => ({
    ...all,
    // There was no register of providers, and so none is held against.
    registeredProvider: [],
    // Nor were merges of numbers known.
    mergedStudent: [],
    submission: counted(all.submission!),
    sdrLearner: without(all.sdrLearner!, 'dateOfBirthAsWritten'),
    student: without(all.student!, 'alternativeNameIdCodes'),
    registeredCourse: without(all.registeredCourse!, 'learningHours'),
    // All were addressed to the company of who booked.
    invoice: all.invoice!.map(it => ({ ...it, userId: it.companyId === null ? it.userId : null }))
  })
  t.strictSame(comparable(kept), comparable(rows))
  t.same([client.db().pragma('integrity_check', { simple: true }), client.db().pragma('foreign_key_check')], ['ok', []])
  t.ok(Number(counts![0]!.count) > Number(idsGiven![0]!.count))
  t.ok(greatestId!.length > 0)
  t.same(noted, [], 'what was deleted by an earlier build is not known')
  t.ok(setting!.some(({ name }) => name === 'secret'))
  t.same((await client.admin('GET', '/transitions/validation')).body, { progression: 'manual', times: 1 })

  const asked: Array<(client: Platform) => Promise<unknown>> = [
    ({ get }) => get('/learners/L1'),
    ({ get }) => get('/training-plans/P1'),
    ({ get }) => get('/off-job-deliveries/D1'),
    ({ sdr }) => sdr('GET', `/validation/${submissionToken}/results`),
    ({ sdr }) => sdr('GET', `/contents/${submissionToken}`),
    ({ v2 }) => v2('GET', 'WebhookInstance'),
    ({ v2 }) => v2('GET', 'User/2001', undefined, { authorization: `Bearer ${given}` }),
    ({ v1 }) => v1('GET', 'coursedates/5014/delegates')
  ]
  for (const ask of asked) {
    const [then, now] = [await ask(today), await ask(client)] as Array<{ status: number, text: string }>
    t.strictSame([now!.status, now!.text], [200, then!.text], String(ask))
  }

  const authorization = `Bearer ${await bearer(client)}`
  t.equal((await client.call('GET', '/programmes/DEMO-NZA/versions/1', undefined, { authorization })).status, 200,
    'tokens are signed and known')
  for (let time = 0; time < 2; time++) {
    await login(client)
    demand(await client.v2('POST', 'Category', { Label: `Of a boat ${time}` }))
    demand(await client.basket('POST', '2004/5014/12'))
  }
  t.equal((await client.sdr('POST', '/token/202601')).status, 200, 'ids that were given are not given again')
})

t.test('A sandbox that is full refuses a write whole, and reads go on', async t => {
  const client = await open(t, { data: t.testdir({}) })
  await apprentice(client)
  const { submissionToken } = demand(await client.sdr('POST', '/token/202602')).body
  const written = watch(client.sandbox)
  const limit = (pages: number | string) => client.db().pragma(`max_page_count = ${pages}`)
  limit(client.db().pragma('page_count', { simple: true }) as number)
  const content = Array.from({ length: 500 }, (_, i) => record('learners', `L${i}`, { gender: 'x'.repeat(200) }))
  for (let time = 0; time < 2; time++) {
    const { status, body } = await client.sdr('PUT', '/learners', { submissionToken, content })
    t.match([status, body], [507, { title: 'The sandbox is full', status: 507 }])
    t.strictSame(written(), {}, 'nothing of it is stored')
    t.equal((await client.get('/learners/L1')).status, 200)
    t.match((await client.sdr('GET', `/contents/${submissionToken}?collection=learners`)).text, /^Local Id,[^\r]*\r\n$/)
  }
  limit(1_000_000)
  t.equal((await client.sdr('PUT', '/learners', { submissionToken, content })).status, 200, 'and with room again all goes on')
})

t.test('readyz finds out whether the sandbox can store', async t => {
  const data = t.testdir({})
  const client = await open(t, { data })
  const isReady = () => client.inject({ method: 'GET', url: '/readyz' })
  const reader = new BetterSqlite(join(data, 'default.sqlite'), { readonly: true })
  t.teardown(() => reader.close())
  const version = () => reader.pragma('data_version', { simple: true })
  for (let time = 0; time < 3; time++) {
    const before = version()
    t.same((await isReady()).body, { status: 'ready', fixture: 'empty' })
    t.not(version(), before, 'what it writes goes to the disk, so a full one is found out')
  }

  client.db().pragma('query_only = ON')
  const unready = await isReady()
  t.equal(unready.status, 503)
  t.match(unready.body, {
    title: 'The sandbox cannot store anything',
    detail: 'The data folder cannot be written: attempt to write a readonly database. Fix that, then send the request again.'
  })
  t.equal((await client.post('/learners', valid.learner('L1'))).status, 503)
  t.equal((await client.get('/programmes/DEMO-NZA/versions/1')).status, 200)
  t.equal((await client.inject({ method: 'GET', url: '/livez' })).status, 200)
  client.db().pragma('query_only = OFF')

  const other = new BetterSqlite(join(data, 'default.sqlite')).exec('BEGIN IMMEDIATE')
  t.match((await isReady()).body, { status: 503, detail: /^Another program holds the database file of this sandbox/ })
  other.close()
  t.equal((await isReady()).status, 200)
})

t.test('A reset for which there is no room changes nothing', async t => {
  const data = t.testdir({})
  const client = await open(t, { data })
  await apprentice(client)
  client.freeze('2026-03-05')
  const written = watch(client.sandbox)
  // Where the new database would be written.
  const next = join(data, 'default.sqlite.next')
  mkdirSync(next)
  t.match((await client.admin('POST', '/reset')).body, { status: 503, detail: /\.next cannot be used: it is a folder, and no file\. Remove it, then send the request again/ })
  t.strictSame(written(), {})
  t.equal((await client.admin('GET', '/clock')).body.today, '2026-03-05')
  t.equal((await client.get('/learners/L1')).status, 200)
  rmdirSync(next)
  t.equal((await client.admin('POST', '/reset')).status, 200)
  t.equal((await client.get('/learners/L1')).status, 400)
  t.equal((await client.admin('GET', '/clock')).body.today, '2026-03-02')
  t.same(readdirSync(data).filter(file => file.includes('next')), [])
})

t.test('A clock that cannot be saved has not moved', async t => {
  const client = await open(t, { data: t.testdir({}) })
  client.db().exec("CREATE TRIGGER full BEFORE INSERT ON setting WHEN NEW.name = 'clock' BEGIN SELECT RAISE(ABORT, 'no room'); END")
  t.equal((await client.admin('PUT', '/clock', { mode: 'frozen', now: '2030-01-01' })).status, 500)
  t.equal((await client.admin('GET', '/clock')).body.today, '2026-03-02')
  t.equal((await client.get('/programmes/DEMO-NZA/versions/1')).status, 200)
})

t.test('A folder is made with its parents', t => {
  const data = join(t.testdir({}), 'a', 'b', 'c')
  openUnserved({ data }).close()
  openUnserved({ data }).close()
  t.end()
})

t.test('Where no folder can be made, none is taken for the data', { skip: onlyWith('/proc') }, t => {
  for (const path of ['/proc/x', '/proc/x/y']) {
    t.throws(() => openUnserved({ data: path }), {
      message: /^The data folder \/proc\/x(?:\/y)? cannot be used: there is no such file or folder \(ENOENT\)\. Choose another/
    })
  }
  t.end()
})

t.test('What comes while a large sandbox is saved or restored waits for that, and all of it or nothing is kept', async t => {
  const data = t.testdir({})
  const client = await open(t, { data, fixture: 'demo' })
  const own = { authorization: 'Bearer demo-token-9001', eid: '9001' }
  const learners = '/work-submission-api/v1.0/learners'
  const stored = (id: string) => client.inject({ method: 'POST', url: learners, headers: own, payload: valid.learner(id) })
  const since = async () => (await client.admin('GET', '/snapshots/s/changes')).body.changes.map(({ name }: { name: string }) => name)
  client.db().exec("INSERT INTO setting (name, value) VALUES ('filling', json_quote(printf('%.*c', 20000000, 'x')))")

  // What has fallen due until now has the sandbox to itself first.
  await stored('BEFORE')
  const saving = client.admin('POST', '/snapshots', { id: 's' })
  while (!untilFree(client.sandbox)) await nextTurn()
  const [saved, later] = await Promise.all([saving, stored('LATER')])
  t.same([saved.status, later.status, await since()], [201, 201, ['LATER']])
  const [restored, after] = await Promise.all([client.admin('POST', '/snapshots/s/restore'), stored('AFTER')])
  t.same([restored.status, after.status], [200, 201], restored.text)
  t.notOk((await since()).includes('LATER'), 'the state is that of the moment at which it was asked for')
  t.same(readdirSync(data).filter(name => name.endsWith('.next')), [], 'nothing is left beside')
  client.close()

  const again = await open(t, { data, fixture: 'demo' })
  t.match((await again.admin('GET', '/snapshots')).body, { total: 1, snapshots: [{ id: 's' }] })
  again.close()
})
