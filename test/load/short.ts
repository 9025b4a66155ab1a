import t from 'tap'
import { isThorough } from '../effort.ts'
import { openIdle, openSlow } from './connections.ts'
import { firstUses } from './first-uses.ts'
import { fewer, fill, ofFullStates, ofWholeStates, uploadRecords, usual } from './full-states.ts'
import { inputs, tec } from './hostile.ts'
import { ofLargeFixture } from './large-fixture.ts'
import { noState, ofMany } from './largest.ts'
import { complaintsOf, underLoad, type Loaded } from './load.ts'
import { ofTheServer, prepareForThose } from './of-the-server.ts'
import { startWatched } from './server.ts'
import { complaintsAbout, measureStalls } from './stalls.ts'

t.test('Of a load and of what stalls, each thing that is not as it should be is told of in a line', t => {
  const memory = (heap: number, rss: number) =>
    [[50, 200], [100, 400], [heap, rss], [heap + 10, rss + 40]].map(([heap, rss]) => ({ heap: heap!, external: 0, rss: rss! }))
  const well: Loaded =
    { requests: 1, errors: [], peak: 1000, rate: 450, delays: { p50: 1, p99: 19, max: 500 }, memory: memory(109, 439) }
  t.same(complaintsOf(well, { isQuiet: true }), [])
  const badly: Loaded =
    { ...well, errors: ['GET /a: 500'], rate: 449, delays: { ...well.delays, p99: 20 }, memory: memory(111, 441) }
  const lines = [
    /not as they should be: GET \/a: 500/, /late by 20\.0 ms/, /heap grows: 50\.0, 100\.0, 111\.0, 121\.0/, /memory grows/, /449 requests a second/
  ]
  const told = complaintsOf(badly, { isQuiet: true })
  t.equal(told.length, lines.length)
  for (const [n, line] of lines.entries()) t.match(told[n], line)
  t.equal(complaintsOf(badly, { isQuiet: false }).length, lines.length - 2, 'a busy machine is late, and slow, for other reasons')

  const stall = { name: 'It', status: 200, expected: 200, longest: 50, all: 300 }
  t.same(complaintsAbout([stall]), [])
  t.same(complaintsAbout([{ ...stall, status: 400 }, { ...stall, longest: 51 }]),
    ['It: answered 400, and 200 is expected', 'It: 51 ms at a stretch, and 50 are the most'])
  t.same(complaintsAbout([{ ...stall, longest: 51 }], 100), [])
  t.end()
})

const skip = !isThorough && 'it takes long'

/** Milliseconds of processor time at a stretch, where the other tests run as well. */
const mostWhileOthersRun = 100

t.test('Nothing that a single request has holds the server for long', { skip }, async t => {
  const server = await startWatched()
  t.teardown(server.stop)
  const token = await fill(server, usual)
  await prepareForThose(server)
  const all = [...inputs, noState, ...ofFullStates(token, usual), ...ofTheServer(), ...ofLargeFixture()]
  t.same(complaintsAbout(await measureStalls(server, all, 3), mostWhileOthersRun), [])
})

t.test('Nor does what is used for the first time, and loaded for it', { skip }, async t => {
  const server = await startWatched()
  t.teardown(server.stop)
  t.same(complaintsAbout(await measureStalls(server, firstUses, 1), mostWhileOthersRun), [])
})

t.test('Nor does it where whole states are in files', { skip }, async t => {
  const server = await startWatched(['--data', t.testdir({})])
  try {
    await fill(server, fewer)
    t.same(complaintsAbout(await measureStalls(server, [...ofWholeStates(), ofMany()], 3), mostWhileOthersRun), [])
  } finally {
    // The folder goes before a teardown comes.
    await server.stop()
  }
})

t.test('Mixed traffic at half of the peak meets no error, and memory stays as it is', { skip }, async t => {
  const server = await startWatched()
  t.teardown(server.stop)
  const loaded = await underLoad(server, { sandboxes: 50, peak: 5, warmUp: 30, seconds: 60 }, line => t.comment(line))
  t.ok(loaded.requests > 0)
  t.same(complaintsOf(loaded, { isQuiet: false }), [])
})

/** Milliseconds that an answer may take on a machine that is busy. */
const longest = 5000

t.test('While others hold connections and say nothing, or half of it, or little at a time, clients are answered', async t => {
  const server = await startWatched()
  t.teardown(server.stop)
  const [idleCount, slowCount] = isThorough ? [10_000, 400] : [600, 100]
  const token = await uploadRecords(server, '', isThorough ? 10_000 : 2000)
  const idle = await openIdle(server, idleCount)
  t.teardown(idle.close)
  t.ok(idle.open() >= idleCount * 0.99, `${idle.open()} connections are open`)
  const slow = await openSlow(server, slowCount, `/submissions/v1.0/contents/${token}`, tec)
  t.teardown(slow.close)

  const workBased = '/work-submission-api/v1.0/training-plans/DEMO-TP04'
  const headers = { ...tec, 'content-type': 'application/json' }
  const late: string[] = []
  for (let n = 0; n < 200; n++) {
    const body = JSON.stringify({ visitLocalId: `V${n}`, visitDate: '2026-02-10' })
    const sent = [
      { method: 'GET', path: '/livez', status: 200 },
      { method: 'GET', path: workBased, headers: tec, status: 200 },
      { method: 'POST', path: `${workBased}/visits`, headers: { ...headers, 'sandbox-dry-run': '1' }, body, status: 201 }
    ][n % 3]!
    const began = performance.now()
    const { status } = await server.send(sent)
    const took = performance.now() - began
    if (status !== sent.status || took > longest) late.push(`${sent.method} ${sent.path}: ${status} after ${took.toFixed(0)} ms`)
  }
  t.same(late, [])
  t.ok(slow.bytes() > 0)
  t.ok(slow.open() >= slowCount * 2 * 0.99, `${slow.open()} of those that are slow are still at it`)
})
