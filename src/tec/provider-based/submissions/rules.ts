import { inferred } from '../../../core/basis.ts'
import { momentInWords } from '../../../core/civil-date.ts'
import { utcOf, type UtcDateTime } from '../../../core/date-time.ts'
import type { Ask } from '../../../core/reading.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { either, exists, quoted, statusIn } from '../../../core/rule-kinds.ts'
import { errorCodesGuide, knowledgeBase, providerBasedPage } from '../../sources.ts'
import { obstacleToToken, type Return } from '../returns/rules.ts'
import { tokenExpires } from '../readings.ts'
import { openStatuses, statusAt, submissionMachine, type SubmissionStatus } from '../statuses.ts'

export interface Submission extends Return {
  status: SubmissionStatus
  tokenExpiry: UtcDateTime
}

/** A submission, by its token. */
export interface SubmissionFacts {
  submissionToken: string
  /** Whose token it has to be; whoever submits is asked for none. */
  eid?: number
  /** The submission, if the token is the organisation's. */
  submission: Submission | undefined
  now: UtcDateTime
  /** Whether a token is still good at the very moment of its expiry: a reading. */
  isGoodAtExpiry: boolean
}

/** What is known of a token that was sent. Whoever does not care whether it has expired does not ask. */
export const tokenFacts = (submissionToken: string, submission: Submission | undefined, now: number, ask?: Ask) =>
  ({ submissionToken, submission, now: utcOf(now), isGoodAtExpiry: ask?.(tokenExpires) === 'at' })

/** Whether a token is no good any more. */
export const hasExpired = (tokenExpiry: UtcDateTime, now: UtcDateTime, ask: Ask): boolean =>
  ask(tokenExpires) === 'at' ? now > tokenExpiry : now >= tokenExpiry

const submissionRule = ruleOver<SubmissionFacts>()

/** The same rule at several places of the service, each with a code of its own. */
const tokenIsKnown = (place: string, doing: string, code: string): Rule => exists<SubmissionFacts>({
  id: `${place}.token-known`,
  statement: `${doing} must name a submission of the organisation by its token`,
  field: 'submissionToken',
  basis: errorCodesGuide,
  code,
  codeBasis: inferred('Several codes have this one text; which is raised where is not documented'),
  noun: 'submission',
  key: ({ submissionToken }) => submissionToken,
  found: ({ submission }) => submission,
  refusal: ({ eid, submissionToken }) =>
    `${eid === undefined ? 'There is' : `EID ${eid} has`} no submission with token ${quoted(submissionToken)}.`,
  remedy: 'Use a token from POST /submissions/v1.0/token/{returnId}.'
})

export const tokenHasNotExpired = submissionRule({
  id: 'submission.token-not-expired',
  statement: 'A submission token must be used before it expires',
  field: 'submissionToken',
  basis: providerBasedPage('request-a-single-data-return-sdr-submission-token'),
  code: 'SC4',
  needs: ['submission'],
  holds: ({ submission, now, isGoodAtExpiry }) => now < submission.tokenExpiry || (isGoodAtExpiry && now === submission.tokenExpiry),
  compares: ({ submission, now }) => ({ tokenExpiry: submission.tokenExpiry, now }),
  refusal: ({ submission, now }) =>
    `The submission token expired at ${inWords(submission.tokenExpiry)} (it is now ${inWords(now)} in the sandbox).`,
  wouldPass: ({ submission, now }) => {
    const obstacle = obstacleToToken(submission, statusAt(now, submission), now)
    return obstacle === undefined
      ? `Request a new one with POST /submissions/v1.0/token/${submission.returnId}; what was uploaded is still there.`
      : `No new one is to be had now. ${obstacle}`
  }
})

const inWords = (instant: UtcDateTime): string => momentInWords(Date.parse(instant))

const statusOf = ({ submission, now }: SubmissionFacts): SubmissionStatus | undefined => submission && statusAt(now, submission)

/** What all rules about a submission's status have in common. */
const aboutStatus = { field: 'submissionToken', code: 'SC5', noun: 'submission', key: () => undefined, status: statusOf } as const

const statusAllows = (id: string, done: string, allowed: readonly SubmissionStatus[]): Rule => statusIn<SubmissionFacts>({
  ...aboutStatus,
  id,
  statement: `A submission must be ${either(allowed)} to be ${done}`,
  basis: inferred('A submission that is validated, submitted, cancelled or closed is not to change underneath; ' +
    'the statuses are documented, what each allows is not'),
  enforcedBecause: 'the statuses would mean nothing otherwise',
  allowed,
  refusal: (facts) => statusOf(facts) === 'Validating'
    ? `The submission is Validating and cannot be ${done} until that is over.`
    : `The submission is ${statusOf(facts)} and can no longer be ${done}.`,
  remedy: (facts) => statusOf(facts) === 'Validating'
    ? 'Wait until its validation is over.'
    : `Choose a submission that is ${either(allowed)}.`
})

export const acceptsChanges = statusAllows('submission.accepts-changes', 'changed', submissionMachine.from('contents change'))

/** What an upload is held to, beside its records. */
export const uploadTokenRules: readonly Rule[] = [tokenIsKnown('upload', 'An upload', 'SC1'), tokenHasNotExpired, acceptsChanges]

const deletionTokenIsKnown = tokenIsKnown('deletion', 'A deletion or a reset', 'SC2')

export const deletionTokenRules: readonly Rule[] = [deletionTokenIsKnown, tokenHasNotExpired, acceptsChanges]

export const resetRules: readonly Rule[] = [
  deletionTokenIsKnown, tokenHasNotExpired, statusAllows('submission.can-be-reset', 'reset', submissionMachine.from('reset'))
]

export const validationTokenRules: readonly Rule[] = [
  tokenIsKnown('validation', 'A request for validation', 'SC3'),
  tokenHasNotExpired,
  statusIn<SubmissionFacts>({
    ...aboutStatus,
    id: 'submission.can-be-validated',
    statement: 'A submission must be validated before it is submitted or closed',
    basis: inferred('A submission that is submitted or closed is not to be validated again'),
    enforcedBecause: 'the statuses would mean nothing otherwise',
    // While one run goes on, it is answered to who asks for another.
    allowed: openStatuses,
    refusal: (facts) => `The submission is ${statusOf(facts)} and can no longer be validated.`,
    remedy: `Choose a submission that is ${either(openStatuses)}.`
  })
]

/** What is only read. */
export const readingTokenRules: readonly Rule[] = [tokenIsKnown('reading', 'A reading', 'SC10'), tokenHasNotExpired]

/** A submission, and how many errors its last validation found. */
export interface ValidatedFacts extends SubmissionFacts {
  errorCount: number
}

const isValidated = ruleOver<ValidatedFacts>()({
  id: 'submission.validated',
  statement: 'A submission must be Validated, without errors, to be submitted',
  field: 'submissionToken',
  basis: knowledgeBase('KA-01090'),
  code: 'SC5',
  needs: ['submission'],
  holds: (facts) => submissionMachine.from('submit').includes(statusOf(facts)!) && facts.errorCount === 0,
  compares: (facts) => ({ status: statusOf(facts), errorCount: facts.errorCount }),
  refusal: (facts) => statusOf(facts) === 'Validated'
    ? `The validation of the submission found ${facts.errorCount === 1 ? '1 error' : `${facts.errorCount} errors`}.`
    : `Only a Validated submission can be submitted; this one is ${statusOf(facts)}.`,
  wouldPass: (facts) => ['Pending', 'Validating', 'Validated'].includes(statusOf(facts)!)
    ? 'Validate it without errors first.'
    : 'Choose a submission that is Validated.'
})

const windowHasOpened = submissionRule({
  id: 'submission.window-open',
  statement: 'A return must not be submitted before its window opens',
  field: 'submissionToken',
  basis: inferred('Before that, a course register can be processed by itself, which is no return'),
  enforcedBecause: 'a return is submitted in its window',
  code: 'SC7',
  needs: ['submission'],
  holds: ({ submission, now }) => now >= submission.openWindowDate,
  compares: ({ submission, now }) => ({ openWindowDate: submission.openWindowDate, now }),
  refusal: ({ submission: { returnId, openWindowDate }, now }) =>
    `The window of return ${returnId} opens at ${inWords(openWindowDate)} (it is now ${inWords(now)} in the sandbox).`,
  wouldPass: ({ submission }) => `Submit it from ${inWords(submission.openWindowDate)} on.`
})

/** A submission, and the codes of its courses that differ from TEC's register. */
export interface SubmitFacts extends ValidatedFacts {
  courseDifferences: readonly string[] | undefined
}

const noCourseDifferences = ruleOver<SubmitFacts>()({
  id: 'submission.no-course-differences',
  statement: 'The course differences of a submission must be resolved before it is submitted',
  field: 'submissionToken',
  basis: knowledgeBase('KA-01090'),
  code: 'SC5',
  needs: ['courseDifferences'],
  holds: ({ courseDifferences }) => courseDifferences.length === 0,
  compares: ({ courseDifferences }) => ({ 'courses that differ from the register': courseDifferences }),
  refusal: ({ courseDifferences: [first, ...others] }) => `The course ${quoted(first!)} differs from TEC's course register` +
    `${others.length === 0 ? '' : `, and so do ${others.length} others`}.`,
  wouldPass: () => 'Upload them as the register has them, or have it changed: POST /__admin/submissions/{submissionToken}/' +
    'course-differences, and POST /__admin/returns/{returnId}/settle.'
})

const submitTokenIsKnown = tokenIsKnown('submit', 'Who submits', 'SC1')

export const submitRules: readonly Rule[] = [submitTokenIsKnown, isValidated, windowHasOpened, noCourseDifferences]

/** What course differences are held to that are submitted. */
export const courseDifferenceRules: readonly Rule[] = [submitTokenIsKnown, isValidated]
