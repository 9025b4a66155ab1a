import { measureColdStarts } from './cold-start.js'
import { load } from './load.js'
import { describeMachine, readMemory } from './machine.js'
import { prepare } from './prepare.js'
import { compare, print, save } from './report.js'
import { inTurn, proveSame, scenariosOf } from './scenarios.js'
import { bareFastify, bareHttp, sandboxOf, startServer } from './servers.js'

// How much is measured; the usual figures take about five minutes.
const rounds = Number(process.env.BENCH_ROUNDS ?? 5)
const seconds = Number(process.env.BENCH_SECONDS ?? 3)
const starts = Number(process.env.BENCH_STARTS ?? 15)
const connections = [10, 50]
const warmUpSeconds = 2

const machine = describeMachine()
console.log('Cold starts …')
const coldStart = await measureColdStarts(starts)

const sandbox = await startServer(sandboxOf('empty', ['--rate-limit', '100000000/1s']))
const memoryAtStart = { sandbox: readMemory(sandbox) }
const { plan, plansForVisits } = await prepare(sandbox.url)
const servers = {
  sandbox,
  fastify: await startServer(bareFastify(plan.json)),
  http: await startServer(bareHttp(plan.json))
}
memoryAtStart.fastify = readMemory(servers.fastify)
memoryAtStart.http = readMemory(servers.http)

const scenarios = scenariosOf(servers, { plan, plansForVisits })
const loads = []
for (const scenario of scenarios) {
  await proveSame(scenario, servers)
  console.log(`${scenario.title} …`)
  await inTurn(servers, (server, name) => load(server, scenario.of(name), { connections: 50, seconds: warmUpSeconds }))
  for (const count of connections) {
    const measured = []
    for (let round = 0; round < rounds; round++) {
      measured.push(await inTurn(servers, (server, name) => load(server, scenario.of(name), { connections: count, seconds })))
    }
    loads.push({ title: `${scenario.title}, ${count} connections`, rounds: measured, ...compare(measured) })
  }
}

const memory = [['after start', memoryAtStart], ['after the load', await inTurn(servers, readMemory)]]
  .map(([when, measured]) => ({ title: `Memory ${when}`, rounds: [measured], ...compare([measured]) }))
await Promise.all(Object.values(servers).map(server => server.stop()))

const results = { at: new Date().toISOString(), machine: machine(), rounds, seconds, starts, loads, coldStart, memory }
save(results)
print(results)
