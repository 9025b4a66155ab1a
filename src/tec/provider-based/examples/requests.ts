import type { Example, ExampleRequest, Examples } from '../../../core/example.ts'
import { askToken, learner, read, remove, reset, send, submit, upload, validate, type Caller } from './calls.ts'
import type { ReturnKind } from './returns.ts'
import type { ReturnScene } from './scene.ts'

/** The same request for a return that is open, and for one with which something is the matter. */
const askingFor = (kind: ReturnKind) => (scene: ReturnScene): Example =>
  ({ given: [], accepted: askToken(scene.returnLike('open')), broken: askToken(scene.returnLike(kind)) })

const askingForReturn = (change: (returnId: number) => number) => (scene: ReturnScene): Example => {
  const open = scene.returnLike('open')
  return { given: [], accepted: askToken(open), broken: askToken({ ...open, returnId: change(open.returnId) }) }
}

const unknown = 'nobody-issued-this'

/** The same call with a token of the organisation, and with one that nobody issued. */
const withToken = (call: (caller: Caller, submissionToken: string) => ExampleRequest) => (scene: ReturnScene): Example => {
  const open = scene.returnLike('open')
  return { given: [askToken(open), upload(open)], accepted: call(open, '{submissionToken}'), broken: call(open, unknown) }
}

/** The same call with the token of a submission that allows it, and with that of one that does not. */
const inState = (call: (caller: Caller, submissionToken: string) => ExampleRequest, kind: ReturnKind) => (scene: ReturnScene): Example => {
  const [allows, refuses] = [scene.returnLike('validated'), scene.returnLike(kind)]
  return { given: [], accepted: call(allows, allows.submissionToken!), broken: call(refuses, refuses.submissionToken!) }
}

const paging = (query: string) => (scene: ReturnScene): Example => {
  const open = scene.returnLike('open')
  return { given: [], accepted: send('GET', open)('/returns?page=0&pageSize=1'), broken: send('GET', open)(`/returns?${query}`) }
}

/** How to show each rule that a request is held to. */
export const examplesOfRequests: Examples<ReturnScene> = {
  'return.year-reasonable': askingForReturn(returnId => returnId - 195_000),
  'return.exists': askingForReturn(returnId => returnId + 300),
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
    return {
      given: [askToken(open), upload(open)],
      accepted: validate(open, '{submissionToken}'),
      broken: validate(submitted, submitted.submissionToken!)
    }
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
    return {
      given: [askToken(open), upload(open)],
      accepted: validate(open, '{submissionToken}'),
      broken: validate(empty, empty.submissionToken!)
    }
  },
  'page.not-negative': paging('page=-1'),
  'page.within-the-data': paging('page=9&pageSize=10')
}
