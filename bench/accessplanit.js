import { search, startPlatform } from './accessplanit/store.js'
import { measureMaking } from './accessplanit/making.js'
import { bundleSource } from './accessplanit/source.js'
import { runBench } from './harness/bench.js'
import { ask, stopAll } from './harness/servers.js'
import { inTurn, measureLoad, tableOf } from './harness/turns.js'

// What lists of version 2 of accessplanit cost: as records grow, and against JSON.stringify. node bench/accessplanit.js
const named = (count) => `${count.toLocaleString('en')} dates`

const usual = { dates: [1_000, 100_000], rounds: 5, seconds: 3 }

await runBench('accessplanit', usual, async ({ dates: [few, many], rounds, seconds }) => {
  await bundleSource()
  const small = await startPlatform(few)
  const servers = { [named(many)]: await startPlatform(many), [named(few)]: small }
  const scenarios = await inTurn(servers, async ({ url }, name) => {
    const request = search(name === named(few) ? few : many)
    const reply = await ask(`${url}${request.path}`, request)
    const body = await reply.text()
    if (reply.status !== 200 || JSON.parse(body).results.length !== 50) throw new Error(`${request.path} answers ${body.slice(0, 200)}`)
    return { status: 200, body, isAlwaysNew: false, request: () => request }
  })
  const pages = await measureLoad(servers, { title: 'Filtered and sorted page of 50', of: (name) => scenarios[name] }, { rounds, seconds })
  console.log('Making the list …')
  const made = await measureMaking(small.file, rounds * 5)
  await stopAll(servers)
  return { tables: [pages, tableOf('Making the list, in one process', made, Object.keys(made[0]))] }
})
