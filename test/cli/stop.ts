import { Agent } from 'node:http'
import t from 'tap'
import { isThorough } from '../effort.ts'
import { openIdle } from '../load/connections.ts'
import { onlyWith } from '../systems.ts'
import { start } from './program.ts'
import { lostOf, writeUntilGone } from './under-load.ts'
import { askOver, clientsBy, platform, type Ask, type Client, type Sending } from './writing-clients.ts'

const rounds = isThorough ? 10 : 1
const stalled = isThorough ? 300 : 30
const delayed = 8

/** Milliseconds: twice the target, which is 5 s, as a machine may be busy. */
const longest = 10_000

/** What of all that is under way the server has surely read: later requests, sent once all of it was out, have been answered. */
async function arrivedOf (underWay: ReadonlySet<Sending>, url: string): Promise<Sending[]> {
  const agent = new Agent({ keepAlive: true })
  const ask = askOver(agent)
  let arrived: Sending[] = []
  // On a machine that is very busy, those that are delayed may all be answered by then.
  for (let tries = 0; arrived.length === 0 && tries < 20; tries++) {
    const out = [...underWay].filter(({ isOut }) => isOut)
    // The first may come together with a connection that is still to be accepted.
    for (let n = 0; n < 2; n++) await ask(url, 'GET', '/livez')
    arrived = out.filter(it => underWay.has(it))
  }
  agent.destroy()
  return arrived
}

/** Clients whose requests wait for longer than the signal takes to come, and for less than the server is patient. */
const delayedClients = (ask: Ask): Client[] => Array.from({ length: delayed }, (_, client) => ({
  name: `delayed ${client}`,
  write: (url, n) => ask(url, 'POST', '/sandboxes/late/accessplan/api/v2/Venue', platform, { Label: `Late ${client} ${n}` }),
  async isThere (url, _, { body }) {
    return (await ask(url, 'GET', `/sandboxes/late/accessplan/api/v2/Venue/${body.ID}`, platform)).status === 200
  }
}))

t.test('SIGTERM under load: what has come is answered, what was acknowledged is there, and nobody who stalls keeps it long', {
  skip: onlyWith('signals')
}, async t => {
  const words = ['--data', t.testdir({}), '--fixture', 'demo', '--clock', 'frozen:2026-03-02T09:00', '--rate-limit', 'off']
  const underWay = new Set<Sending>()
  const agent = new Agent({ keepAlive: true })
  t.teardown(() => agent.destroy())
  const ask = askOver(agent, underWay)
  const clients = [...clientsBy(ask), ...delayedClients(ask)]
  let server = await start(t, words)
  for (const id of ['one', 'late']) await ask(server.url, 'POST', '/__admin/sandboxes', {}, { id })
  const fault = { match: { method: 'POST', path: '*/Venue' }, effect: { delayMs: 1500 } }
  await ask(server.url, 'POST', '/sandboxes/late/__admin/faults', {}, fault)
  let number = 1
  for (let round = 1; round <= rounds; round++) {
    const { url, child } = server
    const idle = await openIdle({ port: Number(new URL(url).port) }, stalled)
    let began = 0
    const arriving: Array<Promise<Sending[]>> = []
    const end = () => arriving.push(arrivedOf(underWay, url).then(arrived => {
      began = performance.now()
      child.kill('SIGTERM')
      return arrived
    }))
    const [{ written }, ended] = await Promise.all([
      writeUntilGone(t, clients, { url, from: number, after: 60, end, closing: 503 }),
      server.ended.then(ended => ({ ...ended, took: performance.now() - began }))
    ])
    t.match(ended, { code: 0, err: '' }, `stop ${round}`)
    t.ok(ended.took < longest, `it is over after ${ended.took.toFixed(0)} ms; the target is 5,000`)
    idle.close()
    const arrived = (await Promise.all(arriving)).flat()
    t.ok(arrived.length > 0, `${arrived.length} had come and were not answered`)
    t.same(arrived.filter(({ status = 0 }) => status < 200 || status >= 300), [], 'each of them is')

    number = Math.max(number, ...written.map(it => it.number)) + 2
    server = await start(t, words)
    t.same(await lostOf(written, server.url), [], `all of ${written.length} are there`)
  }
  server.child.kill('SIGTERM')
  t.match(await server.ended, { code: 0, err: '' })
})
