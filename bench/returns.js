import { runBench } from './harness/bench.js'
import { startServer } from './harness/servers.js'
import { startSandbox } from './returns/client.js'
import { measureGrowth } from './returns/memory.js'
import { measureOthers } from './returns/others.js'
import { bundleSource } from './returns/source.js'
import { tablesOf, tablesOfGrowth } from './returns/tables.js'
import { measureUploads } from './returns/uploads.js'
import { measureValidations } from './returns/validations.js'

// What returns cost: their upload, their validation, their memory, and what others see of it. node bench/returns.js
const learnersOfTheWarmUp = 2000

await runBench('returns', { learners: 20_000, sizes: [1, 4, 16], rounds: 5, seconds: 3 }, async ({ learners, sizes, rounds, seconds }) => {
  await bundleSource()
  const measured = []
  for (const multiple of sizes) {
    measured.push(await measureSize(learners * multiple, {
      rounds: Math.ceil(rounds / multiple), roundsOfOthers: multiple === sizes[0] ? rounds : 0, seconds
    }))
  }
  return { sizes: measured, tables: [...measured.flatMap(tablesOf), ...tablesOfGrowth(measured)] }
})

/** Others are measured beside the return of the first size only. */
async function measureSize (count, { rounds, roundsOfOthers, seconds }) {
  const title = `${count.toLocaleString('en')} learners`
  console.log(`${title} …`)
  const sandbox = await startSandbox()
  const bare = await startServer(['--expose-gc', 'bench/returns/bare.js'])
  await measureUploads(sandbox, bare, learnersOfTheWarmUp)
  const measured = await measureGrowth(sandbox, () => measureUploads(sandbox, bare, count))
  const validations = await measureValidations(sandbox, bare, measured, rounds)
  const others = roundsOfOthers > 0 ? await measureOthers(sandbox, measured.submissionToken, roundsOfOthers, seconds) : []
  await Promise.all([sandbox.stop(), bare.stop()])
  return { title, ...measured, validations, others }
}
