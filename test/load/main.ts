import { inputs } from './hostile.ts'
import { fill, ofFullStates } from './full-states.ts'
import { startWatched } from './server.ts'
import { measureStalls } from './stalls.ts'

const [, , words = ''] = process.argv
const server = await startWatched()
const amounts = { users: 3000, records: 50_000, graces: 2000, requests: 1000 }
const token = await fill(server, amounts)
const chosen = [...inputs, ...ofFullStates(token, amounts)].filter(({ name }) => new RegExp(words).test(name))
await measureStalls(server, chosen, 2, ({ name, status, longest, all }) =>
  console.log(name.padEnd(50), String(status).padStart(4), longest.toFixed(1).padStart(9), all.toFixed(1).padStart(9)))
await server.stop()
