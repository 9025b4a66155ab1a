import { list, makeCourseDates } from '../accessplanit/store.js'
import { ask, askJson, bareFastify, sandboxOf, startServer, unlimited } from '../harness/servers.js'
import { day, makingOf, returnId } from '../returns/making.js'
import { bundleSource, loadSource } from '../returns/source.js'
import { credentials } from '../work-based/prepare.js'

/** So many connections send batches, each to a sandbox of its own, as an organisation's uploads come one at a time. */
export const connections = 10
const recordsPerBatch = 100
const batchesPerLane = 20

/**
 * Starts a sandbox with course dates enough and submissions that wait for their records, and a bare Fastify that has the list. Answers
 * them, and the two scenarios. `words` are for the Node of the sandbox.
 */
export async function startForListsAndBatches ({ withFastify = true, words = [] } = {}) {
  await bundleSource()
  const sandbox = await startServer([...words, ...sandboxOf('demo', [...unlimited, '--clock', `frozen:${day}T09:00`])])
  await makeCourseDates(sandbox.url, day)
  const { path, ...request } = list
  const text = await (await ask(`${sandbox.url}${path}`, request)).text()
  if (JSON.parse(text).results.length !== 50) throw new Error(`The list is ${text.slice(0, 200)}`)
  const getList = { status: 200, body: text, isAlwaysNew: false, request: () => list }
  const uploadBatch = await batchesFor(sandbox.url)
  return {
    servers: { sandbox, ...(withFastify && { fastify: await startServer(bareFastify('{}', text)) }) },
    scenarios: [
      { title: 'List of 50 course dates', of: () => getList },
      { title: `Batch of ${recordsPerBatch} records`, of: () => uploadBatch }
    ]
  }
}

/** The learners of a return in batches. Each lane begins anew after its last one: then each record takes the place of the one before. */
async function batchesFor (url) {
  const { batchesOf } = await loadSource()
  const batches = [...batchesOf(makingOf(recordsPerBatch * batchesPerLane), recordsPerBatch)]
    .filter(({ collection }) => collection.name === 'learners')
    .map(({ collection, content }) => content.map(record => asDocumented(collection, record)))
  const expected = new Set()
  const lanes = []
  for (let lane = 1; lane <= connections; lane++) {
    const headers = { ...credentials, 'sandbox-id': `lane-${lane}`, 'content-type': 'application/json' }
    await askJson(`${url}/__admin/sandboxes`, 'POST', { id: `lane-${lane}` })
    const { submissionToken } = await askJson(`${url}/submissions/v1.0/token/${returnId}`, 'POST', undefined, headers)
    lanes.push(batches.map(content =>
      ({ method: 'PUT', path: '/submissions/v1.0/learners', headers, body: JSON.stringify({ submissionToken, content }) })))
    for (const content of batches) {
      expected.add(JSON.stringify({ submissionToken, content: content.map(({ localId }) => ({ localId, errors: [] })) }))
    }
  }
  return { status: 200, isExpected: (body) => expected.has(body), lanes, isAlwaysNew: false, request: () => lanes[0][0] }
}

/** A record whose members have the types of the document, to which some servers hold them: a code of digits is a string. */
function asDocumented ({ fields }, record) {
  const texts = fields.filter(({ kind, name }) => typeof record[name] === 'number' && kind !== 'integer' && kind !== 'number')
  return { ...record, ...Object.fromEntries(texts.map(({ name }) => [name, String(record[name])])) }
}
