import { createServer } from 'node:http'
import { batchSize, day, eid, makingOf, returnId } from './making.js'
import { loadSource } from './source.js'

// What SQLite alone takes for the same work: the same tables, upserts and rules, in memory. node --expose-gc bench/returns/bare.js
const { findFixture, openSandbox, contents, insertSubmission, collections, upsertOf, columnsOf, batchesOf, recordRules, noteFindings } =
  await loadSource()
const { db, store } = openSandbox({
  id: 'bare',
  fixture: findFixture('empty'),
  clock: { mode: 'frozen', at: Date.parse(`${day}T09:00+12:00`) },
  mostBytes: 64 * 2 ** 30
}, contents)
const [{ id: submission }] = insertSubmission(db, { eid, returnId, status: 'Pending' })
const upserts = new Map(collections.map(collection => [collection, db.prepare(upsertOf(collection))]))
let batches
let waiting = []

/** Empty tables, for a return of so many learners. */
function begin (learners) {
  for (const { table } of collections) db.exec(`DELETE FROM ${table}`)
  batches = batchesOf(makingOf(learners), batchSize)
}

/** Makes the next batches up, their values as columns keep them; what that leaves behind is no part of what is measured. */
function prepare (count) {
  for (let i = 0; i < count; i++) {
    const { collection, content } = batches.next().value
    waiting.push({
      upsert: upserts.get(collection), rows: content.map(record => [submission, record.localId, ...columnsOf(collection, record)])
    })
  }
  globalThis.gc()
}

function upload () {
  for (const { upsert, rows } of waiting) store.transact(() => { for (const row of rows) upsert.run(row) })
  waiting = []
}

/** Each rule over all records in one go. */
function validate () {
  const readings = { eachDuplicate: 0, fundingAs02: 0, starIs05: 0, birthAsWritten: 0 }
  const about = {
    ...readings,
    run: 0,
    submission,
    eid,
    returnId,
    returnYear: 2026,
    isFull: 1,
    extractDate: day,
    iwiListYear: 2026,
    today: day,
    after: 0,
    until: Number.MAX_SAFE_INTEGER
  }
  store.transact(() => { for (const rule of recordRules) noteFindings.get(rule)(db, about) })
}

const server = createServer((request, response) => {
  const [, path, count] = request.url.split('/')
  const work = { begin, prepare, upload, validate }[path]
  work(Number(count))
  response.end()
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
