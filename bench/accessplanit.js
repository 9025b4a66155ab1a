import { deepStrictEqual } from 'node:assert/strict'
import { list, search, startInMemory, startPlatform } from './accessplanit/store.js'
import { measureMaking } from './accessplanit/making.js'
import { bundleSource } from './accessplanit/source.js'
import { load } from './load.js'
import { describeMachine } from './machine.js'
import { compare, print, save } from './report.js'
import { inTurn } from './scenarios.js'
import { ask, startServer } from './servers.js'

// What lists of version 2 of accessplanit cost: against a server that has the bytes, against JSON.stringify, and as records grow.
// node bench/accessplanit.js
const rounds = Number(process.env.BENCH_ROUNDS ?? 5)
const seconds = Number(process.env.BENCH_SECONDS ?? 3)
const [few, many] = [1_000, 100_000]
const dates = (count) => `${count.toLocaleString('en')} dates`

const machine = describeMachine()
await bundleSource()
const sandbox = await startInMemory()
const small = await startPlatform(few)
const large = await startPlatform(many)
const answer = await read(sandbox, list)
const fastify = await startServer(['bench/accessplanit/bare.js', answer.text])
deepStrictEqual(await read(fastify, list), answer)

const loads = [
  { title: 'List of 50', ...await measure({ sandbox, fastify }, () => list, ['sandbox', 'fastify']) },
  {
    title: 'Filtered and sorted page of 50',
    ...await measure(
      { [dates(many)]: large, [dates(few)]: small }, name => search(name === dates(few) ? few : many), [dates(many), dates(few)]
    )
  }
]
console.log('Making the list …')
const made = await measureMaking(small.file, rounds * 5)
loads.push({ title: 'Making the list, in one process', rounds: made, ...compare(made, Object.keys(made[0])) })
await Promise.all([sandbox, small, large, fastify].map(server => server.stop()))

const results = { at: new Date().toISOString(), machine: machine(), rounds, seconds, loads }
save(results)
print(results)

/** Sends each server its request, by turns, in rounds. */
async function measure (servers, requestOf, names) {
  const scenarios = await inTurn(servers, async (server, name) => {
    const request = requestOf(name)
    const { status, text } = await read(server, request)
    const { results } = JSON.parse(text)
    if (status !== 200 || results.length !== 50) throw new Error(`${request.path} answers ${status}: ${text.slice(0, 200)}`)
    return { status, body: text, isAlwaysNew: false, request: () => request }
  })
  const send = (duration) => inTurn(servers, (server, name) => load(server, scenarios[name], { connections: 10, seconds: duration }))
  console.log(`${names.join(' and ')} …`)
  await send(Math.min(2, seconds))
  const measured = []
  for (let round = 0; round < rounds; round++) measured.push(await send(seconds))
  return { rounds: measured, ...compare(measured, names) }
}

async function read ({ url }, { path, ...request }) {
  const reply = await ask(`${url}${path}`, request)
  return { status: reply.status, type: reply.headers.get('content-type'), text: await reply.text() }
}
