import { utcOf } from '../../core/date-time.ts'
import type { ExampleScene, OperationExamples } from '../../http/operation-example.ts'
import { callerForExamples } from '../scene.ts'
import type { Collection, SdrRecord } from './collections/collection.ts'
import { collections } from './collections/collections.ts'
import { makeCourse, makePerson, type ReturnSpec } from './generator/people.ts'
import { recordStores } from './records/store.ts'
import { findClosedReturn, findObstructedReturn, findOpenReturn, findOpenSubmission, findValidated } from './sample-records.ts'
import { signatureOf } from './submissions/signature.ts'

/** A request of each operation that the sandbox accepts as it is, made by its first organisation. */

const eidIn = ({ sandbox }: ExampleScene): number => callerForExamples(sandbox).eid
const nowIn = ({ sandbox }: ExampleScene): string => utcOf(sandbox.clock.now())
const submissionIn = (scene: ExampleScene) => findOpenSubmission(scene.db, { eid: eidIn(scene), now: nowIn(scene) })
const tokenIn = (scene: ExampleScene) => submissionIn(scene)?.submissionToken

const onSubmission = (scene: ExampleScene) => ({ params: { submissionToken: tokenIn(scene) } })
const onValidated = (scene: ExampleScene) => ({ params: { submissionToken: findValidated(scene.db, { now: nowIn(scene) }) } })

/** A record that belongs to a return and that the submissions of the fixtures do not have. */
function newRecord ({ name }: Collection, returnId: number): SdrRecord {
  const spec = { seed: 1, learners: 20, returnId }
  // The fixtures have the first learners.
  const person = makePerson(spec, 10)
  switch (name) {
    case 'learners': return person.learner
    case 'courses': return makeCourse(spec, 12)
    case 'course-enrolments': return person.enrolments[0]!
    case 'course-completions': return person.completions[0]!
    default: return lastQualification(spec)
  }
}

/** One of the year before: in a return's own year there may be none yet. */
function lastQualification (spec: ReturnSpec): SdrRecord {
  const december = (Math.floor(spec.returnId / 100) - 1) * 100 + 12
  const tenth = Array.from({ length: 20 }, (_, n) => makePerson({ ...spec, returnId: december }, (n + 1) * 10))
  return tenth.flatMap(({ qualificationCompletions }) => qualificationCompletions)[0]!
}

/** Codes as texts, in which none of them loses its zeros. */
const withCodesAsTexts = ({ fields }: Collection, record: SdrRecord): SdrRecord => ({
  ...record,
  ...Object.fromEntries(fields.filter(({ name, kind }) => record[name] !== undefined && ['code', 'flag', 'codes'].includes(kind))
    .map(({ name, kind }) => [name, kind === 'codes' ? (record[name] as unknown[]).map(String) : String(record[name])]))
})

const upload = (collection: Collection) => (scene: ExampleScene) => {
  const submission = submissionIn(scene)
  const content = submission ? [withCodesAsTexts(collection, newRecord(collection, submission.returnId))] : []
  return { body: { submissionToken: submission?.submissionToken, content } }
}

const deletion = (collection: Collection) => (scene: ExampleScene) => {
  const submission = submissionIn(scene)
  const first = submission && recordStores.get(collection)!.page(scene.db, submission.submission, '', 1)[0]?.[0]
  return { body: { submissionToken: submission?.submissionToken, content: first == null ? [] : [{ localId: first }] } }
}

const records: OperationExamples = Object.fromEntries(collections.flatMap(collection => [
  [`Upload${collection.plural}`, upload(collection)], [`Delete${collection.plural}`, deletion(collection)]
]))

export const providerBasedSamples: OperationExamples = {
  RequestSubmissionToken: scene => ({ params: { returnId: findOpenReturn(scene.db, { eid: eidIn(scene), now: nowIn(scene) }) } }),
  ResetSubmission: onSubmission,
  ...records,
  GetSubmissionContents: scene => ({ ...onSubmission(scene), query: { collection: 'learners' } }),
  GetSignedSubmissionContents (scene) {
    const token = tokenIn(scene)
    return { params: { submissionToken: token, signature: token && signatureOf(scene.sandbox, token) }, query: { collection: 'learners' } }
  },
  RequestValidation: onSubmission,
  GetValidationStatus: onSubmission,
  GetValidationResults: onSubmission
}

export const submissionSamples: OperationExamples = {
  SubmitSubmission: onValidated,
  SubmitCourseDifferences: onValidated,
  OpenReturn: scene => ({
    params: { returnId: findClosedReturn(scene.db, { eid: eidIn(scene), now: nowIn(scene) }) },
    body: { eid: eidIn(scene), closes: scene.day(14) }
  }),
  SettleReturn (scene) {
    const { eid, returnId } = findObstructedReturn(scene.db) ?? {}
    return { params: { returnId }, body: { eid } }
  },
  SetValidationProgression: () => ({ body: { progression: 'time', seconds: 30 } }),
  ChangeStudent: () => ({ body: { nameIdCode: 'TAMAH' } }),
  MergeStudent: () => ({ body: { into: 160000002 } }),
  SetValidator: () => ({ body: { iwiList: 2023, rulesOff: ['143'] } })
}
