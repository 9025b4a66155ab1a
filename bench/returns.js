import { describeMachine } from './machine.js'
import { printMachine, printTable, save } from './report.js'
import { startServer } from './servers.js'
import { startSandbox } from './returns/client.js'
import { measureGrowth } from './returns/memory.js'
import { measureOthers } from './returns/others.js'
import { bundleSource } from './returns/source.js'
import { tablesOf, tablesOfGrowth } from './returns/tables.js'
import { measureUploads } from './returns/uploads.js'
import { measureValidations } from './returns/validations.js'

// What returns cost: their upload, their validation, their memory, and what others see of it. node bench/returns.js
const learners = Number(process.env.BENCH_LEARNERS ?? 20_000)
const multiples = (process.env.BENCH_SIZES ?? '1,4,16').split(',').map(Number)
const rounds = Number(process.env.BENCH_ROUNDS ?? 5)
const seconds = Number(process.env.BENCH_SECONDS ?? 3)
const learnersOfTheWarmUp = 2000

const machine = describeMachine()
await bundleSource()
const sizes = []
for (const multiple of multiples) sizes.push(await measureSize(multiple))

const results = { at: new Date().toISOString(), machine: machine(), learners, rounds, seconds, sizes }
save(results)
printMachine(results.machine)
for (const table of [...sizes.flatMap(tablesOf), ...tablesOfGrowth(sizes)]) printTable(table)

/** Others are measured beside the return of the first size only. */
async function measureSize (multiple) {
  const count = learners * multiple
  const title = `${count.toLocaleString('en')} learners`
  console.log(`${title} …`)
  const sandbox = await startSandbox()
  const bare = await startServer(['--expose-gc', 'bench/returns/bare.js'])
  await measureUploads(sandbox, bare, learnersOfTheWarmUp)
  const measured = await measureGrowth(sandbox, () => measureUploads(sandbox, bare, count))
  const validations = await measureValidations(sandbox, bare, measured, Math.ceil(rounds / multiple))
  const others = multiple === multiples[0] ? await measureOthers(sandbox, measured.submissionToken, rounds, seconds) : []
  await Promise.all([sandbox.stop(), bare.stop()])
  return { title, ...measured, validations, others }
}
