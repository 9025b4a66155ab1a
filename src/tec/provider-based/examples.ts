import type { Example, ExampleRequest, Examples, ReturnKind, ReturnOfScene, Scene } from '../../core/example.ts'
import type { Collection } from './collections/collection.ts'
import { recordRules } from './collections/rules.ts'
import { makeMutants, type Mutant, type Placed } from './generator/mutants.ts'
import { makeCourse, makePerson, type Making } from './generator/people.ts'
import { collections } from './collections/collections.ts'

type Caller = Pick<ReturnOfScene, 'eid' | 'token'>

const send = (method: string, { eid, token }: Caller) => (path: string, body?: unknown): ExampleRequest => ({
  method,
  path: `/submissions/v1.0${path}`,
  headers: { Authorization: `Bearer ${token}`, EID: String(eid) },
  ...(body !== undefined && { body })
})

const askToken = (of: ReturnOfScene): ExampleRequest => send('POST', of)(`/token/${of.returnId}`)

/** The same request for a return that is open, and for one with which something is the matter. */
const askingFor = (kind: ReturnKind) => (scene: Scene): Example =>
  ({ given: [], accepted: askToken(scene.returnLike('open')), broken: askToken(scene.returnLike(kind)) })

const askingForReturn = (returnId: (usual: number) => number) => (scene: Scene): Example => {
  const open = scene.returnLike('open')
  return { given: [], accepted: askToken(open), broken: askToken({ ...open, returnId: returnId(open.returnId) }) }
}

const learner = { localId: 'LEARNER-1', studentIdentificationCode: 'S100001', gender: 'F', dateOfBirth: '2004-05-17', nameIdCode: 'WALKA' }

const upload = (caller: Caller, submissionToken = '{submissionToken}', content: object[] = [learner]): ExampleRequest =>
  send('PUT', caller)('/learners', { submissionToken, content })

const remove = (caller: Caller, submissionToken = '{submissionToken}'): ExampleRequest =>
  send('DELETE', caller)('/learners', { submissionToken, content: [{ localId: learner.localId }] })

const submit = (caller: Caller, submissionToken: string): ExampleRequest =>
  ({ ...send('POST', caller)(''), path: `/__admin/submissions/${submissionToken}/submit` })

const unknown = 'nobody-issued-this'

/** The same call with a token of the organisation, and with one that nobody issued. */
const withToken = (call: (caller: Caller, submissionToken: string) => ExampleRequest) => (scene: Scene): Example => {
  const open = scene.returnLike('open')
  return { given: [askToken(open), upload(open)], accepted: call(open, '{submissionToken}'), broken: call(open, unknown) }
}

/** The same call with the token of a submission that allows it, and with that of one that does not. */
const inState = (call: (caller: Caller, submissionToken: string) => ExampleRequest, kind: ReturnKind, good: ReturnKind = 'validated') => (scene: Scene): Example => {
  const [allows, refuses] = [scene.returnLike(good), scene.returnLike(kind)]
  return { given: [], accepted: call(allows, allows.submissionToken!), broken: call(refuses, refuses.submissionToken!) }
}

const read = (caller: Caller, submissionToken: string) => send('GET', caller)(`/validation/${submissionToken}`)
const validate = (caller: Caller, submissionToken: string) => send('POST', caller)(`/validation/${submissionToken}`)
const reset = (caller: Caller, submissionToken: string) => send('DELETE', caller)(`/token/${submissionToken}`)

const paging = (query: string) => (scene: Scene): Example => {
  const open = scene.returnLike('open')
  return { given: [], accepted: send('GET', open)('/returns?page=0&pageSize=1'), broken: send('GET', open)(`/returns?${query}`) }
}

const ofRequests: Examples = {
  'return.year-reasonable': askingForReturn(usual => usual - 195_000),
  'return.exists': askingForReturn(usual => usual + 300),
  'return.window-open': askingFor('not yet open'),
  'return.not-submitted': askingFor('submitted'),
  'return.not-validating': askingFor('validating'),
  'return.no-csv-upload': askingFor('csv upload in progress'),
  'return.no-course-changes-pending': askingFor('course changes pending'),
  'return.workforce-questionnaire': askingFor('workforce questionnaire missing'),
  'user.registered-first': (scene) => {
    const [open, indicative] = [scene.returnLike('open'), scene.returnLike('token expired')]
    return { given: [send('POST', open)('/user/register')], accepted: askToken(open), broken: askToken(indicative) }
  },
  'user.registered': (scene) => {
    const [open, other] = [scene.returnLike('open'), scene.returnLike('submitted')]
    return { given: [send('POST', open)('/user/register')], accepted: send('GET', open)('/user'), broken: send('GET', other)('/user') }
  },
  'upload.token-known': withToken(upload),
  'deletion.token-known': withToken(remove),
  'validation.token-known': withToken(validate),
  'reading.token-known': withToken(read),
  'submit.token-known': (scene) => {
    const validated = scene.returnLike('validated')
    return { given: [], accepted: submit(validated, validated.submissionToken!), broken: submit(validated, unknown) }
  },
  'submission.token-not-expired': inState(read, 'token expired'),
  'submission.accepts-changes': inState(upload, 'submitted'),
  'submission.can-be-reset': inState(reset, 'submitted'),
  'submission.can-be-validated': (scene) => {
    const [open, submitted] = [scene.returnLike('open'), scene.returnLike('submitted')]
    return { given: [askToken(open), upload(open)], accepted: validate(open, '{submissionToken}'), broken: validate(submitted, submitted.submissionToken!) }
  },
  'submission.validated': inState(submit, 'validating'),
  'batch.within-the-limit': (scene) => {
    const open = scene.returnLike('open')
    const many = Array.from({ length: 501 }, (_, n) => ({ ...learner, localId: `LEARNER-${n}`, studentIdentificationCode: `S${n}` }))
    return { given: [askToken(open)], accepted: upload(open), broken: upload(open, '{submissionToken}', many) }
  },
  'batch.part-of-the-return': (scene) => {
    const indicative = scene.returnLike('indicative')
    const completion = { localId: 'COMPLETION-1', studentIdentificationCode: 'S100001', courseCode: 'CARP101' }
    return {
      given: [askToken(indicative)],
      accepted: upload(indicative),
      broken: send('PUT', indicative)('/course-completions', { submissionToken: '{submissionToken}', content: [completion] })
    }
  },
  'validation.records-uploaded': (scene) => {
    const [open, empty] = [scene.returnLike('open'), scene.returnLike('validated')]
    return { given: [askToken(open), upload(open)], accepted: validate(open, '{submissionToken}'), broken: validate(empty, empty.submissionToken!) }
  },
  'page.not-negative': paging('page=-1'),
  'page.within-the-data': paging('page=9&pageSize=10')
}

/** After a validation, `accepted` is in no result, and `broken` in one: that of the rule. */
const ofRecords: Examples = Object.fromEntries(recordRules.map(({ code, id }) => [id, (scene: Scene): Example => {
  const open = scene.returnLike('open')
  const { mutant, records } = showing(code, open.returnId)
  const put = ([collection, record]: Placed): ExampleRequest =>
    send('PUT', open)(`/${collection.name}`, { submissionToken: '{submissionToken}', content: [record] })
  const all = collections.flatMap(collection => {
    const content = records.filter(([of]) => of === collection).map(([, record]) => record)
    return content.length > 0 ? [send('PUT', open)(`/${collection.name}`, { submissionToken: '{submissionToken}', content })] : []
  })
  return {
    given: [askToken(open), reset(open, '{submissionToken}'), askToken(open), ...all, ...mutant.before.map(put)],
    accepted: put(mutant.good),
    broken: put(mutant.bad)
  }
}]))

/** A small valid return in which a mutant has its place. */
function showing (code: string, returnId: number): { mutant: Mutant, records: Placed[] } {
  const making: Making = { seed: 1, learners: 200, returnId }
  const mutant = makeMutants(making).find(({ rule }) => rule.code === code)!
  const { learner, enrolments, completions, qualificationCompletions } = makePerson(making, mutant.person)
  const own: Array<[string, object[]]> = [
    ['learners', [learner]],
    ['courses', Array.from({ length: 12 }, (_, n) => makeCourse(making, n))],
    ['course-enrolments', enrolments],
    ['course-completions', completions],
    ['qualification-completions', qualificationCompletions]
  ]
  const records = own.flatMap(([name, some]) => some.map(record => [collections.find(it => it.name === name) as Collection, record] as Placed))
  return { mutant, records }
}

export const providerBasedExamples: Examples = { ...ofRequests, ...ofRecords }
