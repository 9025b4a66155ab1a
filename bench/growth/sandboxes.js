import { list } from '../accessplanit/store.js'
import { ask, askJson, sandboxOf, startServer, stopAll, unlimited } from '../harness/servers.js'
import { inRounds, inTurn, measureLoad } from '../harness/turns.js'
import { day } from '../returns/making.js'
import { api, credentials } from '../work-based/prepare.js'
import { beginUploads } from './batches.js'
import { compareGrowth } from './compare-growth.js'
import { sendOneByOne } from './one-by-one.js'

const connections = 10
const planPath = `${api}/training-plans/DEMO-TP04`

/** A visit as a dry run, so that the next is answered as the first: what is kept grows with `measureRows`. */
const visit = {
  method: 'POST',
  path: `${planPath}/visits`,
  headers: { ...credentials, 'content-type': 'application/json', 'sandbox-dry-run': '1' },
  body: JSON.stringify({ visitLocalId: 'BENCH-V1', visitDate: day })
}

const operations = [
  { title: 'Get plan with visits', status: 200, request: { method: 'GET', path: planPath, headers: credentials } },
  { title: 'Record a visit, dry run', status: 201, request: visit },
  { title: 'List of course dates', status: 200, request: list }
]

/** The operations on servers that have so many sandboxes: all sent to one of them, and to all of them in turn. */
export async function measureSandboxes ({ sandboxes, ...settings }) {
  const servers = {}
  for (const [name, count] of namesOf(sandboxes)) {
    console.log(`${name} …`)
    servers[name] = await startWithSandboxes(count)
  }
  const tables = [
    ...await measureUse(servers, 'one used', ([first]) => [first], settings),
    ...await measureUse(servers, 'all used in turn', ids => ids, settings)
  ]
  await stopAll(servers)
  return tables
}

function namesOf ([least, ...larger]) {
  const name = (count) => `${count.toLocaleString('en')} sandbox${count === 1 ? '' : 'es'}`
  return [[name(least), least], [`${name(least)} again`, least], ...larger.map(count => [name(count), count])]
}

async function startWithSandboxes (count) {
  const server = await startServer(sandboxOf('demo', [...unlimited, '--clock', `frozen:${day}T09:00`]))
  const ids = []
  for (let n = 1; n <= count; n++) {
    ids.push(`s${n}`)
    await askJson(`${server.url}/__admin/sandboxes`, 'POST', { id: `s${n}` })
  }
  return { ...server, ids, batches: new Map() }
}

async function measureUse (servers, how, chosenOf, { rounds, seconds }) {
  const names = Object.keys(servers)
  const tables = []
  for (const operation of operations) {
    const title = `${operation.title}, ${how}`
    const scenarios = await inTurn(servers, server => scenarioOf(server, chosenOf(server.ids), operation))
    const { rounds: measured } =
      await measureLoad(servers, { title, of: (name) => scenarios[name] }, { connections, rounds, seconds, warmUp: 3 })
    tables.push(compareGrowth(title, measured, names))
  }
  const title = `Batch of 100 records, ${how}`
  console.log(`${title} …`)
  const nexts = await inTurn(servers, server => batchesFor(server, chosenOf(server.ids)))
  let from = 0
  const send = () => inTurn(servers, async (server, name) => {
    const { p50, processorTime, sent } = await sendOneByOne(server, nexts[name], 200, { seconds, from })
    from += sent
    return { p50, processorTime }
  })
  await send()
  tables.push(compareGrowth(title, await inRounds(rounds, send), names))
  return tables
}

/** Each connection has sandboxes of its own, which it goes through over and over. All answer the same bytes. */
async function scenarioOf ({ url }, ids, { status, request }) {
  const requests = ids.map(id => ({ ...request, headers: { ...request.headers, 'sandbox-id': id } }))
  const { path, ...first } = requests[0]
  const reply = await ask(`${url}${path}`, first)
  const body = await reply.text()
  if (reply.status !== status) throw new Error(`${path} answers ${reply.status}: ${body}`)
  const lanes = Array.from({ length: connections }, (_, lane) =>
    requests.length < connections ? requests : requests.filter((_, n) => n % connections === lane))
  return { status, body, isAlwaysNew: false, request: () => requests[0], lanes }
}

async function batchesFor (server, ids) {
  const nexts = []
  for (const id of ids) {
    if (!server.batches.has(id)) server.batches.set(id, await beginUploads(server, { 'sandbox-id': id }))
    nexts.push(server.batches.get(id))
  }
  return (n) => nexts[n % nexts.length](0)
}
