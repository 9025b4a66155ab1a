import { once } from 'node:events'
import { Agent } from 'node:http'
import { connect } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { text } from 'node:stream/consumers'
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

/** What somebody hears, by its address, who asks once the server stops: the shape of that API. */
const late: ReadonlyArray<readonly [path: string, type: string, body: object | string]> = [
  ['/oauth2/access_token', 'application/json', { error: 'server_error' }],
  ['/work-submission-api/v1.0/learners/L1', 'application/problem+json', { status: 503, title: 'The server is stopping', errors: {} }],
  ['/submissions/v1.0/returns', 'application/problem+json', { status: 503, instance: '/submissions/v1.0/returns' }],
  ['/accessplan/api/v1/coursedates/5014', 'application/json', { Errors: [{ Field: '' }] }],
  ['/accessplan/api/v2/Venue/1', 'application/json', { error: 'server_error' }],
  ['/accessplan/services/WebIntegration.asmx/GetCourses', 'text/plain', 'The server is stopping.'],
  ['/sandboxes/nobodys/accessplan/api/v2/Venue/1', 'application/json', { error: 'server_error' }],
  ['/readyz', 'application/problem+json', { status: 503 }]
]

t.test('What comes over a connection that is still open once the server stops is refused as its API refuses, and told when to come again', {
  skip: onlyWith('signals')
}, async t => {
  const { url, child, ended } = await start(t)
  const ask = askOver(new Agent())
  await ask(url, 'POST', '/__admin/faults', {}, { match: { method: 'GET', path: '*/Category' }, effect: { delayMs: 1500 } })
  const port = Number(new URL(url).port)
  // On each, a request is under way that was there before the signal.
  const waiting = await Promise.all(late.map(async ([path]) => {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    socket.write('GET /accessplan/api/v2/Category HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer demo-api-key\r\n\r\n')
    return { path, socket, heard: text(socket) }
  }))
  while ((await ask(url, 'GET', '/__admin/requests')).body.requests.length < late.length) await setTimeout(10)
  child.kill('SIGTERM')
  while (await ask(url, 'GET', '/livez').then(() => true, () => false)) await setTimeout(10)
  for (const { path, socket } of waiting) socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`)
  const replies = await Promise.all(waiting.map(({ heard }) => heard))
  for (const [n, [path, type, body]] of late.entries()) {
    const [first = '', second = ''] = replies[n]!.split(/(?=HTTP\/1\.1 )/)
    t.match(first, 'HTTP/1.1 200', `${path}: what was under way is answered`)
    t.match(second, 'HTTP/1.1 503', path)
    const head = second.toLowerCase()
    for (const line of [`content-type: ${type}`, 'retry-after: 3', 'connection: close']) t.ok(head.includes(line), `${path}: ${line}`)
    const said = second.slice(second.indexOf('\r\n\r\n') + 4)
    t.match(typeof body === 'string' ? said : JSON.parse(said), body, path)
  }
  t.match(await ended, { code: 0, err: '' })
})

t.test('A log that nobody reads keeps nobody waiting: not those who ask, and not who stops the server; what is left out of it is told', {
  skip: onlyWith('signals')
}, async t => {
  const { url, child, ended, printed } = await start(t, ['--log-level', 'info'])
  const agent = new Agent({ keepAlive: true })
  t.teardown(() => agent.destroy())
  const ask = askOver(agent)
  const path = `/work-submission-api/v1.0/learners/${'x'.repeat(14_000)}`
  async function log (lines: number): Promise<void> {
    for (let n = 0; n < lines; n += 20) await Promise.all(Array.from({ length: 20 }, () => ask(url, 'GET', path)))
  }

  child.stdout.pause()
  // More than waits for a reader.
  await log(800)
  child.stdout.resume()
  const told = /"level":40,"time":\d+,"msg":"\d+ lines of the log were left out here, as nobody read those before"/
  while (!told.test(printed())) await log(20)

  child.stdout.pause()
  // More than the pipe holds.
  await log(100)
  const began = performance.now()
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit') as [number]
  const took = performance.now() - began
  t.equal(code, 0)
  t.ok(took < longest, `it is over after ${took.toFixed(0)} ms; the target is 5,000`)
  child.stdout.resume()
  t.match(await ended, { err: '' })
})
