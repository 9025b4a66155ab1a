import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import BetterSqlite from 'better-sqlite3'
import t, { type Test } from 'tap'
import { fewBytes, isWholeElsewhere } from '../../src/sandbox/look-through.ts'
import { demand, open, type Client } from '../harness.ts'
import { valid } from '../tec/work-based/bodies.ts'

const bytes = { 'content-type': 'application/octet-stream' }

/** A sandbox with one learner, its clock and a reading set. */
async function withLearner (t: Test, flags = {}, machine?: () => number): Promise<Client> {
  const client = await open(t, flags, machine)
  demand(await client.post('/learners', valid.learner('L1')))
  demand(await client.admin('PUT', '/clock', { mode: 'frozen', now: '2026-03-05T10:00' }))
  demand(await client.admin('PUT', '/readings', { 'unknown-id': '404' }))
  return client
}

/** What a client can tell a state by: which learners there are, the time, the reading in force and the next id. */
const looks = async (client: Client) => ({
  learners: await Promise.all(['L1', 'L2'].map(async id => (await client.get(`/learners/${id}`)).status)),
  now: (await client.admin('GET', '/clock')).body.now,
  next: (await client.v2('POST', 'Webhook', { Module: 'Venue', Url: 'http://127.0.0.1:9/' })).body.ID
})

async function change (client: Client): Promise<void> {
  demand(await client.post('/learners', valid.learner('L2')))
  demand(await client.admin('PUT', '/readings', { 'unknown-id': '400' }))
  demand(await client.admin('POST', '/clock/advance', { by: 'P3M' }))
}

t.test('A snapshot brings back data, clock, settings and the count of ids, as often as it is asked', async t => {
  const client = await withLearner(t)
  const saved = await client.admin('POST', '/snapshots', { id: 'base' })
  t.equal(saved.status, 201)
  t.match(saved.body, { id: 'base', at: '2026-03-05T10:00:00+13:00', fixture: 'empty' })
  const before = await looks(client)
  for (const how of [change, () => client.reset(), change]) {
    await how(client)
    const { status, body } = await client.admin('POST', '/snapshots/base/restore')
    t.equal(status, 200)
    t.equal(body.clock.now, before.now)
    t.same(await looks(client), before)
  }
  t.ok((await client.admin('GET', '/requests')).body.total > 5, 'the journal stays')
  t.equal((await client.admin('POST', '/snapshots')).body.id, 'snapshot-1')
  t.same((await client.admin('GET', '/snapshots')).body.snapshots.map(({ id }: any) => id), ['base', 'snapshot-1'])
  t.equal((await client.admin('DELETE', '/snapshots/last')).status, 204)
  t.match(await client.admin('POST', '/snapshots/last/restore'), { status: 200, body: { id: 'base' } }, 'it says which one that was')
  t.equal((await client.admin('DELETE', '/snapshots/base')).status, 204)
  t.match((await (await open(t)).admin('POST', '/snapshots/last/restore')).body.detail, /^This sandbox has no snapshot, so none is the last\. POST/)
  for (const [method, path] of [['DELETE', ''], ['POST', '/restore']] as const) {
    t.match((await client.admin(method, `/snapshots/base${path}`)).body.detail, /No snapshot "base" exists/)
  }
  t.match((await client.admin('POST', '/snapshots', { id: 'last' })).body.detail, /cannot name/)
  t.match((await client.admin('POST', '/snapshots', { id: 'a/b' })).body.detail, /cannot name/)
  await client.admin('POST', '/snapshots', { id: 'twice' })
  t.match((await client.admin('POST', '/snapshots', { id: 'twice' })).body.detail, /already/)
})

t.test('A clock that runs shifted goes on from the moment of the snapshot', async t => {
  let machine = Date.parse('2026-03-02T09:00+13:00')
  const client = await open(t, {}, () => machine)
  await client.admin('PUT', '/clock', { mode: 'offset', now: '2026-06-01T09:00' })
  await client.admin('POST', '/snapshots')
  machine += 3_600_000
  t.equal((await client.admin('POST', '/snapshots/last/restore')).body.clock.now, '2026-06-01T09:00:00+12:00')
  machine += 60_000
  t.equal((await client.admin('GET', '/clock')).body.now, '2026-06-01T09:01:00+12:00')
})

t.test('With --data they are there again after a restart, and a damaged one is said to be so', async t => {
  const data = t.testdir({})
  const first = await withLearner(t, { data })
  const { bytes } = (await first.admin('POST', '/snapshots', { id: 'base' })).body
  const before = await looks(first)
  await change(first)
  first.close()
  const second = await open(t, { data })
  t.same((await second.admin('GET', '/snapshots')).body.snapshots.map(({ id, bytes }: any) => [id, bytes]), [['base', bytes]])
  t.equal((await second.admin('POST', '/snapshots/base/restore')).status, 200)
  t.same(await looks(second), before)
  const file = join(data, readdirSync(data).find(name => name.includes('@'))!)
  const damaged = readFileSync(file)
  damaged[damaged.length - 100]! ^= 1
  writeFileSync(file, damaged)
  t.match((await second.admin('POST', '/snapshots/base/restore')).body.detail, /Snapshot "base" is damaged/)
  t.same((await looks(second)).learners, before.learners)
})

t.test('A state goes out as one file and comes in as one, into another sandbox as well', async t => {
  const client = await withLearner(t)
  const before = await looks(client)
  demand(await client.admin('POST', '/snapshots', { id: 'same' }))
  const file = await client.sandbox.exportState()
  const exported = await client.inject({ url: '/__admin/state/export' })
  t.equal(exported.headers['content-type'], 'application/octet-stream')
  t.equal(Number(exported.headers['content-length']), file.length)
  t.match(file.toString('latin1'), /^tms-sandbox state 1 [0-9a-f]{64}\n\{"sandbox":"default","fixture":"empty"/)

  const other = await open(t, { fixture: 'demo' })
  const { status, body } = await other.inject({ method: 'POST', url: '/__admin/state/import', headers: bytes, payload: file })
  t.equal(status, 200)
  t.match(body, { fixture: 'demo', clock: { now: before.now } })
  t.same((await looks(other)).learners, before.learners)
  await other.reset('data')
  t.equal((await other.call('GET', '/training-plans/DEMO-TP04')).status, 200, 'a reset goes to the fixture of its own')

  const packed = { method: 'POST', url: '/__admin/state/import', headers: { ...bytes, 'content-encoding': 'gzip' } } as const
  t.equal((await other.inject({ ...packed, payload: gzipSync(file) })).status, 200)
  t.same((await looks(other)).learners, before.learners, 'packed, it is the same')
  t.match(await other.inject({ ...packed, payload: gzipSync(file).subarray(0, -10) }),
    { status: 400, body: { detail: /^The compressed body cannot be read/ } })
  t.match(await other.inject({ ...packed, url: '/nowhere', payload: gzipSync(file) }), { status: 404 })
})

t.test('A file that is damaged, foreign or of another build changes nothing, and is told why', async t => {
  const client = await withLearner(t)
  const file = await client.sandbox.exportState()
  const before = client.sandbox.store.image()
  const [line, rest] = [file.subarray(0, file.indexOf('\n') + 1), file.subarray(file.indexOf('\n') + 1)]
  const about = rest.subarray(0, rest.indexOf('\n') + 1)
  const sealed = (image: Buffer): Buffer => {
    const all = Buffer.concat([about, image])
    return Buffer.concat([Buffer.from(`tms-sandbox state 1 ${createHash('sha256').update(all).digest('hex')}\n`), all])
  }
  const imageAfter = (sql: string): Buffer => {
    const db = new BetterSqlite(client.sandbox.store.image())
    db.pragma('foreign_keys = OFF')
    db.unsafeMode().exec(sql)
    return db.serialize()
  }
  const changed = (sql: string): Buffer => sealed(imageAfter(sql))
  const sharing = `PRAGMA writable_schema = ON; UPDATE sqlite_schema
    SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'companyGroup') WHERE name = 'category'`
  const filling = "INSERT INTO setting (name, value) VALUES ('filling', json_quote(printf('%.*c', 1200000, 'x')))"
  /** What says that a page is free in which a table is. */
  const freed = (image: Buffer): Buffer => {
    image.writeUInt32BE(2, 32)
    image.writeUInt32BE(1, 36)
    return image
  }
  const flipped = (at: number): Buffer => {
    const copy = Buffer.from(file)
    copy[at]! ^= 1
    return copy
  }
  for (const [name, payload, detail] of [
    ['nothing', Buffer.alloc(0), /not a state of tms-sandbox/],
    ['another text', Buffer.from('{"a":1}'), /not a state of tms-sandbox/],
    ['a database', client.sandbox.store.image(), /not a state of tms-sandbox/],
    ['a later version', Buffer.concat([Buffer.from(line.toString().replace('state 1', 'state 2')), rest]), /of version 2/],
    ['a bit in what it says', flipped(line.length + 5), /is damaged/],
    ['a bit in the data', flipped(file.length - 1000), /is damaged/],
    ['half of it', file.subarray(0, file.length >> 1), /is damaged/],
    ['no database', sealed(Buffer.from('not one')), /no data that this tms-sandbox can open/],
    ['one of another program', sealed(new BetterSqlite(':memory:').exec('CREATE TABLE a (b)').serialize()), /no data that/],
    ['one with another table', changed('CREATE TABLE more (a)'), /no data that/],
    ['one with a trigger', changed('CREATE TRIGGER sly AFTER INSERT ON learner BEGIN DELETE FROM learner; END'), /no data that/],
    ['one without its clock', changed("DELETE FROM setting WHERE name = 'clock'"), /its setting "clock" is missing\. Nothing was changed/],
    ...([
      ['clock', {}], ['clock', { mode: 'frozen', now: 'x' }], ['clock', { mode: 'frozen', at: 1e15 }], ['firstClock', 5],
      ['passedUpTo', '9999999'], ['passedUpTo', '2026-02-30'], ['resets', 'a'], ['due', ['x']], ['secret', {}],
      ['faults', {}], ['faults', [{}]],
      ['reading', [1]], ['rule-modes', 7], ['contracts chosen', { a: 1 }], ['validation-progression', {}], ['max-records-per-batch', '5']
    ] as const).map(([name, value]) => [`one whose setting ${name} is ${JSON.stringify(value)}`,
      changed(`INSERT OR REPLACE INTO setting VALUES ('${name}', '${JSON.stringify(value)}')`),
      `cannot be taken: its setting "${name}" is ${JSON.stringify(value)}. Nothing was changed.`] as const),
    ['one with a setting that is no JSON', changed("UPDATE setting SET value = '{' WHERE name = 'clock'"), /its setting "clock" is not JSON/],
    ['one with a member that is no JSON', changed("UPDATE user SET more = '['"), /"more" of a record in its table "user" is no JSON object/],
    ['one with a member of another kind', changed("UPDATE learner SET details = '5'"), /"details" of a record .* is no JSON object/],
    ['one with a list that is none', changed("UPDATE user SET customFields = '[]'"), /"customFields" of a record .* is no JSON object/],
    ['one whose records refer to nothing', changed('DELETE FROM organisation'), /no data that/],
    ['a large one whose records refer to nothing', changed(`${filling}; DELETE FROM organisation`), /no data that/],
    ['one of whose tables two share a page', changed(sharing), /no data that/],
    ['a large one of whose tables two share a page', changed(`${filling}; ${sharing}`), /no data that/],
    ['one with a page that is free and used', sealed(freed(client.sandbox.store.image())), /no data that/],
    ['a large one with a page that is free and used', sealed(freed(imageAfter(filling))), /no data that/]
  ] as const) {
    const { status, body } = await client.inject({ method: 'POST', url: '/__admin/state/import', headers: bytes, payload })
    t.equal(status, 400, name)
    t.match(body.detail, detail, name)
  }
  t.ok(client.sandbox.store.image().equals(before))
  t.equal((await client.admin('POST', '/state/import', { a: 1 })).status, 415)

  // What is large is looked through in a thread of its own, and comes to the same.
  const large = imageAfter(filling)
  t.ok(large.length > fewBytes)
  t.equal(await isWholeElsewhere(large), true)
  t.equal(await isWholeElsewhere(freed(Buffer.from(large))), false)
  t.equal(await isWholeElsewhere(Buffer.alloc(fewBytes, 'x')), false)
  t.equal((await client.inject({ method: 'POST', url: '/__admin/state/import', headers: bytes, payload: sealed(large) })).status, 200)
})
