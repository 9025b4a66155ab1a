import { measureColdStarts } from './cold-start.js'
import { connections as lanes, startForListsAndBatches } from './lists-and-batches.js'
import { load } from './load.js'
import { describeMachine, readMemory } from './machine.js'
import { prepare } from './prepare.js'
import { compare, print, save } from './report.js'
import { inTurn, proveSame, scenariosOf } from './scenarios.js'
import { ask, bareFastify, bareHttp, sandboxOf, startServer } from './servers.js'

// How much is measured; the usual figures take about seven minutes.
const rounds = Number(process.env.BENCH_ROUNDS ?? 5)
const seconds = Number(process.env.BENCH_SECONDS ?? 3)
const starts = Number(process.env.BENCH_STARTS ?? 15)
const warmUpSeconds = 2

const machine = describeMachine()
console.log('Cold starts …')
const coldStart = await measureColdStarts(starts)

const sandbox = await startServer(sandboxOf('empty', ['--rate-limit', '100000000/1s']))
const atStart = { sandbox: readMemory(sandbox) }
const storedAtStart = await readStored(sandbox)
const { plan, plansForVisits } = await prepare(sandbox.url)
const servers = {
  sandbox,
  fastify: await startServer(bareFastify(plan.json)),
  http: await startServer(bareHttp(plan.json))
}
atStart.fastify = readMemory(servers.fastify)
atStart.http = readMemory(servers.http)

const loads = await measureLoads(servers, scenariosOf(servers, { plan, plansForVisits }), [10, 50])
const memory = tablesOfMemory(await inTurn(servers, readMemory), await readStored(sandbox) - storedAtStart)
await stopAll(servers)

// In processes of their own, so that what the load above has stored stays out of it.
const others = await startForListsAndBatches()
loads.push(...await measureLoads(others.servers, others.scenarios, [lanes]))
await stopAll(others.servers)

const results = { at: new Date().toISOString(), machine: machine(), rounds, seconds, starts, loads, coldStart, memory }
save(results)
print(results)

async function measureLoads (servers, scenarios, connections) {
  const measured = []
  for (const scenario of scenarios) {
    await proveSame(scenario, servers)
    console.log(`${scenario.title} …`)
    const send = (count, seconds) =>
      inTurn(servers, (server, name) => load(server, scenario.of(name), { connections: count, seconds }))
    await send(connections.at(-1), warmUpSeconds)
    for (const count of connections) {
      const figures = await inRounds(() => send(count, seconds))
      measured.push({ title: `${scenario.title}, ${count} connections`, rounds: figures, ...compare(figures, Object.keys(servers)) })
    }
  }
  return measured
}

async function inRounds (measure) {
  const measured = []
  for (let round = 0; round < rounds; round++) measured.push(await measure())
  return measured
}

function tablesOfMemory (afterLoad, stored) {
  const withoutRows = { ...afterLoad, sandbox: { rss: afterLoad.sandbox.rss - stored } }
  return [
    ['Memory after start', atStart],
    ['Memory after the load', afterLoad],
    [`Without the ${stored.toFixed(1)} MiB of rows`, withoutRows]
  ].map(([title, measured]) => ({ title, rounds: [measured], ...compare([measured]) }))
}

/** What a sandbox's database has, in MiB: as large as the copy of it that an export is. */
async function readStored ({ url }) {
  const reply = await ask(`${url}/__admin/state/export`)
  return (await reply.arrayBuffer()).byteLength / 2 ** 20
}

async function stopAll (servers) {
  await inTurn(servers, server => server.stop())
}
