import { Readable } from 'node:stream'
import { Type } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { utcOf } from '../../../core/date-time.ts'
import { decide, enforce } from '../../../http/decide.ts'
import { operation, type App } from '../../../http/operation.ts'
import { providerBasedPage } from '../../sources.ts'
import type { Collection } from '../collections/collection.ts'
import { collections } from '../collections/collections.ts'
import { lockCollection } from '../collections/lock.ts'
import { TokenPath } from '../schemas.ts'
import { readingTokenRules } from '../submissions/rules.ts'
import { applyToSubmission, findByToken } from '../submissions/store.ts'
import { csvOf } from './contents.ts'
import { batchIsWithinTheLimit, deletionRules, uploadRules } from './rules.ts'
import { Acknowledgement, ContentsQuery, Deletion, uploadOf, type Upload } from './schemas.ts'
import { recordStores } from './store.ts'

export interface RecordSettings { readonly maxRecordsPerBatch: number }

/** As large as a body may be, unpacked: many records, as a batch's limit is counted in those. */
const bodyLimit = 64 * 1024 * 1024

export async function recordRoutes (app: App, settings: RecordSettings): Promise<void> {
  for (const collection of collections) {
    await app.register(async (scope: App) => {
      lockCollection(scope, collection)
      countFirst(scope, settings)
      uploadAndDelete(scope, collection)
    })
  }
  contents(app)
}

/** How many records there are is known before any is looked at, and whoever sends too many wants to hear of that first. */
function countFirst (app: App, { maxRecordsPerBatch }: RecordSettings): void {
  app.addHook('preValidation', async ({ entry, body }) => {
    const content = (body as Partial<Upload> | undefined)?.content
    if (Array.isArray(content)) enforce(entry, [batchIsWithinTheLimit], { records: content.length, maxRecordPerBatch: maxRecordsPerBatch })
  })
}

function uploadAndDelete (app: App, collection: Collection): void {
  const { name, plural, noun, isIndicative } = collection
  const path = `/v1.0/${name}`
  const store = recordStores.get(collection)!
  const slug = `${noun.replaceAll(' ', '-')}-data`

  app.put(path, {
    bodyLimit,
    ...operation({
      operationId: `Upload${plural}`,
      summary: `Upload ${noun} data to the submission`,
      description: `Adds ${noun}s to a submission; one with a localId that is there takes its place. All of a request are stored, or none.`,
      basis: providerBasedPage(`upload-${slug}-to-the-submission`),
      rules: [batchIsWithinTheLimit, ...uploadRules],
      tag: plural,
      wire: { body: uploadOf(collection), response: { 200: Acknowledgement } }
    })
  }, (request) => decide(request, ({ db, eid, now, enforce }) => {
    const { submissionToken, content } = request.body as Upload
    const submission = findByToken(db, submissionToken, eid)
    enforce(uploadRules, { submissionToken, eid, submission, now: utcOf(now), noun, isIndicative })
    const { id } = submission!
    for (const record of content) store.put(db, id, record)
    if (content.length > 0) applyToSubmission(db, id, 'contents change')
    return { submissionToken, content: content.map(({ localId }) => ({ localId, errors: [] })) }
  }))

  app.delete(path, {
    bodyLimit,
    ...operation({
      operationId: `Delete${plural}`,
      summary: `Delete ${noun} data from the submission`,
      description: `Removes ${noun}s from a submission by their localId, and answers of each whether it was there.`,
      basis: name === 'courses' || name.endsWith('completions')
        ? inferred('The other collections have such a page')
        : providerBasedPage(`delete-${slug}-from-the-submission`),
      rules: [batchIsWithinTheLimit, ...deletionRules],
      tag: plural,
      wire: { body: Deletion, response: { 200: Acknowledgement } }
    })
  }, (request) => decide(request, ({ db, eid, now, enforce }) => {
    const { submissionToken, content } = request.body
    const submission = findByToken(db, submissionToken, eid)
    enforce(deletionRules, { submissionToken, eid, submission, now: utcOf(now), noun, isIndicative })
    const { id } = submission!
    const removed = content.map(({ localId }) => ({
      localId,
      errors: store.remove(db, id, localId) ? [] : [`No ${noun} of the submission has the localId ${localId}.`]
    }))
    if (removed.some(({ errors }) => errors.length === 0)) applyToSubmission(db, id, 'contents change')
    return { submissionToken, content: removed }
  }))
}

function contents (app: App): void {
  app.get('/v1.0/contents/:submissionToken', operation({
    operationId: 'GetSubmissionContents',
    summary: 'Get the contents of a submission as CSV',
    description: 'Answers what was uploaded, a line a record under the titles of its fields; of all collections, each after an empty line, ' +
      'or of one. Where a change comes in between, the answer breaks off.',
    basis: inferred('The token\'s submissionContentsUrl is documented, what it answers is not'),
    rules: readingTokenRules,
    tag: 'Token',
    wire: { params: TokenPath, querystring: ContentsQuery, response: { 200: Type.String({ description: 'CSV' }) } }
  }), (request, reply) => {
    const { collection: wanted } = request.query
    const submission = decide(request, ({ db, eid, now, enforce }) => {
      const { submissionToken } = request.params
      const found = findByToken(db, submissionToken, eid)
      enforce(readingTokenRules, { submissionToken, eid, submission: found, now: utcOf(now) })
      return found!.id
    })
    const chosen = collections.filter(({ name }) => wanted === undefined || name === wanted)
    reply.type('text/csv; charset=utf-8')
    // A stream, which Fastify sends as it comes; the schema tells clients of the text that it makes.
    return Readable.from(csvOf(request.sandbox.db, submission, chosen)) as unknown as string
  })
}
