import { inferred } from '../../../core/basis.ts'
import type { UtcDateTime } from '../../../core/date-time.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { errorCodesGuide, eslGuide, knowledgeBase, providerBasedPage } from '../../sources.ts'
import { isPossible, startsOf, statusAt, type SubmissionEvent, type SubmissionStatus } from '../statuses.ts'

/** A return, and what the registers say that may stand in its way. */
interface Return {
  returnId: number
  returnType: 'Full' | 'Indicative'
  openWindowDate: UtcDateTime
  closeWindowDate: UtcDateTime
  csvUploadInProgress: 0 | 1
  courseChangesPending: 0 | 1
  workforceQuestionnaireMissing: 0 | 1
}

export interface Submission extends Return {
  status: SubmissionStatus
  tokenExpiry: UtcDateTime
}

/** A return, for which a token is asked. */
export interface ReturnFacts {
  returnId: number
  /** The return, if it is one of the organisation's. */
  found: Return | undefined
  /** The status of its submission, if there is one. */
  status: SubmissionStatus | undefined
  /** When the last token to it expires. */
  tokenExpiry: UtcDateTime | undefined
  now: UtcDateTime
  isRegistered: boolean
}

const returnRule = ruleOver<ReturnFacts>()

const tokenPage = providerBasedPage('request-a-single-data-return-sdr-submission-token')

const firstYear = 2000
const lastYear = 2099
const yearOf = (returnId: number): number => Math.floor(returnId / 100)
const isReasonable = (returnId: number): boolean => yearOf(returnId) >= firstYear && yearOf(returnId) <= lastYear

export const yearIsReasonable = returnRule({
  id: 'return.year-reasonable',
  statement: `The year of a return id is from ${firstYear} to ${lastYear}`,
  field: 'returnId',
  basis: errorCodesGuide,
  code: 'R1',
  holds: ({ returnId }) => isReasonable(returnId),
  compares: ({ returnId }) => ({ returnId, year: yearOf(returnId) }),
  wouldPass: () => 'a returnId that GET /submissions/v1.0/returns lists'
})

export const returnExists = returnRule({
  id: 'return.exists',
  statement: 'A return is one that the organisation has to make',
  field: 'returnId',
  basis: tokenPage,
  code: 'SC6',
  failure: 'missing',
  holds: ({ returnId, found }) => found !== undefined || !isReasonable(returnId),
  compares: ({ returnId }) => ({ returnId }),
  wouldPass: () => 'a returnId that GET /submissions/v1.0/returns lists'
})

const declined = 'the guide says that there are cases in which the request is declined, and names none on the part that is public'

export const windowIsOpen = returnRule({
  id: 'return.window-open',
  statement: 'A token is asked for while the window of the return is open',
  field: 'returnId',
  basis: inferred('Returns have a window; that no token is given outside it follows'),
  enforcedBecause: declined,
  code: 'SC7',
  needs: ['found'],
  holds: ({ found, now }) => now >= found.openWindowDate && now < found.closeWindowDate,
  compares: ({ found, now }) => ({ openWindowDate: found.openWindowDate, closeWindowDate: found.closeWindowDate, now }),
  wouldPass: ({ found }) => `a moment from ${found.openWindowDate} on and before ${found.closeWindowDate}; POST /__admin/clock/advance moves the clock`
})

export const isNotSubmitted = returnRule({
  id: 'return.not-submitted',
  statement: 'A token is asked for a return that has not been submitted',
  field: 'returnId',
  basis: inferred('What was submitted is TEC\'s to validate'),
  enforcedBecause: declined,
  code: 'SC5',
  needs: ['status'],
  holds: ({ status }) => status !== 'Submitted',
  compares: ({ status }) => ({ submissionStatus: status }),
  wouldPass: () => 'another return'
})

export const isNotValidating = returnRule({
  id: 'return.not-validating',
  statement: 'A token is asked for while no validation of the return runs',
  field: 'returnId',
  basis: inferred('A run and a change of what it validates exclude each other'),
  enforcedBecause: declined,
  code: 'SC9',
  needs: ['status'],
  // Without a token that is good, nobody could see the run to its end.
  holds: ({ status, tokenExpiry, now }) => status !== 'Validating' || tokenExpiry === undefined || now >= tokenExpiry,
  compares: ({ status }) => ({ submissionStatus: status }),
  wouldPass: () => 'the token that the return has, or this request once the run is over'
})

export const noCsvUpload = returnRule({
  id: 'return.no-csv-upload',
  statement: 'A token is asked for a return that nobody fills by CSV upload in DXP Ngā Kete',
  field: 'returnId',
  basis: inferred('Both channels fill the same returns'),
  enforcedBecause: declined,
  code: 'SC5',
  needs: ['found'],
  holds: ({ found }) => found.csvUploadInProgress === 0,
  compares: () => ({ 'CSV upload': 'in progress' }),
  wouldPass: () => 'another return; in DXP Ngā Kete, the upload would be cancelled'
})

export const noCourseChangesPending = returnRule({
  id: 'return.no-course-changes-pending',
  statement: 'A token is asked for a return whose changes of the course register TEC has approved',
  field: 'returnId',
  basis: knowledgeBase('KA-02623'),
  code: 'SC5',
  needs: ['found'],
  holds: ({ found }) => found.courseChangesPending === 0,
  compares: () => ({ 'course register changes': 'pending' }),
  wouldPass: () => 'another return; TEC approves the changes in its own time'
})

export const workforceQuestionnaireIsThere = returnRule({
  id: 'return.workforce-questionnaire',
  statement: 'A December return comes after its Workforce Questionnaire',
  field: 'returnId',
  basis: knowledgeBase('KA-01083'),
  code: 'SC5',
  needs: ['found'],
  holds: ({ found }) => found.workforceQuestionnaireMissing === 0,
  compares: ({ found }) => ({ returnId: found.returnId, 'Workforce Questionnaire': 'not processed' }),
  wouldPass: () => 'another return; the questionnaire is sent by other means'
})

export const callerIsRegistered = returnRule({
  id: 'user.registered-first',
  statement: 'A machine account is registered before its first data call',
  field: 'Authorization',
  basis: eslGuide,
  warnsBecause: 'the guide gives the order of the calls, not what becomes of another order',
  holds: ({ isRegistered }) => isRegistered,
  compares: () => ({}),
  wouldPass: () => 'POST /submissions/v1.0/user/register before'
})

export const tokenRequestRules: readonly Rule[] = [
  yearIsReasonable, returnExists, windowIsOpen, isNotSubmitted, isNotValidating, noCsvUpload, noCourseChangesPending,
  workforceQuestionnaireIsThere, callerIsRegistered
]

/** A submission, by its token. */
export interface SubmissionFacts {
  submissionToken: string
  /** The submission, if the token is the organisation's. */
  submission: Submission | undefined
  now: UtcDateTime
}

const submissionRule = ruleOver<SubmissionFacts>()

/** The same rule at several places of the service, each with a code of its own. */
const tokenIsKnown = (place: string, doing: string, code: string): Rule => submissionRule({
  id: `${place}.token-known`,
  statement: `${doing} names a submission of the organisation by its token`,
  field: 'submissionToken',
  basis: errorCodesGuide,
  code,
  failure: 'missing',
  holds: ({ submission }) => submission !== undefined,
  compares: ({ submissionToken }) => ({ submissionToken }),
  wouldPass: () => 'a token from POST /submissions/v1.0/token/{returnId}'
})

export const tokenHasNotExpired = submissionRule({
  id: 'submission.token-not-expired',
  statement: 'A submission token is used before it expires',
  field: 'submissionToken',
  basis: tokenPage,
  code: 'SC4',
  needs: ['submission'],
  holds: ({ submission, now }) => now < submission.tokenExpiry,
  compares: ({ submission, now }) => ({ tokenExpiry: submission.tokenExpiry, now }),
  wouldPass: () => 'a new token from POST /submissions/v1.0/token/{returnId}; what was uploaded is still there'
})

const statusAllows = (id: string, event: SubmissionEvent, doing: string): Rule => submissionRule({
  id,
  statement: `A submission is ${doing} while it is ${startsOf(event).join(' or ')}`,
  field: 'submissionToken',
  basis: inferred('A submission that is validated, submitted, cancelled or closed is not to change underneath; the statuses are documented, what each allows is not'),
  enforcedBecause: 'the statuses would mean nothing otherwise',
  code: 'SC5',
  needs: ['submission'],
  holds: ({ submission, now }) => isPossible(event, statusAt(now, submission)),
  compares: ({ submission, now }) => ({ submissionStatus: statusAt(now, submission) }),
  wouldPass: () => `a submission that is ${startsOf(event).join(' or ')}`
})

export const acceptsChanges = statusAllows('submission.accepts-changes', 'contents change', 'changed')

/** What an upload is held to, beside its records. */
export const uploadTokenRules: readonly Rule[] = [tokenIsKnown('upload', 'An upload', 'SC1'), tokenHasNotExpired, acceptsChanges]

const deletionTokenIsKnown = tokenIsKnown('deletion', 'A deletion or a reset', 'SC2')

export const deletionTokenRules: readonly Rule[] = [deletionTokenIsKnown, tokenHasNotExpired, acceptsChanges]

export const resetRules: readonly Rule[] = [
  deletionTokenIsKnown, tokenHasNotExpired, statusAllows('submission.can-be-reset', 'reset', 'reset')
]

export const validationTokenRules: readonly Rule[] = [
  tokenIsKnown('validation', 'A request for validation', 'SC3'),
  tokenHasNotExpired,
  submissionRule({
    id: 'submission.can-be-validated',
    statement: 'A submission is validated before it is submitted or closed',
    field: 'submissionToken',
    basis: inferred('A submission that is submitted or closed is not to be validated again'),
    enforcedBecause: 'the statuses would mean nothing otherwise',
    code: 'SC5',
    needs: ['submission'],
    holds: ({ submission, now }) => isPossible('reset', statusAt(now, submission)),
    compares: ({ submission, now }) => ({ submissionStatus: statusAt(now, submission) }),
    wouldPass: () => `a submission that is ${startsOf('reset').join(' or ')}`
  })
]

/** What is only read. */
export const readingTokenRules: readonly Rule[] = [tokenIsKnown('reading', 'A reading', 'SC10'), tokenHasNotExpired]

export const submitRules: readonly Rule[] = [
  tokenIsKnown('submit', 'Who submits', 'SC1'),
  submissionRule({
    id: 'submission.validated',
    statement: 'A submission is submitted while it is Validated',
    field: 'submissionToken',
    basis: knowledgeBase('KA-01090'),
    code: 'SC5',
    needs: ['submission'],
    holds: ({ submission, now }) => isPossible('submit', statusAt(now, submission)),
    compares: ({ submission, now }) => ({ submissionStatus: statusAt(now, submission) }),
    wouldPass: () => 'a validation that finds no errors, before'
  })
]
