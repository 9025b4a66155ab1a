import assert from 'node:assert/strict'
import { execFile, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { freePort, hasNginx, startNginx, untilListening } from './nginx.js'

// The nginx of deploy/ over three servers on one folder: one is killed under load, and comes back. npm run hosting

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const backup = fileURLToPath(new URL('../../deploy/backup.sh', import.meta.url))
const sandboxes = Number(process.env.TMS_SANDBOX_HOSTED ?? 300)
// A server keeps 256 awake, so that one alone has room for these.
const measured = Math.min(240, sandboxes)
const clients = 24
const token = 'of-the-servers'
const agent = new Agent({ keepAlive: true, maxSockets: clients })

if (!hasNginx()) {
  console.log('hosting: skipped, as there is no nginx here (apt-get install --no-install-recommends nginx-light)')
  process.exit(0)
}

const folder = mkdtempSync(join(tmpdir(), 'tms-sandbox-hosting-'))
const running = new Map()
process.on('exit', () => {
  for (const child of running.values()) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

async function startServer (port, data = join(folder, 'data')) {
  const words = ['start', '--host', '127.0.0.1', '--port', String(port), '--data', data, '--shared', '--admin-token', token,
    '--clock', 'frozen:2026-03-02T09:00']
  // The variable of this check is none of the server's, which would say so.
  const env = { ...process.env, TMS_SANDBOX_HOSTED: undefined }
  const child = spawn(process.execPath, [cli, ...words], { stdio: ['ignore', 'ignore', 'inherit'], env })
  running.set(port, child)
  await untilListening(port, child)
}

const end = (port, signal) => new Promise(resolve => running.get(port).once('exit', resolve) && running.get(port).kill(signal))

function ask (url, method, path, { body, authorization = 'Bearer demo-api-key', headers = {} } = {}) {
  const text = body === undefined ? undefined : JSON.stringify(body)
  return new Promise((resolve, reject) => {
    // The path goes out as it stands: one in the address would be tidied up first.
    const sent = request(url, {
      agent, method, path, headers: { authorization, ...text !== undefined && { 'content-type': 'application/json' }, ...headers }
    }, reply => {
      let read = ''
      reply.on('data', part => { read += part }).on('error', reject)
      reply.on('end', () => resolve({ status: reply.statusCode, text: read }))
    })
    sent.on('error', reject).end(text)
  })
}

const admin = { authorization: `Bearer ${token}` }
async function makeSandbox (url, id) {
  const { status, text } = await ask(url, 'POST', '/__admin/sandboxes', { ...admin, body: { id } })
  assert.equal(status, 201, text)
}

const categories = (id, query = '') => `/sandboxes/${id}/accessplan/api/v2/Category${query}`
const labelled = '?$filter=startswith(Label,%27Kind%27)&$top=-1'

async function inParallel (items, work) {
  const left = [...items]
  await Promise.all(Array.from({ length: 8 }, async () => { while (left.length > 0) await work(left.shift()) }))
}

/** No label is given twice, in whichever load. */
let count = 0

/** Clients write and read, each in sandboxes of its own, until they are told to stop; what came of it. */
function load (url, ids) {
  const found = { acknowledged: new Map(ids.map(id => [id, []])), failed: [], answered: 0, isOver: false }
  const working = Array.from({ length: clients }, async (_, client) => {
    const own = ids.filter((_, at) => at % clients === client)
    for (let turn = 0; !found.isOver; turn++) {
      const [id, isWrite] = [own[turn % own.length], turn % 3 > 0]
      const Label = `Kind ${client}-${++count}`
      const reply = isWrite ? await ask(url, 'POST', categories(id), { body: { Label } }) : await ask(url, 'GET', categories(id, '?$top=1'))
      found.answered++
      if (reply.status >= 300) found.failed.push({ id, method: isWrite ? 'POST' : 'GET', ...reply })
      else if (isWrite) found.acknowledged.get(id).push(Label)
    }
  })
  return { found, stop: () => { found.isOver = true; return Promise.all(working) } }
}

async function measure (ids, ports) {
  const nginx = await startNginx(join(folder, `nginx-${ports.length}`), ports)
  // All are awake where they belong before it counts.
  await inParallel(ids, id => ask(nginx.url, 'GET', categories(id, '?$top=1')))
  const { found, stop } = load(nginx.url, ids)
  await setTimeout(1000)
  const [before, at] = [found.answered, performance.now()]
  await setTimeout(4000)
  const rate = (found.answered - before) / (performance.now() - at) * 1000
  await stop()
  await nginx.stop()
  assert.deepEqual(found.failed, [])
  return { rate, found }
}

async function checkTokens (url) {
  const [own, other] = ['vendor-a', 'vendor-b']
  for (const id of [own, other]) await makeSandbox(url, id)
  const vendor = { authorization: 'Bearer of-vendor-a' }
  const statusOf = async (method, path, headers) => (await ask(url, method, path, { ...vendor, headers })).status
  const { status, text } = await ask(url, 'GET', `/sandboxes/${own}/__admin/clock`, vendor)
  assert.equal(status, 200, text)
  for (const path of [
    `/sandboxes/${other}/__admin/clock`, `/sandboxes/${own}/__admin/sandboxes`, `/sandboxes/${own}/__ADMIN/Sandboxes/${other}`,
    `/sandboxes/${own}/__admin/%73andboxes`, `/sandboxes/${own}//__admin/sandboxes`, `/sandboxes/${own}/metrics`, '/__admin/sandboxes',
    `/sandboxes/${own}/../${other}/__admin/clock`, `/__admin/sandboxes/${own}`
  ]) assert.ok([401, 404].includes(await statusOf('GET', path)), path)
  assert.equal(await statusOf('POST', `/sandboxes/${own}/__admin/requests/last/fork`), 401)
  assert.equal(await statusOf('GET', '/__admin/clock', { 'sandbox-id': other }), 401)
  const coverage = `/sandboxes/${own}/__admin/rules/coverage`
  for (const query of ['', '?format=json']) assert.equal(await statusOf('GET', coverage + query), 200, query)
  const ofOthers = ['?sandboxes=all', '?%73andboxes=all', '?format=json&sandboxes=all', '#sandboxes=all', '?format=json&#&sandboxes=all']
  for (const query of ofOthers) assert.equal(await statusOf('GET', coverage + query), 401, query)
  const apis = await ask(url, 'GET', `/sandboxes/${own}/__admin/apis`, vendor)
  assert.ok(apis.text.includes(`"${url}/sandboxes/${own}/`), 'addresses are those of nginx')
  for (const id of [own, other]) assert.equal((await ask(url, 'DELETE', `/__admin/sandboxes/${id}`, admin)).status, 204)
}

const ports = [await freePort(), await freePort(), await freePort()]
await Promise.all(ports.map(port => startServer(port)))
const nginx = await startNginx(join(folder, 'nginx'), ports, '"vendor-a Bearer of-vendor-a" "Bearer of-the-servers";\n')
await checkTokens(nginx.url)

const ids = Array.from({ length: sandboxes }, (_, at) => `hosted-${at + 1}`)
const begun = performance.now()
await inParallel(ids, id => makeSandbox(nginx.url, id))
console.log(`${sandboxes} sandboxes made in ${((performance.now() - begun) / 1000).toFixed(1)} s`)
await inParallel(ids, id => ask(nginx.url, 'GET', categories(id, '?$top=1')))
const readOwners = () => new Map(nginx.log().filter(({ method, sandbox }) => method === 'GET' && sandbox.startsWith('hosted-'))
  .map(({ sandbox, ports }) => [sandbox, ports.at(-1)]))
// nginx writes down what it answered once it has.
while (readOwners().size < sandboxes) await setTimeout(50)
const owners = readOwners()
console.log(`with ${ports.map(port => [...owners.values()].filter(it => it === port).length).join(', ')} at each server`)

const { found, stop } = load(nginx.url, ids)
await setTimeout(4000)
await end(ports[1], 'SIGKILL')
const killedAt = found.answered
await setTimeout(5000)
const [afterKill, failedByKill] = [found.answered - killedAt, found.failed.length]
await startServer(ports[1])
await setTimeout(5000)
const failedByReturn = found.failed.length - failedByKill
await end(ports[2], 'SIGTERM')
await setTimeout(3000)
await stop()

const ofKilled = found.failed.slice(0, failedByKill)
assert.deepEqual(ofKilled.filter(({ id }) => owners.get(id) !== ports[1]), [], 'sandboxes of the other servers know nothing of it')
const isUnanswered = ({ method, status }) => method === 'POST' && status === 502
assert.deepEqual(ofKilled.filter(it => !isUnanswered(it)), [], 'only what cannot be asked twice is lost')
assert.ok(failedByKill <= clients, 'and of that, what was under way')
assert.ok(afterKill > 0)
assert.deepEqual(found.failed.slice(failedByKill, failedByKill + failedByReturn), [], 'a server that comes back takes its sandboxes over')
const ofStopped = found.failed.slice(failedByKill + failedByReturn)
assert.deepEqual(ofStopped.filter(({ id }) => owners.get(id) !== ports[2]), [], 'nor of one that is stopped')
const sentAgain = nginx.log().filter(({ method, sent }) => method === 'POST' && sent.slice(0, -1).some(bytes => bytes > 0))
assert.deepEqual(sentAgain, [], 'a POST that one server was sent is sent to no other')
const returned = nginx.log().slice(-2000).some(({ ports: asked }) => asked.at(-1) === ports[1])
assert.ok(returned, 'it has work again')

/** Sees that all is there, once; answers how much, and how much beside it. */
async function lookThrough (url, acknowledged) {
  let [kept, more] = [0, 0]
  await inParallel(ids, async id => {
    const { status, text } = await ask(url, 'GET', categories(id, labelled))
    assert.equal(status, 200, text)
    const labels = JSON.parse(text).results.map(({ Label }) => Label)
    assert.deepEqual(acknowledged.get(id).filter(label => !labels.includes(label)), [], `${id} has what was acknowledged`)
    assert.equal(new Set(labels).size, labels.length, `${id} has nothing twice`)
    kept += acknowledged.get(id).length
    more += labels.length - acknowledged.get(id).length
  })
  return { kept, more }
}

const { kept, more } = await lookThrough(nginx.url, found.acknowledged)
console.log('one of three killed under load, started again, another stopped: ' +
  `${found.answered} answers, all ${kept} acknowledged writes there, ${more} more that were done and not answered; ` +
  `502 for ${failedByKill} POSTs by the kill, for ${ofStopped.length} by the stop`)
await nginx.stop()

if (spawnSync('sqlite3', ['-version']).status === 0) {
  const direct = `http://127.0.0.1:${ports[0]}`
  const { found, stop } = load(direct, ids)
  await setTimeout(1000)
  const before = new Map([...found.acknowledged].map(([id, labels]) => [id, [...labels]]))
  const at = performance.now()
  await promisify(execFile)(backup, [join(folder, 'data'), join(folder, 'copy')])
  const seconds = ((performance.now() - at) / 1000).toFixed(1)
  await stop()
  assert.deepEqual(found.failed, [], 'nobody is kept from writing')
  const port = await freePort()
  await startServer(port, join(folder, 'copy'))
  const { kept } = await lookThrough(`http://127.0.0.1:${port}`, before)
  await end(port, 'SIGTERM')
  console.log(`backup under load in ${seconds} s: all of the ${kept} writes acknowledged before it`)
} else console.log('backup: skipped, as there is no sqlite3 here (apt-get install sqlite3)')

await startServer(ports[2])
const cores = availableParallelism()
for (const count of [1, 2, 3]) {
  const { rate } = await measure(ids.slice(0, measured), ports.slice(0, count))
  console.log(`${count} of 3 servers, ${measured} sandboxes: ${Math.round(rate)} requests/s; ${cores} cores, nginx and clients among them`)
}
if (sandboxes > 256) {
  const { rate } = await measure(ids, ports.slice(0, 1))
  console.log(`1 of 3 servers, ${sandboxes} sandboxes, more than it keeps awake: ${Math.round(rate)} requests/s`)
}
await Promise.all(ports.map(port => end(port, 'SIGTERM')))
agent.destroy()
