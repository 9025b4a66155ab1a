import autocannon from 'autocannon'
import { runBench } from './harness/bench.js'
import { collectable, collectGarbage } from './harness/machine.js'
import { ask, askJson, sandboxOf, startServer } from './harness/servers.js'
import { prepare } from './work-based/prepare.js'
import { scenariosOf } from './work-based/scenarios.js'

// What the memory of one server is after each of ten parts of many requests: "get plan" and "record a visit" by turns, and one visit in a
// thousand refused. After each the data are as before it, so what stays is what the server itself has kept. node bench/memory.js
await runBench('memory', { requests: 1_000_000, parts: 10, connections: 20 }, async ({ requests: all, parts, connections }) => {
  const part = Math.max(connections, Math.floor(all / parts))
  const sandbox = await startServer([...collectable, ...sandboxOf('empty', ['--rate-limit', 'off'])])
  const prepared = await prepare(sandbox.url)
  await askJson(`${sandbox.url}/__admin/snapshots`, 'POST', { id: 'prepared' })
  const rows = [{ requests: 0, ...await readMemory(sandbox) }]
  print(rows[0])
  for (let n = 1; n <= parts; n++) {
    const seconds = await send(sandbox, prepared, { amount: part, connections })
    const before = await readMemory(sandbox)
    await askJson(`${sandbox.url}/__admin/snapshots/prepared/restore`, 'POST', {})
    rows.push({ requests: n * part, perSecond: Math.round(part / seconds), before, ...await readMemory(sandbox) })
    print(rows.at(-1))
  }
  await sandbox.stop()
  return { rows, lines: [sumUp(rows[Math.min(3, parts - 1)], rows.at(-1))] }
})

/** Sends so many requests over connections that stay open, and answers how long that took in seconds. Throws for any other answer. */
async function send (sandbox, prepared, { amount, connections }) {
  const [getPlan, recordVisit] = scenariosOf({ sandbox }, prepared).map(({ of }) => of('sandbox'))
  let visits = 0
  const result = await autocannon({
    url: sandbox.url,
    connections,
    amount,
    requests: [
      getPlan.request(),
      { setupRequest: (made) => ({ ...made, ...++visits % 1000 === 0 ? refused(recordVisit.request()) : recordVisit.request() }) }
    ]
  })
  const { 200: read, 201: recorded, 400: refusals, ...others } = result.statusCodeStats
  if (!read || !recorded || Object.keys(others).length > 0 || result.errors > 0 || (refusals?.count ?? 0) > visits / 1000) {
    throw new Error(`Not all answers are as expected: ${JSON.stringify(result.statusCodeStats)}, ${result.errors} errors`)
  }
  return result.duration
}

function refused (request) {
  return { ...request, body: JSON.stringify({ visitLocalId: 'LATE', visitDate: '2999-01-01' }) }
}

/** In MiB, once what is garbage has gone. */
async function readMemory (sandbox) {
  await collectGarbage(sandbox)
  const text = await (await ask(`${sandbox.url}/metrics`)).text()
  const of = (name) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)[1]) / 2 ** 20
  return { heap: of('nodejs_heap_size_used_bytes'), external: of('nodejs_external_memory_bytes'), rss: of('process_resident_memory_bytes') }
}

function print ({ requests, perSecond, before, heap, rss }) {
  const were = before ? `; before the data went back ${before.heap.toFixed(1)} and ${before.rss.toFixed(0)}` : ''
  console.log(`${String(requests).padStart(9)} requests: heap ${heap.toFixed(1)} MiB, resident ${rss.toFixed(0)} MiB${were}` +
    (perSecond ? `; ${perSecond} requests/s` : ''))
}

function sumUp (after, last) {
  const heap = last.heap - after.heap
  const ofEach = heap * 2 ** 20 / (last.requests - after.requests)
  return `From ${after.requests} requests on, the heap grew by ${heap.toFixed(1)} MiB and resident memory by ` +
    `${(last.rss - after.rss).toFixed(1)} MiB: ${ofEach.toFixed(1)} bytes of heap for each request`
}
