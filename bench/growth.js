import { runBench } from './harness/bench.js'
import { measureJournals } from './growth/journal.js'
import { measureRows } from './growth/rows.js'
import { measureSandboxes } from './growth/sandboxes.js'
import { bundleSource } from './returns/source.js'

// Whether an operation takes the same however much there is: rows, sandboxes, requests in the journal. node bench/growth.js
const kinds = { rows: measureRows, sandboxes: measureSandboxes, journals: measureJournals }
const usual = { kinds: Object.keys(kinds), rows: [1_000, 100_000, 1_000_000], sandboxes: [1, 100, 1_000], rounds: 5, seconds: 3 }

await runBench('growth', usual, async ({ kinds: chosen, ...settings }) => {
  await bundleSource()
  const tables = []
  for (const kind of chosen) tables.push(...await kinds[kind](settings))
  return { tables, lines: tables.map(({ verdict }) => verdict) }
})
