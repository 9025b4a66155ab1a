import { sendOne } from '../harness/client.js'
import { askJson } from '../harness/servers.js'
import { makingOf, returnId } from '../returns/making.js'
import { loadSource } from '../returns/source.js'
import { credentials } from '../work-based/prepare.js'

const recordsPerBatch = 100
const batches = 21
let made

/** The learners' batches, made once. */
async function batchesOfLearners () {
  const { batchesOf } = await loadSource()
  made ??= [...batchesOf(makingOf(recordsPerBatch * batches), recordsPerBatch)].filter(({ collection }) => collection.name === 'learners')
  return made
}

/** The collection whose table it is. */
export const learnersTable = async () => (await batchesOfLearners())[0].collection

/** Begins a submission, uploads a first batch to it, and answers what gives the nth request after it: twenty batches, over and over. */
export async function beginUploads (server, sandboxHeader) {
  const headers = { ...credentials, ...sandboxHeader, 'content-type': 'application/json' }
  const { submissionToken } = await askJson(`${server.url}/submissions/v1.0/token/${returnId}`, 'POST', undefined, headers)
  const requests = (await batchesOfLearners()).map(({ content }) =>
    ({ method: 'PUT', path: '/submissions/v1.0/learners', headers, body: JSON.stringify({ submissionToken, content }) }))
  const { status, text } = await sendOne(server, requests[0])
  if (status !== 200) throw new Error(`The first batch is answered ${status}: ${text}`)
  return (n) => requests[1 + n % (requests.length - 1)]
}

/** Puts in so many records that are as those that are there, under other local ids. */
export function multiplyRecords (db, table, count) {
  const columns = db.pragma(`table_info(${table})`).map(({ name }) => name).filter(name => name !== 'id')
  const values = columns.map(name => name === 'localId' ? "localId || '-' || n" : name)
  db.exec(`
    CREATE TEMP TABLE pattern AS SELECT * FROM ${table};
    WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${Math.ceil(count / recordsPerBatch)})
    INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM n, pattern;
    DROP TABLE pattern`)
}
