import { execFileSync } from 'node:child_process'
import {
  chmodSync, closeSync, cpSync, lstatSync, mkdirSync, openSync, readFileSync, rmdirSync, rmSync, statSync, symlinkSync, truncateSync,
  writeFileSync, writeSync
} from 'node:fs'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import t, { type Test } from 'tap'
import { readConfig } from '../../src/config.ts'
import { readMoment } from '../../src/core/clock.ts'
import { watch } from '../data.ts'
import { demand, now, open, openUnserved, startServer, type Client, type Flags } from '../harness.ts'
import { fillUp, makeReadOnly, makeRoom, smallDisk } from '../small-disk.ts'
import { onlyWith } from '../systems.ts'
import { valid } from '../tec/work-based/bodies.ts'
import { asked, isUnavailable, isWellAgain, send } from './refused-writes.ts'

const page = 4096
const ofDefault = (data: string): string => join(data, 'default.sqlite')

function overwrite (file: string, from: number, bytes: Buffer): void {
  const descriptor = openSync(file, 'r+')
  writeSync(descriptor, bytes, 0, bytes.length, from)
  closeSync(descriptor)
}

/** Puts a link in the place of the file, to one beside the folder. */
function linkTo (data: string, text: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${ofDefault(data)}${end}`, { force: true })
  writeFileSync(`${data}.elsewhere`, text)
  symlinkSync(`${data}.elsewhere`, ofDefault(data))
}

/** Nobody writes to it, so that whoever opens it waits for ever. */
function putPipe (file: string): void {
  rmSync(file, { force: true })
  execFileSync('mkfifo', [file])
}

const nonsense = (bytes: number): Buffer => Buffer.alloc(bytes, 0x5a)

/** A folder with the demo, a sandbox "one" and a snapshot "s", as a server leaves it that was stopped. */
async function usedFolder (t: Test): Promise<string> {
  const data = join(t.testdir({}), 'used')
  const client = await open(t, { data, fixture: 'demo' })
  demand(await client.admin('POST', '/sandboxes', { id: 'one' }))
  demand(await client.admin('POST', '/snapshots', { id: 's' }))
  demand(await client.admin('POST', '/classes', { name: 'C', seats: 1 }))
  client.close()
  return data
}

const itStarts = { message: 'it starts' }

/** Why a folder cannot be opened; the classes in it are, as it is served. */
const whyNotServed = async (data: string): Promise<{ message: string }> =>
  await startServer(readConfig({ data, port: '0', fixture: 'demo' })).then(async ({ stop }) => {
    await stop()
    return itStarts
  }, (error: Error) => error)

function whyNot (data: string): { message: string } {
  try {
    openUnserved({ data, fixture: 'demo' }).close()
    return itStarts
  } catch (error) {
    return error as Error
  }
}

t.test('What is damaged in a folder is refused at the start, in one line that says what it is and what to do', {
  skip: onlyWith('links')
}, async t => {
  const used = await usedFolder(t)
  const setting = (value: string, name = 'clock') => (data: string) => {
    new BetterSqlite(ofDefault(data)).exec(`UPDATE setting SET value = '${value}' WHERE name = '${name}'`).close()
  }
  const size = statSync(ofDefault(used)).size
  const file = /default\.sqlite cannot be opened as a database of tms-sandbox: .+\. Restore it, or choose another folder with --data\.$/
  const cases: Array<[string, (data: string) => void, RegExp]> = [
    ['half of it', data => truncateSync(ofDefault(data), size / 2), file],
    ['cut off within its last page', data => truncateSync(ofDefault(data), size - 1000), file],
    ['its header', data => overwrite(ofDefault(data), 0, Buffer.alloc(100)), file],
    ['the page of its schema', data => overwrite(ofDefault(data), 100, nonsense(page - 100)), file],
    ['a third of its pages', data => overwrite(ofDefault(data), Math.floor(size / 3), nonsense(Math.floor(size / 3))), file],
    ['one page', data => overwrite(ofDefault(data), 40 * page, nonsense(page)), file],
    ['a few bytes of each page', data => { for (let at = page; at < size; at += 3000) overwrite(ofDefault(data), at, nonsense(3)) }, file],
    ['a folder in its place', data => { rmSync(ofDefault(data)); mkdirSync(ofDefault(data)) },
      /default\.sqlite cannot be used: it is a folder, and no file\. Restore it/],
    ['a pipe in its place', data => putPipe(ofDefault(data)), /default\.sqlite cannot be used: it is a pipe, and no file\. Restore it/],
    ['a device in its place', data => { rmSync(ofDefault(data)); symlinkSync('/dev/zero', ofDefault(data)) },
      /default\.sqlite cannot be used: it is a device, and no file\. Restore it/],
    ['a pipe for the number of the process', data => putPipe(join(data, 'in-use')), /in-use cannot be used: it is a pipe, and no file\. Remove it/],
    ['a folder for a note', data => { rmSync(join(data, 'one.json')); mkdirSync(join(data, 'one.json')) },
      /one\.json cannot be read: it is a folder, and no file\. Restore it/],
    ['a link to a text', data => linkTo(data, 'a text'), file],
    ['a folder where SQLite writes ahead', data => mkdirSync(`${ofDefault(data)}-wal`), file],
    ['a clock that is none', setting('"x"'), /default\.sqlite is damaged: its setting "clock" is "x"\. Restore it/],
    ['a clock beyond the calendar', setting('{"mode":"frozen","at":1e20}'), /its setting "clock" is \{"mode":"frozen"/],
    ['a setting that is no JSON', setting('{'), /default\.sqlite is damaged: a setting of it is not JSON/],
    ['a day that is none', setting('"x"', 'passedUpTo'), /its setting "passedUpTo" is "x"/],
    ['a lost setting', data => { new BetterSqlite(ofDefault(data)).exec("DELETE FROM setting WHERE name = 'firstClock'").close() },
      /its setting "firstClock" is missing/],
    ['a note', data => writeFileSync(join(data, 'one.json'), '{"spec":'),
      /one\.json is damaged: it does not say how its sandbox was made\. Restore it, or delete it to do without that sandbox/],
    ['a note of something else', data => writeFileSync(join(data, 'one.json'), '{"spec":7}'), /one\.json is damaged/],
    ['a list for a note', data => writeFileSync(join(data, 'one.json'), '[1,2]'), /one\.json is damaged/],
    ['a list of what is no sandbox', data => writeFileSync(join(data, 'x.json'), '[1,2]'), /x\.json is damaged/],
    ['a note that says nothing', data => writeFileSync(join(data, 'one.json'), '{}'), /one\.json is damaged/],
    ['a pipe for a note', data => putPipe(join(data, 'one.json')), /one\.json cannot be read: it is a pipe, and no file\. Restore it/],
    ['classes', data => {
      for (const end of ['-wal', '-shm']) rmSync(join(data, `@classes.sqlite${end}`), { force: true })
      writeFileSync(join(data, '@classes.sqlite'), nonsense(3000))
    }, /@classes\.sqlite cannot be opened .+\. Restore it/],
    ['classes of another program', data => {
      for (const end of ['', '-wal', '-shm']) rmSync(join(data, `@classes.sqlite${end}`), { force: true })
      new BetterSqlite(join(data, '@classes.sqlite')).exec('CREATE TABLE a (x)').close()
    }, /@classes\.sqlite cannot be opened .+ it has tables of something else\. Restore it/]
  ]
  for (const [name, damage, line] of cases) {
    const data = join(t.testdirName, name.replace(/\W/g, '-'))
    cpSync(used, data, { recursive: true })
    damage(data)
    const { message } = await (/^classes/.test(name) ? whyNotServed(data) : whyNot(data))
    t.match(message, line, name)
    t.match(message, data)
    t.equal(message.split('\n').length, 1, 'in one line')
    rmSync(data, { recursive: true })
  }
  for (const [name, damage] of [
    ['a file of something else', data => writeFileSync(join(data, '@package.json'), '{')],
    ['a folder beside it', data => mkdirSync(join(data, 'x.json'))],
    ['a file of another program', data => writeFileSync(join(data, 'package.json'), '{"name":"x"}')]
  ] as Array<[string, (data: string) => void]>) {
    damage(used)
    openUnserved({ data: used, fixture: 'demo' }).close()
    t.pass(name)
  }
})

t.test('A link to an empty file, or to none, is replaced by the data, and nothing is written where it leads', {
  skip: onlyWith('links')
}, async t => {
  const used = await usedFolder(t)
  for (const unlink of [false, true]) {
    linkTo(used, '')
    if (unlink) rmSync(`${used}.elsewhere`)
    t.equal(whyNot(used), itStarts)
    t.notOk(lstatSync(ofDefault(used)).isSymbolicLink())
    t.equal(statSync(`${used}.elsewhere`, { throwIfNoEntry: false })?.size, unlink ? undefined : 0)
  }
})

t.test('What was lost of a folder though it can be used is told of at the start', async t => {
  const told = (data: string, flags: Flags = {}): string[] => {
    const lines: string[] = []
    openUnserved({ data, ...flags }, line => lines.push(line)).close()
    return lines
  }
  const data = t.testdir({ folder: {}, own: { 'fixture.json': '{"about":"Of one test","extends":"empty"}' } })
  const [folder, own] = [join(data, 'folder'), join(data, 'own')]
  const client = await open(t, { data: folder })
  for (const id of ['L1', 'L2', 'L3']) demand(await client.post('/learners', valid.learner(id)))
  const log = readFileSync(`${ofDefault(folder)}-wal`)
  /** The folder as a process that is killed leaves it. */
  const killed = (change: (data: string) => void = () => {}): string => {
    const copy = join(data, 'copy')
    rmSync(copy, { recursive: true, force: true })
    cpSync(folder, copy, { recursive: true })
    change(copy)
    return copy
  }
  const ahead = (data: string): string => `${ofDefault(data)}-wal`
  const learners = (data: string): unknown => {
    const db = new BetterSqlite(ofDefault(data), { readonly: true })
    const count = db.prepare('SELECT count(*) FROM learner').pluck().get()
    db.close()
    return count
  }
  const whole = killed()
  t.same([told(whole), learners(whole)], [[], 3], 'a kill loses nothing, and there is nothing to tell')
  t.same(told(killed(it => writeFileSync(ahead(it), log.subarray(0, log.length - 100)))), [], 'nor where a transaction was cut off')
  for (const [change, line] of [
    [it => rmSync(ahead(it)), /-wal is missing, though the server before did not stop by itself: what was written last may be lost/],
    [it => writeFileSync(ahead(it), Buffer.alloc(log.length)), /-wal is damaged from its beginning on/],
    [it => overwrite(ahead(it), 32 + 24 + 100, nonsense(8)), /-wal is damaged from page 1 of it on: what was written last may be lost\. Look/],
    [it => { rmSync(ahead(it)); truncateSync(ofDefault(it)) }, /default\.sqlite is empty, so its sandbox starts again from its fixture\. If it had data, restore it/]
  ] as Array<[(data: string) => void, RegExp]>) {
    const lines = told(killed(change))
    t.match(lines[0], line)
    t.match(lines.join(), data)
  }

  const kept = join(data, 'kept')
  t.same(told(kept, { fixture: own }), [])
  t.same(told(kept, { fixture: `${own}/` }), [], 'however its path is spelled')
  writeFileSync(join(own, 'fixture.json'), readFileSync(join(own, 'fixture.json')))
  t.same(told(kept, { fixture: own }), [], 'written again, and the same')
  writeFileSync(join(own, 'fixture.json'), '{"about":"Another","extends":"empty"}')
  t.match(told(kept, { fixture: own }),
    [/^The files of fixture .*own were changed since the data in .*default\.sqlite were made of them\. POST \/__admin\/reset loads/])
  const again = await open(t, { data: kept, fixture: own })
  await again.reset()
  again.close()
  t.same(told(kept, { fixture: own }), [], 'and nothing once they were loaded')
})

t.test('On a disk that is really full each API says so in its own shape, nothing is half-written, and reads go on', {
  skip: onlyWith('tmpfs')
}, async t => {
  const disk = smallDisk(t)
  if (disk === undefined) return
  let passed = 0
  const client = await open(t, { data: join(disk, 'data'), fixture: 'demo', clock: 'real' }, () => readMoment(now) + passed)
  for (const id of ['one', 'two']) demand(await client.admin('POST', '/sandboxes', { id }))
  demand(await send(client, 'POST', ['/work-submission-api/v1.0/learners', valid.learner('KEPT'), asked[0]!.write[2]], '/sandboxes/two'))
  client.sandboxes.sleep('two')
  fillUp(disk)

  const full = /The disk with the data folder is full\. Make room, then send the request again\./
  const written = watch(client.sandbox)
  await isUnavailable(t, client, full)
  await isUnavailable(t, client, full, { under: '/sandboxes/one' })
  await isUnavailable(t, client, full, { under: '/sandboxes/two', readsGoOn: false })
  for (const [method, path, body] of [
    ['POST', '/sandboxes', {}], ['POST', '/reset', undefined], ['PUT', '/clock', { mode: 'frozen', now: '2027-01-01' }],
    ['POST', '/classes', { name: 'C', seats: 2 }], ['PUT', '/readings', { 'visit-id-scope': 'plan' }]
  ] as const) t.match((await client.admin(method, path, body)).body, { status: 503, detail: full }, path)
  t.strictSame(written(), {}, 'nothing is stored')
  t.same((await client.admin('GET', '/sandboxes')).body.sandboxes.map(({ id }: { id: string }) => id).sort(), ['default', 'one', 'two'],
    'no sandbox of a class is left behind')

  passed = 2 * 86_400_000
  await isUnavailable(t, client, full)
  const late = await send(client, 'GET', asked[0]!.read!)
  t.equal(late.headers['sandbox-warnings'], 'time-stands:2026-03-02', 'what reads is told how far time has come')
  t.match((await client.admin('GET', '/requests/last/explain')).text,
    'What has fallen due since 2026-03-02 has not happened yet, as it cannot be stored. The disk with the data folder is full.')

  makeRoom(disk)
  await isWellAgain(t, client)
  await isWellAgain(t, client, '/sandboxes/two')
  t.equal((await send(client, 'GET', ['/work-submission-api/v1.0/learners/KEPT', asked[0]!.read![1]], '/sandboxes/two')).status, 200,
    'what it had before it fell asleep is there')
  t.equal((await send(client, 'GET', asked[0]!.read!)).headers['sandbox-warnings'], undefined)
  t.equal((await client.admin('POST', '/classes', { name: 'C', seats: 1 })).status, 201)
})

t.test('A database that can be written no more is told of as each API refuses, and reads go on, also when a day has gone by', async t => {
  let passed = 0
  const client = await open(t, { data: t.testdir({}), fixture: 'demo', clock: 'real' }, () => readMoment(now) + passed)
  const written = watch(client.sandbox)
  client.db().pragma('query_only = ON')
  const readOnly = /The data folder cannot be written: attempt to write a readonly database\. Fix that, then send the request again\./
  for (passed of [0, 86_400_000]) {
    for (const { api, write, read, shape } of asked.filter(({ api }) => api !== 'admin')) {
      t.match(await send(client, 'POST', write), { status: 503, body: shape, text: readOnly }, api)
      if (read) t.equal((await send(client, 'GET', read)).status, 200, `${api} is read`)
    }
  }
  t.strictSame(written(), {})
  client.db().pragma('query_only = OFF')
  await isWellAgain(t, client)
})

t.test('A folder that turns read-only under a running server takes no new files, which is said; what is open goes on', {
  skip: onlyWith('modes')
}, async t => {
  const data = join(t.testdir({}), 'data')
  const client = await open(t, { data, fixture: 'demo' })
  demand(await client.admin('POST', '/sandboxes', { id: 'one' }))
  client.sandboxes.sleep('one')
  const isRoot = process.geteuid?.() === 0
  chmodSync(data, 0o555)
  // Root may write everywhere.
  if (isRoot) process.seteuid!(65_534)
  try {
    const refused = /The data folder cannot be (?:used|written): .+\. Fix that, then send the request again\./
    for (const [method, path, body] of [['POST', '/sandboxes', {}], ['POST', '/snapshots', {}], ['POST', '/reset', undefined]] as const) {
      t.match((await client.admin(method, path, body)).body, { status: 503, detail: refused }, path)
    }
    t.equal((await send(client, 'GET', asked[0]!.read!)).status, 200)
    demand(await send(client, 'POST', asked[0]!.write))
  } finally {
    if (isRoot) process.seteuid!(0)
    chmodSync(data, 0o755)
  }
  await isWellAgain(t, client, '/sandboxes/one')
  t.equal((await client.admin('POST', '/reset')).status, 200)
})

t.test('A disk that is mounted read-only under a server takes no new files, which each API says of a sandbox that wakes', {
  skip: onlyWith('tmpfs')
}, async t => {
  const disk = smallDisk(t)
  if (disk === undefined) return
  const client = await open(t, { data: join(disk, 'data'), fixture: 'demo' })
  for (const id of ['one', 'two']) demand(await client.admin('POST', '/sandboxes', { id }))
  for (const id of ['one', 'two']) client.sandboxes.sleep(id)
  const makeWritable = makeReadOnly(t, disk)

  const refused = /The data folder cannot be (?:used|written): .+\. Fix that, then send the request again\./
  for (const [path, body] of [['/sandboxes', {}], ['/snapshots', {}], ['/reset', undefined]] as const) {
    t.match((await client.admin('POST', path, body)).body, { status: 503, detail: refused }, path)
  }
  await isUnavailable(t, client, refused, { under: '/sandboxes/one', readsGoOn: false })
  t.equal((await send(client, 'GET', asked[0]!.read!)).status, 200, 'what is open goes on')

  makeWritable()
  await isWellAgain(t, client, '/sandboxes/one')
  t.equal((await client.admin('POST', '/reset')).status, 200)
})

t.test('What is removed while the server runs takes no more writes, and can be saved', async t => {
  const data = t.testdir({})
  const client = await open(t, { data: join(data, 'd'), fixture: 'demo' })
  demand(await send(client, 'POST', asked[0]!.write))
  for (const id of ['one', 'two']) demand(await client.admin('POST', '/sandboxes', { id }))
  rmSync(join(data, 'd'), { recursive: true })
  client.sandboxes.sleep('one')
  const gone = /The data folder .+ is not there any more, so nothing that is written would last\. .*Put it back .+ or start the server again/
  await isUnavailable(t, client, gone)
  await isUnavailable(t, client, gone, { under: '/sandboxes/one', readsGoOn: false })
  t.match((await client.inject({ method: 'GET', url: '/readyz' })).body, { status: 503 })
  const saved = await client.inject({ method: 'GET', url: '/__admin/state/export' })
  t.equal(saved.status, 200)
  t.equal((await client.admin('DELETE', '/sandboxes/two')).status, 503)
  const exportOfTwo = { method: 'GET', url: '/sandboxes/two/__admin/state/export' } as const
  t.equal((await client.inject(exportOfTwo)).status, 200, 'a refused DELETE changes nothing')
  for (const path of ['/reset', '/snapshots', '/sandboxes']) {
    t.match((await client.admin('POST', path, path === '/reset' ? undefined : {})).body, { status: 503, detail: gone }, path)
  }

  mkdirSync(join(data, 'd'))
  t.equal((await client.admin('POST', '/reset')).status, 200, 'a reset makes the file anew')
  await isWellAgain(t, client)
  client.close()
})

t.test('A sandbox whose file is damaged or gone is told of in each API\'s own shape; others go on, and it can be deleted', async t => {
  const data = await usedFolder(t)
  writeFileSync(join(data, 'one.sqlite'), nonsense(5000))
  const client = await open(t, { data, fixture: 'demo' })
  const cure = /Put a sound one in its place, then send the request again; or delete this sandbox\./
  await isUnavailable(t, client, /one\.sqlite cannot be opened as a database of tms-sandbox: file is not a database\./,
    { under: '/sandboxes/one', readsGoOn: false })
  rmSync(join(data, 'one.sqlite'))
  await isUnavailable(t, client, /one\.sqlite is not there any more\./, { under: '/sandboxes/one', readsGoOn: false })
  t.match((await client.admin('GET', '/sandboxes')).status, 200)
  t.match((await send(client, 'GET', asked[0]!.read!, '/sandboxes/one')).body.detail, cure)
  cpSync(ofDefault(data), join(data, 'one.sqlite'))
  await isWellAgain(t, client)
  t.equal((await client.admin('DELETE', '/sandboxes/one')).status, 204)
  t.equal((await client.admin('POST', '/sandboxes', { id: 'one' })).status, 201)
  await isWellAgain(t, client, '/sandboxes/one')
})

t.test('Data that turn out to be damaged while the server runs are told of, and a reset mends them', async t => {
  for (const knowsItself of [true, false]) {
    const damaged = knowsItself
      ? /The data of this sandbox are damaged: .+\. Reset it with POST \/__admin\/reset, or stop the server and restore its file\./
      : /The data of this sandbox are damaged: .+\. Stop the server and restore its file\./
    const data = join(t.testdir({}), 'data')
    const client = await open(t, { data, fixture: 'demo' })
    if (knowsItself) t.ok(client.sandbox.settings.all())
    client.db().pragma('wal_checkpoint(TRUNCATE)')
    for (let at = page, size = statSync(ofDefault(data)).size; at < size; at += page) overwrite(ofDefault(data), at, nonsense(page))
    for (const { api, write, read, shape } of asked.filter(({ api }) => api !== 'admin')) {
      // What it has read it need not read again.
      client.db().pragma('shrink_memory')
      t.match(await send(client, 'POST', write), { status: 503, body: shape, text: damaged }, api)
      if (!read) continue
      t.match(await send(client, 'GET', read), { status: 503, body: shape, text: damaged }, `${api} cannot be read`)
      client.db().pragma('shrink_memory')
      const ofPage = { ...read[1] as Record<string, string>, origin: 'https://localhost:3000' }
      const toPage = await client.inject({ method: 'GET', url: read[0], headers: ofPage })
      t.match(toPage, { status: 503, body: shape, text: damaged }, 'nor by a page')
    }
    const reset = await client.admin('POST', '/reset')
    if (knowsItself) await isWellAgain(t, client)
    t.equal(reset.status, knowsItself ? 200 : 503, 'without what it remembers of itself, nobody knows what to go back to')
    client.close()
  }
})

t.test('A snapshot of which nothing can be read is listed as such, told of where it is asked for, and can go', {
  skip: onlyWith('links')
}, async t => {
  const data = await usedFolder(t)
  const file = join(data, 'default@s.state')
  for (const [put, because, refused] of [
    [() => writeFileSync(file, 'x'), 'it does not say what state it is', /^Snapshot "s" cannot be read from .+: it does not say/],
    [() => writeFileSync(file, 'x\nnull\n'), 'it does not say what state it is', /^Snapshot "s" cannot be read from .+: it does not say/],
    [() => truncateSync(file), 'it is empty', /^Snapshot "s" cannot be read from .+s\.state: it is empty\. Put the file back/],
    [() => putPipe(file), 'it is a pipe, and no file', /^Snapshot "s" cannot be read from .+s\.state: it is a pipe, and no file\. Put/],
    [() => symlinkSync('/dev/zero', file), 'it is a device, and no file', /^Snapshot "s" cannot be read from .+: it is a device/]
  ] as const) {
    const client = await open(t, { data, fixture: 'demo' })
    if (put.toString().includes('symlink')) rmSync(file)
    put()
    const { body } = await client.admin('GET', '/snapshots')
    t.same(body.snapshots, [])
    t.same(body.unusable, [{ id: 's', because: `${file}: ${because}. Put the file back as it was, or delete this snapshot.` }])
    t.match((await client.admin('POST', '/snapshots/s/restore')).body, { status: 400, detail: refused })
    t.match((await client.admin('POST', '/snapshots', { id: 's' })).body, { status: 400, detail: /^There is a snapshot "s" already/ })
    t.equal((await client.admin('DELETE', '/snapshots/s')).status, 204)
    t.equal((await client.admin('GET', '/snapshots')).body.unusable, undefined)
    t.equal((await client.admin('POST', '/snapshots', { id: 's' })).status, 201)
    client.close()
  }
})

t.test('Data of a sandbox of which nothing is noted any more are told of, and can go', async t => {
  const data = await usedFolder(t)
  rmSync(join(data, 'one.json'))
  const client = await open(t, { data, fixture: 'demo' })
  t.match((await client.admin('POST', '/sandboxes', { id: 'one' })).body, { status: 400, detail: /no one\.json .+ delete that sandbox/ })
  t.equal((await client.admin('DELETE', '/sandboxes/one')).status, 204)
  t.equal((await client.admin('POST', '/sandboxes', { id: 'one' })).status, 201)
  client.close()
})

t.test('A folder in the place of a file is not deleted, which is said with its name; the rest stays until it is moved', async t => {
  const data = await usedFolder(t)
  const client = await open(t, { data, fixture: 'demo' })
  demand(await client.inject({ method: 'POST', url: '/sandboxes/one/__admin/snapshots', payload: {} }))
  const inPlace = (file: string): void => {
    rmSync(file, { recursive: true, force: true })
    mkdirSync(file)
  }
  for (const [file, path] of [
    ['one@s.state', '/sandboxes/one'], ['one.sqlite', '/sandboxes/one'], ['default@s.state', '/snapshots/s']
  ] as const) {
    const at = join(data, file)
    inPlace(at)
    const refusal = await client.admin('DELETE', path)
    t.match(refusal.body, { status: 503, detail: /is a folder, and no file\. Nothing was deleted\. Move it elsewhere/ }, file)
    t.match(refusal.body.detail, at)
    t.ok(statSync(join(data, 'one@snapshot-1.state')), 'nothing was deleted')
    if (file !== 'one@s.state') continue
    rmdirSync(at)
    t.equal((await send(client, 'GET', asked[0]!.read!, '/sandboxes/one')).status, 200, 'it goes on')
  }
  for (const file of ['one.sqlite', 'default@s.state']) rmdirSync(join(data, file))
  t.equal((await client.admin('DELETE', '/sandboxes/one')).status, 204)
  t.notOk(statSync(join(data, 'one@snapshot-1.state'), { throwIfNoEntry: false }))
})

t.test('The file of a reset or a restore is whole when it comes in the place of the one that was, whatever ends the server', async t => {
  const data = t.testdir({ a: {}, b: {} })
  const client = await open(t, { data: join(data, 'a'), fixture: 'demo' })
  await client.reset()
  const tokenOf = async (client: Client) => (await send(client, 'POST', asked[2]!.write)).body.access_token as string
  const before = await tokenOf(client)
  demand(await client.admin('POST', '/snapshots', { id: 's' }))
  for (const change of [() => client.admin('POST', '/reset'), () => client.admin('POST', '/snapshots/s/restore')]) {
    demand(await change())
    // What was written since stands in the log that is written ahead, so the file alone is what was put in place.
    cpSync(ofDefault(join(data, 'a')), ofDefault(join(data, 'b')))
    const killed = openUnserved({ data: join(data, 'b'), fixture: 'demo' })
    for (const name of ['resets', 'epoch', 'clock', 'firstClock', 'passedUpTo', 'secret', 'fixture']) {
      t.strictSame(killed.settings.recall(name), client.sandbox.settings.recall(name), name)
    }
    t.equal(killed.settings.recall('resets'), 2)
    killed.close()
  }
  await client.reset()
  t.not(await tokenOf(client), before, 'so nothing is issued again')
})
