import { takenBack } from './changes/taken-back.js'
import { runBench } from './harness/bench.js'
import { builtWith } from './harness/program.js'
import { startServer, stopAll, counting } from './harness/servers.js'
import { inTurn, measureLoad } from './harness/turns.js'
import { prepare } from './work-based/prepare.js'
import { scenariosOf } from './work-based/scenarios.js'

// What each of the things that make the two hot paths short gives: the program as it is, and with one of them taken back, by turns.
// BENCH_WITHOUT names those that are to be taken back. node bench/changes.js

await runBench('changes', { rounds: 9, seconds: 1, without: Object.keys(takenBack) }, async ({ rounds, seconds, without }) => {
  const servers = { 'as it is': await startServer(await builtWith('as-it-is', {}, counting)) }
  for (const [n, name] of without.entries()) {
    servers[name] = await startServer(await builtWith(`without-${n}`, takenBack[name], counting))
  }
  const prepared = await inTurn(servers, ({ url }) => prepare(url))
  const tables = []
  for (const scenario of scenariosOf(servers, prepared['as it is'])) {
    tables.push(await measureLoad(servers, scenario, { connections: 20, rounds, seconds, warmUp: 1 }))
  }
  await stopAll(servers)
  return { tables }
})
