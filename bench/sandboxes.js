import { execFileSync } from 'node:child_process'
import { describeMachine } from './machine.js'
import { compare, print, save } from './report.js'
import { measureOperations } from './sandboxes/operations.js'
import { bundleSource } from './sandboxes/source.js'

// What it takes to make, reset, restore and wake a sandbox, against opening a copy of its image; and what many of them take.
// node bench/sandboxes.js
const rounds = Number(process.env.BENCH_ROUNDS ?? 50)

const machine = describeMachine()
await bundleSource()
const loads = (await measureOperations(rounds)).map(({ title, rounds }) => ({ title, rounds, ...compare(rounds, ['sandbox', 'copy']) }))
console.log('A thousand sandboxes …')
const many = JSON.parse(execFileSync(process.execPath, ['--expose-gc', 'bench/sandboxes/many.js'], { encoding: 'utf8' }))

const results = { at: new Date().toISOString(), machine: machine(), rounds, seconds: 0, loads, many }
save(results)
print(results)
console.log(`
1,000 sandboxes in one process, 200 of them used: ${many.rss.toFixed(0)} MiB resident
startSandbox(): the second of a process ${many.second.toFixed(1)} ms, the median of all others ${many.median.toFixed(1)} ms`)
