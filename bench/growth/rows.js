import { fillCourseDates, list } from '../accessplanit/store.js'
import { startFilled } from '../harness/filled.js'
import { ask, stopAll, unlimited } from '../harness/servers.js'
import { inRounds, inTurn, measureLoad } from '../harness/turns.js'
import { day } from '../returns/making.js'
import { prepare } from '../work-based/prepare.js'
import { scenariosOf } from '../work-based/scenarios.js'
import { beginUploads, learnersTable, multiplyRecords } from './batches.js'
import { compareGrowth } from './compare-growth.js'
import { fillVisits } from './fill-visits.js'
import { sendOneByOne } from './one-by-one.js'

/** The operations over stores, in files, of so many visits, course dates and records of a return each. */
export async function measureRows ({ rows, rounds, seconds }) {
  const servers = {}
  for (const [name, size] of namesOf(rows)) {
    console.log(`${name} …`)
    servers[name] = await startWithRows(size)
  }
  const names = Object.keys(servers)
  const tables = []
  for (const which of ['plan', 'visit', 'list']) {
    const { title } = servers[names[0]].scenarios[which]
    const { rounds: measured } =
      await measureLoad(servers, { title, of: (name) => servers[name].scenarios[which].of(name) }, { rounds, seconds, warmUp: 3 })
    tables.push(compareGrowth(title, measured, names))
  }
  console.log('Batch of 100 records …')
  const sendBatches = () => inTurn(servers, (server) => sendOneByOne(server, server.nextBatch, 200, { seconds }))
  await sendBatches()
  tables.push(compareGrowth('Batch of 100 records', withoutCounts(await inRounds(rounds, sendBatches)), names))
  await stopAll(servers)
  return tables
}

/** The smallest comes twice, to see how much two of one size differ. */
function namesOf ([least, ...larger]) {
  const name = (size) => `${size.toLocaleString('en')} rows`
  return [[name(least), least], [`${name(least)} again`, least], ...larger.map(size => [name(size), size])]
}

async function startWithRows (size) {
  const { table } = await learnersTable()
  let uploads
  const server = await startFilled('demo', [...unlimited, '--clock', `frozen:${day}T09:00`], (db) => {
    fillVisits(db, size)
    fillCourseDates(db, size, day)
    multiplyRecords(db, table, size)
  }, async (making) => { uploads = await beginUploads(making, {}) })
  const [plan, visit] = scenariosFor(server, await prepare(server.url))
  const { path, ...request } = list
  const body = await (await ask(`${server.url}${path}`, request)).text()
  if (JSON.parse(body).results.length !== 50) throw new Error(`The list is ${body.slice(0, 200)}`)
  const getList = { title: 'List of 50 course dates', of: () => ({ status: 200, body, isAlwaysNew: false, request: () => list }) }
  return { ...server, scenarios: { plan, visit, list: getList }, nextBatch: uploads }
}

const scenariosFor = (server, prepared) =>
  scenariosOf({ server }, prepared).map(({ title, of }) => ({ title, of: () => of('server') }))

const withoutCounts = (rounds) => rounds.map(round =>
  Object.fromEntries(Object.entries(round).map(([name, { p50, processorTime }]) => [name, { p50, processorTime }])))
