import type { Example, ExampleRequest, Examples } from '../../../core/example.ts'
import { askToken, learner, openAgain, read, remove, reset, send, submit, upload, validate, type Caller } from './calls.ts'
import type { ReturnKind, ReturnOfScene } from './returns.ts'
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

/** A course as TEC's register of the fixtures has it. */
const course = {
  localId: 'COURSE-1',
  courseCode: 'CARP101',
  courseTitle: 'Carpentry in Practice',
  qualificationCode: 'NZ2738',
  courseEftsFactor: 0.1667,
  credit: 20,
  learningHours: 200
}

const put = (caller: Caller, collection: string, content: object[]): ExampleRequest =>
  send('PUT', caller)(`/${collection}`, { submissionToken: '{submissionToken}', content })

const submitDifferences = (caller: Caller): ExampleRequest =>
  ({ ...send('POST', caller)(''), path: '/__admin/submissions/{submissionToken}/course-differences' })

/** A submission of nothing but a course, validated. */
const validated = (of: ReturnOfScene, ofCourse: object): ExampleRequest[] => [
  settle(of), askToken(of), reset(of, '{submissionToken}'), askToken(of), put(of, 'courses', [ofCourse]), validate(of, '{submissionToken}'),
  read(of, '{submissionToken}')
]

/** TEC approves what other examples have left. */
const settle = (of: ReturnOfScene): ExampleRequest =>
  ({ method: 'POST', path: `/__admin/returns/${of.returnId}/settle`, headers: {}, body: { eid: of.eid } })

/** A record that the return of April 2025 takes, and one that it does not. */
const ofApril2025 = (collection: string, record: object, change: object) => (scene: ReturnScene): Example => {
  const april = { ...scene.returnLike('open'), returnId: 202504 }
  return {
    given: [openAgain(april), askToken(april)],
    accepted: put(april, collection, [record]),
    broken: put(april, collection, [{ ...record, ...change }])
  }
}

/** The April return whose window opens next. */
const comingApril = (today: string): number => Number(today.slice(0, 4)) * 100 + (today.slice(5) < '04-17' ? 4 : 104)

/** How to show each rule that a request is held to. */
export const examplesOfRequests: Examples<ReturnScene> = {
  'return.year-reasonable': askingForReturn(returnId => returnId - 195_000),
  'return.exists': askingForReturn(returnId => returnId + 300),
  'return.window-open': askingFor('not yet open'),
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
  'value.day-plausible': (scene) => {
    const open = scene.returnLike('open')
    const bornOn = (dateOfBirth: string) => upload(open, '{submissionToken}', [{ ...learner, dateOfBirth }])
    return { given: [askToken(open)], accepted: bornOn('2004-05-17'), broken: bornOn('2204-05-17') }
  },
  'batch.local-id-once': (scene) => {
    const open = scene.returnLike('open')
    const both = (localId: string) => upload(open, '{submissionToken}', [learner, { ...learner, localId }])
    return { given: [askToken(open)], accepted: both('LEARNER-2'), broken: both('LEARNER-1') }
  },
  'batch.local-id-unlike-others': (scene) => {
    const open = scene.returnLike('open')
    const both = (localId: string) => upload(open, '{submissionToken}', [learner, { ...learner, localId }])
    return { given: [askToken(open)], accepted: both('LEARNER-2'), broken: both('learner-1') }
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
  'batch.title-of-the-return': ofApril2025('courses', { ...course, courseTitle: 'x'.repeat(75) }, { courseTitle: 'x'.repeat(76) }),
  'batch.ird-number-of-the-return': ofApril2025('learners', learner, { irdNumber: '012-345-678' }),
  'batch.register-alone': (scene) => {
    const april = { ...scene.returnLike('open'), returnId: comingApril(scene.day(0)) }
    return { given: [askToken(april)], accepted: put(april, 'courses', [course]), broken: upload(april) }
  },
  'batch.no-register-changes-pending': (scene) => {
    // The other organisation's, as nobody there has to send a register meanwhile.
    const open = scene.returnLike('open', 9002)
    return {
      given: [...validated(open, { ...course, courseTitle: 'Carpentry in Theory' }), submitDifferences(open)],
      accepted: put(open, 'learners', []),
      broken: put(open, 'courses', [course])
    }
  },
  'submission.window-open': (scene) => {
    const april = { ...scene.returnLike('open'), returnId: comingApril(scene.day(0)) }
    return {
      given: validated(april, course),
      accepted: read(april, '{submissionToken}'),
      broken: submit(april, '{submissionToken}')
    }
  },
  'submission.no-course-differences': (scene) => {
    const open = scene.returnLike('open')
    return {
      given: validated(open, { ...course, courseTitle: 'Carpentry in Theory' }),
      accepted: put(open, 'courses', [course]),
      broken: submit(open, '{submissionToken}')
    }
  },
  'page.not-negative': paging('page=-1'),
  'page.within-the-data': paging('page=9&pageSize=10'),
  'page.size-that-is-given': paging('pageSize=1001')
}
