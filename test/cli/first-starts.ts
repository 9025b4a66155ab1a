import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { readConfig } from '../../src/config.ts'
import { isThorough } from '../effort.ts'
import { databaseOf, openUnserved, startServer } from '../harness.ts'
import { fillUp, makeReadOnly, makeRoom, smallDisk } from '../small-disk.ts'
import { onlyWith } from '../systems.ts'
import { launch, run } from './program.ts'

/** Starts of the program that begin together; those that listen in the end, and how the others ended. */
async function startTogether (t: Test, count: number, words: string[]) {
  const servers = Array.from({ length: count }, () => launch(['start', '--port', '0', ...words]))
  t.teardown(() => { for (const { child } of servers) child.kill('SIGKILL') })
  const outcomes = await Promise.all(servers.map(it => it.listening.then(() => undefined, () => it.ended)))
  return { listening: servers.filter((_, n) => outcomes[n] === undefined), ended: outcomes.filter(it => it !== undefined) }
}

const stop = async (t: Test, { child, ended }: ReturnType<typeof launch>): Promise<void> => {
  child.kill('SIGTERM')
  t.match(await ended, { code: 0, err: '' })
}

t.test('Of several first starts at once in one folder one has it, and the others end with a line that names the folder', {
  skip: onlyWith('signals')
}, async t => {
  const data = join(t.testdir({}), 'new', 'folder')
  const count = isThorough ? 4 : 2
  const { ended, listening } = await startTogether(t, count, ['--data', data])
  t.equal(listening.length, 1)
  t.equal(ended.length, count - 1)
  for (const { code, err } of ended) {
    t.equal(code, 2)
    t.match(err, /^tms-sandbox: The data folder \S+ is in use by another tms-sandbox(?: \(process \d+\))?\. Stop it first, or [^\n]+\n$/)
    isSaid(t, err.trimEnd(), data, /in use/)
  }
  await stop(t, listening[0]!)
  copes(t, data)
})

t.test('Several first starts at once share a folder, and what one makes all have', {
  skip: onlyWith('signals') || (!isThorough && 'two do in shared.ts')
}, async t => {
  const { ended, listening } = await startTogether(t, 4, ['--data', join(t.testdir({}), 'new', 'folder'), '--shared'])
  t.same(ended, [])
  const urls = await Promise.all(listening.map(it => it.listening))
  const made = await Promise.all(urls.map(async url => (await fetch(`${url}/__admin/sandboxes`, { method: 'POST' })).status))
  t.same(made, [201, 201, 201, 201])
  for (const url of urls) {
    const { sandboxes } = await (await fetch(`${url}/__admin/sandboxes`)).json() as { sandboxes: Array<{ id: string }> }
    t.same(sandboxes.map(({ id }) => id).sort(), ['default', 'sandbox-1', 'sandbox-2', 'sandbox-3', 'sandbox-4'])
  }
  await Promise.all(listening.map(it => stop(t, it)))
})

/** Why a folder cannot be begun with; undefined where it can. */
const whyNot = (data: string): Promise<string | undefined> =>
  startServer(readConfig({ data, port: '0', fixture: 'demo', 'log-level': 'silent' })).then(async ({ stop }) => {
    await stop()
    return undefined
  }, (error: Error) => error.message)

/** One line that says which folder it is and what to do. */
function isSaid (t: Test, message: string | undefined, data: string, why: RegExp): void {
  t.match(message, data)
  t.match(message, why)
  t.match(message, /[Cc]hoose another (?:folder )?with --data\.$/)
  t.equal(message?.split('\n').length, 1, 'in one line')
}

/** That the next start has all that a first one has, and nothing to tell of what was before. */
function copes (t: Test, data: string): void {
  const told: string[] = []
  const sandbox = openUnserved({ data, fixture: 'demo' }, line => told.push(line))
  t.ok(databaseOf(sandbox).prepare('SELECT count(*) FROM learner').pluck().get())
  sandbox.close()
  t.same(told, [])
}

const page = 4096

t.test('A first start for which the disk has no room says so in one line, however little is missing, and the next one copes', {
  skip: onlyWith('signals')
}, async t => {
  const disk = smallDisk(t)
  if (disk === undefined) return
  const data = join(disk, 'data')
  copes(t, data)
  // What is written first, what the file itself takes, and what SQLite puts beside it.
  const pages = Math.ceil(statSync(join(data, 'default.sqlite')).size / page)
  rmSync(data, { recursive: true })
  const rooms = isThorough ? Array.from({ length: Math.ceil(pages / 4) + 10 }, (_, n) => 4 * n) : [0, 1, Math.floor(pages / 2), pages + 3]
  let refused = 0
  for (const room of rooms) {
    fillUp(disk, room * page)
    const message = await whyNot(data)
    if (message !== undefined) {
      isSaid(t, message, data, /is full/)
      refused++
    }
    makeRoom(disk)
    copes(t, data)
    rmSync(data, { recursive: true })
  }
  t.ok(refused >= 3, `${refused} were refused`)
})

t.test('On a disk that takes nothing a start says so in one line and ends with 2, and once it does, the next one copes', {
  skip: onlyWith('signals')
}, async t => {
  const disk = smallDisk(t)
  if (disk === undefined) return
  const [used, empty] = [join(disk, 'used'), join(disk, 'empty')]
  copes(t, used)
  mkdirSync(empty)
  const makeWritable = makeReadOnly(t, disk)
  for (const data of [used, empty, join(disk, 'none')]) isSaid(t, await whyNot(data), data, /nothing can be written there \(EROFS\)/)
  const { code, err } = await run(['start', '--port', '0', '--data', empty])
  t.equal(code, 2)
  t.match(err, /^tms-sandbox: The data folder /)
  isSaid(t, err.trimEnd(), empty, /nothing can be written there \(EROFS\)/)
  makeWritable()
  for (const data of [used, empty, join(disk, 'none')]) copes(t, data)
})

t.test('A folder that this user may not write is told of in one line, and once it may be, the next start copes', {
  skip: onlyWith('signals') || onlyWith('modes')
}, async t => {
  const folder = mkdtempSync(join(tmpdir(), 'of-another-user-'))
  t.teardown(() => { rmSync(folder, { recursive: true }) })
  const [used, empty] = [join(folder, 'used'), join(folder, 'empty')]
  copes(t, used)
  mkdirSync(empty)
  t.equal(await whyNot(used), undefined, 'what a start reads has been read')
  const isRoot = process.geteuid?.() === 0
  for (const it of [folder, used, empty]) chmodSync(it, 0o555)
  // Root may write everywhere.
  if (isRoot) process.seteuid!(65_534)
  try {
    for (const data of [used, empty, join(folder, 'none')]) isSaid(t, await whyNot(data), data, /it is not allowed here \(EACCES\)/)
  } finally {
    if (isRoot) process.seteuid!(0)
    for (const it of [folder, used, empty]) chmodSync(it, 0o755)
  }
  for (const data of [used, empty, join(folder, 'none')]) copes(t, data)
})
