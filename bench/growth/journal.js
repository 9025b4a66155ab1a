import { list, makeCourseDates } from '../accessplanit/store.js'
import { ask, sandboxOf, startServer, unlimited } from '../harness/servers.js'
import { alternate, inRounds } from '../harness/turns.js'
import { day } from '../returns/making.js'
import { prepare } from '../work-based/prepare.js'
import { scenariosOf } from '../work-based/scenarios.js'
import { beginUploads } from './batches.js'
import { compareGrowth } from './compare-growth.js'
import { sendOneByOne } from './one-by-one.js'

/** So many requests does a journal keep, and so many fewer are sent to one that is empty at the beginning. */
const kept = 1_000
const sent = 300

/** The operations with a journal that was emptied just before, and with one that is full, one by one and by turns. */
export async function measureJournals ({ rounds }) {
  const server = await startServer(sandboxOf('demo', [...unlimited, '--clock', `frozen:${day}T09:00`]))
  await makeCourseDates(server.url, day)
  const [plan, visit] = scenariosOf({ server }, await prepare(server.url)).map(({ title, of }) => ({ title, ...of('server') }))
  const nextBatch = await beginUploads(server, {})
  const tables = []
  for (const { title, status, request } of [
    plan,
    visit,
    { title: 'List of 50 course dates', status: 200, request: () => list },
    { title: 'Batch of 100 records', status: 200, request: nextBatch }
  ]) {
    console.log(`${title}, empty and full journal …`)
    tables.push(await measureJournal(server, title, (most) => sendOneByOne(server, request, status, { seconds: 10, most })))
  }
  await server.stop()
  return tables

  async function measureJournal (server, title, send) {
    const withJournal = (prepareJournal) => async () => {
      await prepareJournal(server)
      const { p50 } = await send(sent)
      return { p50 }
    }
    const sides = { 'empty journal': withJournal(empty), 'empty journal again': withJournal(empty), 'full journal': withJournal(fill) }
    await alternate(0, sides)
    return compareGrowth(`${title}, journal`, await inRounds(rounds, round => alternate(round, sides)), Object.keys(sides))
  }
}

async function empty ({ url }) {
  const reply = await ask(`${url}/__admin/requests`, { method: 'DELETE' })
  if (!reply.ok) throw new Error(`The journal is not emptied: ${await reply.text()}`)
  await reply.arrayBuffer()
}

/** With requests that are refused for want of a token, which are kept like any. */
async function fill (server) {
  await sendOneByOne(server, () => ({ method: 'GET', path: '/work-submission-api/v1.0/learners/NONE' }), 401, { seconds: 60, most: kept })
}
