import { execFileSync } from 'node:child_process'
import { runBench } from './harness/bench.js'
import { tableOf } from './harness/turns.js'
import { measureOperations } from './sandboxes/operations.js'
import { bundleSource } from './sandboxes/source.js'

// What it takes to make, reset, restore and wake a sandbox, against opening a copy of its image; and what many of them take, of which a
// fifth is used.
// node bench/sandboxes.js
await runBench('sandboxes', { rounds: 50, many: 1000 }, async ({ rounds, many: count }) => {
  await bundleSource()
  const tables = (await measureOperations(rounds)).map(({ title, rounds }) => tableOf(title, rounds, ['sandbox', 'copy']))
  console.log(`${count.toLocaleString('en')} sandboxes …`)
  const words = ['--expose-gc', 'bench/sandboxes/many.js', String(count)]
  const many = JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' }))
  return {
    tables,
    many,
    lines: [
      `${count.toLocaleString('en')} sandboxes in one process, ${many.used} of them used: ${many.rss.toFixed(0)} MiB resident`,
      `startSandbox(): the second of a process ${many.second.toFixed(1)} ms, the median of all others ${many.median.toFixed(1)} ms`
    ]
  }
})
