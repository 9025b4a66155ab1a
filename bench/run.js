import { runBench } from './harness/bench.js'
import { readMemory } from './harness/machine.js'
import { ask, bareFastify, bareHttp, counting, sandboxOf, startServer, stopAll, unlimited } from './harness/servers.js'
import { inTurn, measureLoad, tableOf } from './harness/turns.js'
import { measureColdStarts } from './run/cold-start.js'
import { connections as lanes, startForListsAndBatches } from './run/lists-and-batches.js'
import { proveSame } from './run/prove-same.js'
import { prepare } from './work-based/prepare.js'
import { scenariosOf } from './work-based/scenarios.js'

// The sandbox against servers that do next to nothing. The usual figures take about seven minutes. node bench/run.js
await runBench('run', { rounds: 5, seconds: 3, starts: 15 }, async ({ rounds, seconds, starts }) => {
  console.log('Cold starts …')
  const coldStarts = await measureColdStarts(starts)
  const [visits, memory] = await measurePlansAndVisits({ rounds, seconds })
  return { tables: [...visits, ...await measureListsAndBatches({ rounds, seconds }), ...coldStarts, ...memory] }
})

async function measurePlansAndVisits (settings) {
  const sandbox = await startServer(sandboxOf('empty', unlimited))
  const atStart = { sandbox: readMemory(sandbox) }
  const storedAtStart = await readStored(sandbox)
  const prepared = await prepare(sandbox.url)
  const servers = {
    sandbox,
    counting: await startServer(sandboxOf('empty', counting)),
    fastify: await startServer(bareFastify(prepared.plan.json)),
    http: await startServer(bareHttp(prepared.plan.json))
  }
  await prepare(servers.counting.url)
  atStart.fastify = readMemory(servers.fastify)
  atStart.http = readMemory(servers.http)
  const tables = await measureLoads(servers, scenariosOf(servers, prepared), [10, 50], settings)
  const memory = tablesOfMemory(atStart, await inTurn(servers, readMemory), await readStored(sandbox) - storedAtStart)
  await stopAll(servers)
  return [tables, memory]
}

/** In processes of their own, which have no visits in them. */
async function measureListsAndBatches (settings) {
  const { servers, scenarios } = await startForListsAndBatches()
  const tables = await measureLoads(servers, scenarios, [lanes], settings)
  await stopAll(servers)
  return tables
}

async function measureLoads (servers, scenarios, numbersOfConnections, { rounds, seconds }) {
  const tables = []
  for (const { title, of } of scenarios) {
    await proveSame({ of }, servers)
    let warmUp = 2
    for (const connections of numbersOfConnections) {
      const named = { title: `${title}, ${connections} connections`, of }
      tables.push(await measureLoad(servers, named, { connections, rounds, seconds, warmUp }))
      warmUp = 0
    }
  }
  return tables
}

function tablesOfMemory (atStart, afterLoad, stored) {
  const withoutRows = { ...afterLoad, sandbox: { rss: afterLoad.sandbox.rss - stored } }
  return [
    tableOf('Memory after start', [atStart]),
    tableOf('Memory after the load', [afterLoad]),
    tableOf(`Without the ${stored.toFixed(1)} MiB of rows`, [withoutRows])
  ]
}

/** What a sandbox's database has, in MiB: as large as the copy of it that an export is. */
async function readStored ({ url }) {
  const reply = await ask(`${url}/__admin/state/export`)
  return (await reply.arrayBuffer()).byteLength / 2 ** 20
}
