import { fill, ofFullStates } from './full-states.ts'
import { inputs } from './hostile.ts'
import { underLoad } from './load.ts'
import { startWatched } from './server.ts'
import { measureStalls } from './stalls.ts'

const [, , what = 'load', words = '.'] = process.argv
const server = await startWatched()
if (what === 'load') {
  const seconds = Number(process.env.TMS_SANDBOX_EFFORT ?? 1) * 60
  const { errors, requests, rate } = await underLoad(server, { sandboxes: 50, peak: 10, warmUp: 20, seconds }, line => console.log(line))
  console.log(`${requests} requests, ${rate.toFixed(0)} a second, ${errors.length} errors`)
  for (const error of errors.slice(0, 20)) console.log(error)
  if (errors.length > 0) process.exitCode = 1
} else {
  const amounts = { users: 3000, records: 50_000, graces: 2000, requests: 1000 }
  const token = await fill(server, amounts)
  const chosen = [...inputs, ...ofFullStates(token, amounts)].filter(({ name }) => new RegExp(words).test(name))
  await measureStalls(server, chosen, 2, ({ name, status, longest, all }) =>
    console.log(name.padEnd(50), String(status).padStart(4), longest.toFixed(1).padStart(9), all.toFixed(1).padStart(9)))
}
await server.stop()
