import { alternate } from '../harness/turns.js'
import { begin, upload, uploadRequest } from './client.js'
import { batchSize, makingOf } from './making.js'
import { measure } from './measure.js'
import { loadSource } from './source.js'

const batchesARound = 20

/**
 * Uploads a whole return to the sandbox and to bare SQLite, some batches here, the same there. Answers the token, each round, and how many
 * records there are.
 */
export async function measureUploads (sandbox, bare, learners) {
  const { batchesOf } = await loadSource()
  const submissionToken = await begin(sandbox)
  await fetch(`${bare.url}/begin/${learners}`)
  const uploads = []
  let records = 0
  for (const batches of inGroups(batchesOf(makingOf(learners), batchSize), batchesARound)) {
    const count = batches.reduce((sum, { content }) => sum + content.length, 0)
    const requests = batches.map(batch => uploadRequest(submissionToken, batch))
    await fetch(`${bare.url}/prepare/${batches.length}`)
    const measured = await alternate(uploads.length, {
      sandbox: () => measure(sandbox, count, async () => { for (const request of requests) await upload(sandbox, request) }),
      bare: () => measure(bare, count, () => fetch(`${bare.url}/upload`))
    })
    uploads.push(measured)
    records += count
  }
  return { submissionToken, uploads, records }
}

function * inGroups (items, size) {
  let group = []
  for (const item of items) {
    group.push(item)
    if (group.length < size) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}
