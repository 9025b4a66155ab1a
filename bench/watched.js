import { runBench } from './harness/bench.js'
import { builtWith } from './harness/program.js'
import { startServer, stopAll } from './harness/servers.js'
import { inTurn, measureLoad } from './harness/turns.js'
import { prepare } from './work-based/prepare.js'
import { scenariosOf } from './work-based/scenarios.js'

// What it costs that each request is kept in the journal, counted for coverage and metrics, and told of to whoever listens: the same build
// with all of that and without, one after the other. Nobody listens.
// node bench/watched.js

/** What is left out, by the file that does it. */
const leftOut = {
  'sandbox/journal.ts': [['      ring.add(entry)\n', '']],
  'sandbox/coverage.ts': [
    ['    if (!holds) return\n', '    return\n'],
    ['    if (refuses) count.refused++\n    else count.warned++\n', '']
  ],
  'http/request-counts.ts': [
    ['    count (service, operation, status) {\n', '    count (service, operation, status) {\n      return\n'],
    ['    countBroken ({ judgements }) {\n', '    countBroken ({ judgements }) {\n      return\n']
  ],
  'http/after-answer.ts': [["  if (entry) sandbox.journal.events.tell('answered', () => describeAnswer(entry))\n", '']]
}

await runBench('watched', { rounds: 7, seconds: 3 }, async ({ rounds, seconds }) => {
  const servers = { with: await startServer(await builtWith('with')), without: await startServer(await builtWith('without', leftOut)) }
  const prepared = await inTurn(servers, ({ url }) => prepare(url))
  const tables = []
  for (const scenario of scenariosOf(servers, prepared.with)) {
    tables.push(await measureLoad(servers, scenario, { connections: 20, rounds, seconds, warmUp: 2 }))
  }
  await stopAll(servers)
  return { tables }
})
