import t from 'tap'
import { isThorough } from '../effort.ts'
import { openIdle } from './connections.ts'
import { fill, ofFullStates } from './full-states.ts'
import { inputs } from './hostile.ts'
import { underLoad } from './load.ts'
import { startWatched } from './server.ts'
import { measureStalls } from './stalls.ts'

/**
 * Milliseconds of processor time, the best of some tries. What takes longest, a sorted list, takes half; what grows with what there is
 * takes hundreds, and a machine that is busy counts some of what others do.
 */
const mostAtAStretch = 250

t.test('Nothing that a single request has holds the server for long', { skip: !isThorough && 'it takes long' }, async t => {
  const server = await startWatched()
  t.teardown(server.stop)
  const amounts = { users: 3000, records: 50_000, graces: 1000, requests: 1000 }
  const token = await fill(server, amounts)
  const stalls = await measureStalls(server, [...inputs, ...ofFullStates(token, amounts)], 3)
  t.same(stalls.filter(({ status }) => status === 0 || status >= 500), [], 'each is answered')
  t.same(stalls.filter(({ longest }) => longest > mostAtAStretch), [], 'and others have their turn')
})

t.test('Mixed traffic at half of the peak meets no error, and memory stays as it is', { skip: !isThorough && 'it takes long' }, async t => {
  const server = await startWatched()
  t.teardown(server.stop)
  const plan = { sandboxes: 50, peak: 5, warmUp: 30, seconds: 60 }
  const { requests, errors, memory } = await underLoad(server, plan, line => t.comment(line))
  t.ok(requests > 0)
  t.same(errors, [])
  const heaps = memory.map(({ heap }) => heap)
  // What is not flat grows with each request; a quarter is more than the journals still fill up by.
  t.ok(heaps.at(-1)! < heaps[0]! * 1.25, `the heap is flat: ${heaps.map(it => it.toFixed(1)).join(', ')} MiB`)
})

t.test('While others hold connections and say nothing, or half of it, clients are answered', async t => {
  const server = await startWatched()
  t.teardown(server.stop)
  const count = isThorough ? 10_000 : 600
  const idle = await openIdle(server, count)
  t.teardown(idle.close)
  t.ok(idle.open() >= count * 0.99, `${idle.open()} connections are open`)
  for (let n = 0; n < 20; n++) t.equal((await server.send({ method: 'GET', path: '/livez' })).status, 200)
})
