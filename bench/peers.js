import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runBench } from './harness/bench.js'
import { readMemory } from './harness/machine.js'
import { ask, sandboxOf, startServer, stopAll, unlimited } from './harness/servers.js'
import { inRounds, inTurn, measureLoad, tableOf } from './harness/turns.js'
import { checking } from './peers/answers.js'
import { sizeOfSandbox } from './peers/install.js'
import { jsonServer } from './peers/json-server.js'
import { mockoon } from './peers/mockoon.js'
import { prism } from './peers/prism.js'
import { preparePeers, startPeer } from './peers/start-peers.js'
import { startAndAsk } from './peers/start.js'
import { warmUp } from './peers/warm-up.js'
import { wiremock } from './peers/wiremock.js'
import { startForListsAndBatches } from './run/lists-and-batches.js'
import { credentials, prepare } from './work-based/prepare.js'
import { scenariosOf } from './work-based/scenarios.js'

// The sandbox against mock servers that people use, each at a version of its own, which are installed outside this package when they are
// not there yet. node bench/peers.js
const peers = { prism, mockoon, 'json-server': jsonServer, wiremock }
const usual = {
  peers: Object.keys(peers),
  folder: join(tmpdir(), 'tms-sandbox-peers'),
  connections: 10,
  rounds: 9,
  seconds: 2,
  starts: 5,
  warmUp: 30
}

await runBench('peers', usual, async ({ peers: chosen, folder, ...settings }) => {
  const visits = await startServer(sandboxOf('empty', unlimited))
  const others = await startForListsAndBatches({ withFastify: false })
  const ofSandbox = { plan: visits, visit: visits, list: others.servers.sandbox, batch: others.servers.sandbox }
  const prepared = await prepare(visits.url)
  const operations = operationsOf(prepared, others.scenarios)
  const requests = Object.fromEntries(operations.map(({ key, of }) => [key, of('sandbox').request()]))
  const answers = await inTurn(requests, (request, key) => answerOf(ofSandbox[key], request))
  const { ready, missing } = preparePeers(chosen.map(peerCalled), folder, answers)

  const coldStarts = await measureColdStarts(ready, requests, settings.starts)
  const servers = await inTurn(ready, (peer, name) => startAll(peer, requests, reason => missing.push(`${name}: ${reason}`)))
  const memory = [await measureMemory('Memory after start', visits, servers)]
  const tables = []
  const lines = [...missing, againstBest(coldStarts, 'time', 'of the quickest', (a, b) => a > b)]
  for (const operation of operations) {
    const { table, notes } = await measureOperation(operation, ofSandbox, ready, servers, settings)
    tables.push(table)
    lines.push(...notes)
    if (operation.key === 'visit') memory.push(await measureMemory('Memory after plans and visits', visits, servers))
  }
  await stopAll({ visits, others: others.servers.sandbox })
  for (const byOperation of Object.values(servers)) await stopAll(byOperation)
  const sizes = { sandbox: { size: sizeOfSandbox() }, ...await inTurn(ready, ({ size }) => ({ size })) }
  return { tables: [...tables, coldStarts, ...memory, tableOf('Installed', [sizes], Object.keys(sizes))], lines }
})

function peerCalled (name) {
  if (!peers[name]) throw new Error(`There is no peer ${name}; there are ${Object.keys(peers).join(', ')}`)
  return peers[name]
}

/** The four operations: what a server is sent, by its name, as each has visits of its own. */
function operationsOf (prepared, listAndBatch) {
  const made = new Map()
  const ofVisits = (which) => (name) => {
    if (!made.has(name)) made.set(name, scenariosOf({ [name]: {} }, prepared))
    return made.get(name)[which].of(name)
  }
  return [
    { key: 'plan', title: 'Get plan with visits', of: ofVisits(0) },
    { key: 'visit', title: 'Record a visit', of: ofVisits(1) },
    { key: 'list', ...listAndBatch[0] },
    { key: 'batch', ...listAndBatch[1] }
  ]
}

async function answerOf ({ url }, { path, ...request }) {
  const reply = await ask(`${url}${path}`, request)
  const text = await reply.text()
  if (!reply.ok) throw new Error(`${path} answers ${reply.status}: ${text}`)
  return text
}

/** The servers of a peer by the operations that they serve; what does not start is told of. */
async function startAll (peer, requests, tell) {
  const byOperation = {}
  for (const server of peer.peer.servers) {
    try {
      const started = await startPeer(peer, server, requests)
      for (const operation of server.operations) byOperation[operation] = started
    } catch (error) {
      tell(error.message)
    }
  }
  return byOperation
}

/** From the spawn to the first plan. */
async function measureColdStarts (ready, requests, starts) {
  console.log('Cold starts …')
  const plan = { method: 'GET', path: '/work-submission-api/v1.0/training-plans/DEMO-TP04', headers: credentials }
  const launch = (port) =>
    ({ command: process.execPath, args: sandboxOf('demo').map((arg, n, args) => args[n - 1] === '--port' ? String(port) : arg) })
  const starting = {
    sandbox: () => startAndAsk(launch, plan),
    ...Object.fromEntries(Object.entries(ready).map(([name, peer]) => [name, () => startPeer(peer, peer.peer.servers[0], requests)]))
  }
  const rounds = await inRounds(starts, () => inTurn(starting, async (start) => {
    const server = await start()
    await server.stop()
    return { time: server.time }
  }))
  return tableOf('Cold start to the first plan', rounds, Object.keys(starting))
}

function startedWith (operation, servers) {
  return Object.fromEntries(Object.entries(servers).filter(([, it]) => it[operation]))
}

/** Of the process that serves plans and visits. */
async function measureMemory (title, visits, servers) {
  const measured = { sandbox: readMemory(visits), ...await inTurn(startedWith('plan', servers), ({ plan }) => readMemory(plan)) }
  return tableOf(title, [measured], Object.keys(measured))
}

async function measureOperation ({ key, title, of }, ofSandbox, ready, servers, { connections, rounds, seconds, warmUp: most }) {
  console.log(`${title} …`)
  const measured = { sandbox: ofSandbox[key] }
  const scenarios = { sandbox: { isExpected: checking(key), ...of('sandbox') } }
  const cannot = []
  const unsteady = []
  for (const [name, { peer }] of Object.entries(ready)) {
    if (servers[name][key]) {
      measured[name] = servers[name][key]
      scenarios[name] = scenarioFor(key, of(name), request => peer.request(key, request))
    } else cannot.push(name)
  }
  for (const [name, server] of Object.entries(measured)) {
    const { seconds, isSteady } = await warmUp(server, scenarios[name], connections, most)
    if (!isSteady) unsteady.push(`${name} after ${seconds} s`)
  }
  const table = await measureLoad(measured, { title, of: (name) => scenarios[name] }, { connections, rounds, seconds, warmUp: 0 })
  const notes = [
    againstBest(table, 'requests', 'of the fastest', (a, b) => a < b),
    ...(unsteady.length > 0 ? [`${title}: not steady were ${unsteady.join(', ')}`] : [])
  ]
  return { table: { ...table, cannot }, notes }
}

/** The sandbox against that peer which comes closest to it, or leaves it behind most. */
function againstBest ({ title, ratios }, figure, of, isCloser) {
  const closest = Object.entries(ratios).reduce((best, it) => best && !isCloser(it[1][figure], best[1][figure]) ? best : it, undefined)
  return closest ? `${title}: ${closest[1][figure].toFixed(2)} times that ${of} peer, ${closest[0]}` : `${title}: no peer`
}

/** What a peer is sent, at its own paths; each answer must have the shape of one. */
function scenarioFor (key, { body, isExpected, lanes, ...scenario }, adapt) {
  return {
    ...scenario,
    isExpected: checking(key),
    request: () => adapt(scenario.request()),
    ...(lanes && { lanes: lanes.map(lane => lane.map(adapt)) })
  }
}
