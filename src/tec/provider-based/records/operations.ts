import { Type } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { utcOf } from '../../../core/date-time.ts'
import type { Ask } from '../../../core/reading.ts'
import { answer } from '../../../http/answer.ts'
import type { Context } from '../../../http/context.ts'
import { streamInTurns } from '../../../http/list-in-turns.ts'
import type { Call, Judged, Operation } from '../../../http/operation.ts'
import type { Database } from '../../../sandbox/database.ts'
import type { Sandbox } from '../../../sandbox/sandbox.ts'
import { tecOperation, type TecCaller } from '../../caller.ts'
import { providerBasedPage } from '../../sources.ts'
import type { Collection } from '../collections/collection.ts'
import { collections } from '../collections/collections.ts'
import { countRegisterChanges } from '../collections/courses/register.ts'
import { lockCollection } from '../collections/lock.ts'
import { pathIsOurs, routeIsOurs } from '../routes.ts'
import { SignedPath, TokenPath } from '../schemas.ts'
import { maxRecordsPerBatch } from '../settings.ts'
import { statusAt } from '../statuses.ts'
import { readingTokenRules, tokenFacts } from '../submissions/rules.ts'
import { isSignatureOf } from '../submissions/signature.ts'
import { applyToSubmission, findByToken, findByTokenOfAnyEid } from '../submissions/store.ts'
import { cancelValidation } from '../validation/cancel-run.ts'
import { csvFilesOf, csvOf } from './contents.ts'
import { acknowledge, settingAside, type FaultyRecord } from './faulty-records.ts'
import { localIdsOf } from './local-ids.ts'
import { membersOf } from './members-by-return.ts'
import { batchIsWithinTheLimit, deletionRules, uploadRules } from './rules.ts'
import { changeWhileValidating, contentsForm } from './readings.ts'
import { Acknowledgement, UploadAcknowledgement, ContentsQuery, Deletion, uploadOf, type Upload } from './schemas.ts'
import { recordStores } from './store.ts'
import { zipOf } from './zip.ts'

/** Bytes that a batch may have, unpacked. */
export const bodyLimit = 8 * 1024 * 1024

/** Twice as many values as any record has. */
const valuesPerRecord = 50

export const valueLimit = ({ settings }: Pick<Sandbox, 'settings'>): number => settings.get(maxRecordsPerBatch) * valuesPerRecord + 5000

/** How many records there are is known before any is looked at, and whoever sends too many wants to hear of that first. */
function countFirst ({ settings }: Sandbox, body: unknown): Judged | undefined {
  const content = (body as Partial<Upload> | null)?.content
  if (!Array.isArray(content)) return undefined
  return { rules: [batchIsWithinTheLimit], facts: { records: content.length, maxRecordPerBatch: settings.get(maxRecordsPerBatch) } }
}

function uploadOperation (collection: Collection): Operation {
  const { name, plural, noun } = collection
  const store = recordStores.get(collection)!
  return tecOperation({
    operationId: `Upload${plural}`,
    summary: `Upload ${noun} data to the submission`,
    description: `Adds ${noun}s to a submission; one with a localId that is there takes its place. All of a request are stored, or none.`,
    basis: name === 'learners'
      ? providerBasedPage('upload-learner-data-to-the-submission')
      : pathIsOurs(`upload-${slugOf(collection)}-to-the-submission`),
    method: 'PUT',
    path: `/v1.0/${name}`,
    tag: plural,
    wire: { body: uploadOf(collection), response: { 200: UploadAcknowledgement } },
    status: 200,
    bodyLimit,
    valueLimit,
    rules: [batchIsWithinTheLimit, ...uploadRules],
    admit: lockCollection(collection, 'DS1'),
    judgeFirst: countFirst,
    setAside: settingAside(collection),
    perform (context, { body, aside }) {
      const { db, caller: { eid }, now, enforce, reading } = context
      const { submissionToken, content } = body as unknown as Upload
      const submission = findToChange(context, submissionToken, content)
      enforce(uploadRules, {
        ...tokenFacts(submissionToken, submission, now, reading),
        ...membersOf(content),
        ...localIdsOf(content, store, db, submission?.id),
        eid,
        collection,
        registerChanges: countRegisterChanges(db, eid)!
      })
      const { id } = submission!
      for (const record of content) store.put(db, id, record)
      if (content.length > 0) applyToSubmission(db, id, 'contents change')
      return acknowledge(body as unknown as Upload, aside as FaultyRecord[] | undefined)
    }
  })
}

function deleteOperation (collection: Collection): Operation {
  const { name, plural, noun } = collection
  const store = recordStores.get(collection)!
  return tecOperation({
    operationId: `Delete${plural}`,
    summary: `Delete ${noun} data from the submission`,
    description: `Removes ${noun}s from a submission by their localId, and answers of each whether it was there.`,
    basis: name === 'courses' || name.endsWith('completions')
      ? inferred('The other collections have such a page')
      : routeIsOurs(`delete-${slugOf(collection)}-from-the-submission`),
    method: 'DELETE',
    path: `/v1.0/${name}`,
    tag: plural,
    wire: { body: Deletion, response: { 200: Acknowledgement } },
    status: 200,
    bodyLimit,
    valueLimit,
    rules: [batchIsWithinTheLimit, ...deletionRules],
    admit: lockCollection(collection, 'DS2'),
    judgeFirst: countFirst,
    perform (context, { body: { submissionToken, content } }) {
      const { db, caller: { eid }, now, enforce, reading } = context
      const submission = findToChange(context, submissionToken, content)
      enforce(deletionRules, {
        ...tokenFacts(submissionToken, submission, now, reading), eid, collection, registerChanges: countRegisterChanges(db, eid)!
      })
      const { id } = submission!
      const removed = content.map(({ localId }) => ({
        localId,
        errors: store.remove(db, id, localId) ? [] : [`No ${noun} of the submission has the localId ${localId}.`]
      }))
      if (removed.some(({ errors }) => errors.length === 0)) applyToSubmission(db, id, 'contents change')
      return { submissionToken, content: removed }
    }
  })
}

/** The submission that is to be changed; where a reading says so, its validation is over. */
function findToChange ({ db, caller: { eid }, now, reading }: Context<TecCaller>, submissionToken: string, content: readonly object[]) {
  const found = findByToken(db, submissionToken, eid)
  const isUnderWay = found && content.length > 0 && statusAt(utcOf(now), found) === 'Validating'
  if (!isUnderWay || reading(changeWhileValidating) === 'refused') return found
  cancelValidation(db, found.id)
  return findByToken(db, submissionToken, eid)
}

const slugOf = ({ noun }: Collection): string => `${noun.replaceAll(' ', '-')}-data`

interface Wanted { readonly collection: string | undefined, readonly ask: Ask, readonly official: Call['official'] }

/** Under a contract its titles are made of the names that it has. */
function contentsReply (db: Database, submission: number, { collection: wanted, ask, official }: Wanted) {
  const called = official?.names?.member
  if (wanted === undefined && ask(contentsForm) === 'apart') {
    return answer({ type: 'application/zip', text: streamInTurns(zipOf(csvFilesOf(db, submission, called))) })
  }
  const chosen = collections.filter(({ name }) => wanted === undefined || name === wanted)
  return answer({ type: 'text/csv; charset=utf-8', text: streamInTurns(csvOf(db, submission, chosen, called)) })
}

/** The archive is by a reading. */
const contentsTypes = ['text/csv', 'application/zip']

const getContents = tecOperation({
  operationId: 'GetSubmissionContents',
  summary: 'Get the contents of a submission as CSV',
  description: 'Answers what was uploaded, a line a record under the titles of its fields; of all collections, each after an empty line, ' +
    'or of one. Where a change comes in between, the answer breaks off.',
  basis: inferred('The token\'s submissionContentsUrl is documented, what it answers is not'),
  method: 'GET',
  path: '/v1.0/contents/:submissionToken',
  tag: 'Token',
  gives: contentsTypes,
  wire: { params: TokenPath, querystring: ContentsQuery, response: { 200: Type.String({ description: 'CSV' }) } },
  status: 200,
  rules: readingTokenRules,
  perform ({ db, caller: { eid }, now, enforce, reading }, { params: { submissionToken }, query: { collection }, official }) {
    const submission = findByToken(db, submissionToken, eid)
    enforce(readingTokenRules, { ...tokenFacts(submissionToken, submission, now, reading), eid })
    return contentsReply(db, submission!.id, { collection, ask: reading, official })
  }
})

const getSignedContents = tecOperation({
  operationId: 'GetSignedSubmissionContents',
  summary: 'Get the contents of a submission as CSV, by a signed address',
  description: 'Answers the same to whoever has the address. A token request gives it where the reading contents is signed.',
  basis: inferred('Whether the documented submissionContentsUrl needs a token is not said'),
  method: 'GET',
  path: '/v1.0/contents/:submissionToken/:signature',
  tag: 'Token',
  gives: contentsTypes,
  wire: { params: SignedPath, querystring: ContentsQuery, response: { 200: Type.String({ description: 'CSV' }) } },
  status: 200,
  isOpen: true,
  rules: readingTokenRules,
  perform ({ sandbox, db, now, enforce, reading }, { params: { submissionToken, signature }, query: { collection }, official }) {
    const isGood = isSignatureOf(sandbox, submissionToken, signature)
    const submission = isGood ? findByTokenOfAnyEid(db, submissionToken) : undefined
    enforce(readingTokenRules, tokenFacts(submissionToken, submission, now, reading))
    return contentsReply(db, submission!.id, { collection, ask: reading, official })
  }
})

/** Upload, deletion and contents, the same for every collection. */
export const recordOperations: readonly Operation[] = [
  ...collections.flatMap(collection => [uploadOperation(collection), deleteOperation(collection)]),
  getContents,
  getSignedContents
]
