// What the memory of one server is after each tenth of many requests: "get plan" and "record a visit" by turns, and one visit in a thousand
// refused. After each tenth the data are as before it, so what stays is what the server itself has kept.
import autocannon from 'autocannon'
import { setTimeout as pause } from 'node:timers/promises'
import { describeMachine } from './machine.js'
import { prepare } from './prepare.js'
import { scenariosOf } from './scenarios.js'
import { ask, sandboxOf, startServer } from './servers.js'

const all = Number(process.env.BENCH_REQUESTS ?? 1_000_000)
const connections = Number(process.env.BENCH_CONNECTIONS ?? 20)
const tenth = Math.max(connections, Math.floor(all / 10))

const machine = describeMachine()
const sandbox = await startServer(['--expose-gc', '--import', './bench/returns/collect.js', ...sandboxOf('empty', ['--rate-limit', 'off'])])
const prepared = await prepare(sandbox.url)
await admin('/snapshots', { id: 'prepared' })

const rows = [{ requests: 0, ...await readMemory() }]
print(rows[0])
for (let n = 1; n <= 10; n++) {
  const seconds = await send(tenth)
  const before = await readMemory()
  await admin('/snapshots/prepared/restore', {})
  rows.push({ requests: n * tenth, perSecond: Math.round(tenth / seconds), before, ...await readMemory() })
  print(rows.at(-1))
}
await sandbox.stop()

const { processors, node, stolen } = machine()
const [after, last] = [rows[3] ?? rows[1], rows.at(-1)]
console.log(`\n${processors}, Node.js ${node}${stolen === null ? '' : `, ${(stolen * 100).toFixed(0)} % of the time went to others`}`)
console.log(`From ${after.requests} requests on, the heap grew by ${(last.heap - after.heap).toFixed(1)} MiB and resident memory by ` +
  `${(last.rss - after.rss).toFixed(1)} MiB: ${((last.heap - after.heap) * 2 ** 20 / (last.requests - after.requests)).toFixed(1)} bytes ` +
  'of heap for each request')

/** Sends so many requests over connections that stay open, and answers how long that took in seconds. Throws for any other answer. */
async function send (amount) {
  const [getPlan, recordVisit] = scenariosOf({ sandbox }, prepared).map(({ of }) => of('sandbox'))
  let visits = 0
  const result = await autocannon({
    url: sandbox.url,
    connections,
    amount,
    requests: [
      getPlan.request(), { setupRequest: (made) => ({ ...made, ...++visits % 1000 === 0 ? refusedVisit() : recordVisit.request() }) }
    ]
  })
  const { 200: read, 201: recorded, 400: refused, ...others } = result.statusCodeStats
  if (!read || !recorded || Object.keys(others).length > 0 || result.errors > 0 || (refused?.count ?? 0) > visits / 1000) {
    throw new Error(`Not all answers are as expected: ${JSON.stringify(result.statusCodeStats)}, ${result.errors} errors`)
  }
  return result.duration
}

function refusedVisit () {
  const { path, headers } = scenariosOf({ sandbox }, prepared)[1].of('sandbox').request()
  return { method: 'POST', path, headers, body: JSON.stringify({ visitLocalId: 'LATE', visitDate: '2999-01-01' }) }
}

async function admin (path, body) {
  const reply = await ask(`${sandbox.url}/__admin${path}`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body)
  })
  if (!reply.ok) throw new Error(`${path} answers ${reply.status}: ${await reply.text()}`)
  await reply.arrayBuffer()
}

/** In MiB, once what is garbage has gone. */
async function readMemory () {
  process.kill(sandbox.pid, 'SIGUSR2')
  await pause(1000)
  const text = await (await ask(`${sandbox.url}/metrics`)).text()
  const of = (name) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)[1]) / 2 ** 20
  return { heap: of('nodejs_heap_size_used_bytes'), external: of('nodejs_external_memory_bytes'), rss: of('process_resident_memory_bytes') }
}

function print ({ requests, perSecond, before, heap, rss }) {
  const were = before ? `; before the data went back ${before.heap.toFixed(1)} and ${before.rss.toFixed(0)}` : ''
  console.log(`${String(requests).padStart(9)} requests: heap ${heap.toFixed(1)} MiB, resident ${rss.toFixed(0)} MiB${were}` +
    (perSecond ? `; ${perSecond} requests/s` : ''))
}
