import { inferred } from '../../../core/basis.ts'
import { momentInWords } from '../../../core/civil-date.ts'
import type { UtcDateTime } from '../../../core/date-time.ts'
import { brokenBy, ruleOver, type Rule } from '../../../core/rule.ts'
import { exists } from '../../../core/rule-kinds.ts'
import { errorCodesGuide, eslGuide, knowledgeBase, providerBasedPage } from '../../sources.ts'
import type { SubmissionStatus } from '../statuses.ts'

/** A return, and what the registers say that may stand in its way. */
export interface Return {
  returnId: number
  returnType: 'Full' | 'Indicative'
  openWindowDate: UtcDateTime
  closeWindowDate: UtcDateTime
  csvUploadInProgress: 0 | 1
  courseChangesPending: 0 | 1
  workforceQuestionnaireMissing: 0 | 1
}

/** A return, for which a token is asked. */
export interface ReturnFacts {
  eid: number
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

const firstYear = 2000
const lastYear = 2099
const yearOf = (returnId: number): number => Math.floor(returnId / 100)
const isReasonable = (returnId: number): boolean => yearOf(returnId) >= firstYear && yearOf(returnId) <= lastYear

const aListedReturn = 'Use a returnId that GET /submissions/v1.0/returns lists.'

export const yearIsReasonable = returnRule({
  id: 'return.year-reasonable',
  statement: `The year of a returnId must be from ${firstYear} to ${lastYear}`,
  field: 'returnId',
  basis: errorCodesGuide,
  code: 'R1',
  holds: ({ returnId }) => isReasonable(returnId),
  compares: ({ returnId }) => ({ returnId, year: yearOf(returnId) }),
  refusal: ({ returnId }) => `The year of returnId ${returnId} is ${yearOf(returnId)}; it must be from ${firstYear} to ${lastYear}.`,
  wouldPass: () => aListedReturn
})

export const returnExists = exists<ReturnFacts>({
  id: 'return.exists',
  statement: 'returnId must name a return that the organisation has to make',
  field: 'returnId',
  basis: providerBasedPage('request-a-single-data-return-sdr-submission-token'),
  code: 'SC6',
  noun: 'return',
  key: ({ returnId }) => returnId,
  // Of a year without reason, another rule tells.
  found: ({ returnId, found }) => isReasonable(returnId) ? found : 'not looked for',
  where: ({ eid }) => `for EID ${eid}`,
  remedy: aListedReturn
})

const declined = 'the guide says that there are cases in which the request is declined, and names none on the part that is public'

export const windowIsOpen = returnRule({
  id: 'return.window-open',
  statement: 'The window of the return must be open',
  field: 'returnId',
  basis: inferred('Returns have a window; that no token is given outside it follows'),
  enforcedBecause: declined,
  code: 'SC7',
  needs: ['found'],
  holds: ({ found, now }) => now >= found.openWindowDate && now < found.closeWindowDate,
  compares: ({ found, now }) => ({ openWindowDate: found.openWindowDate, closeWindowDate: found.closeWindowDate, now }),
  refusal: ({ found: { returnId, openWindowDate, closeWindowDate }, now }) => {
    const when = now < openWindowDate ? `opens at ${inWords(openWindowDate)}` : `closed at ${inWords(closeWindowDate)}`
    return `The window of return ${returnId} ${when} (it is now ${inWords(now)} in the sandbox).`
  },
  wouldPass: ({ found: { openWindowDate, closeWindowDate } }) =>
    `Ask from ${inWords(openWindowDate)} on and before ${inWords(closeWindowDate)}; PUT /__admin/clock sets the sandbox's clock.`
})

const inWords = (instant: UtcDateTime): string => momentInWords(Date.parse(instant))

export const isNotSubmitted = returnRule({
  id: 'return.not-submitted',
  statement: 'The return must not have been submitted',
  field: 'returnId',
  basis: inferred('What was submitted is TEC\'s to validate'),
  enforcedBecause: declined,
  code: 'SC5',
  needs: ['status'],
  holds: ({ status }) => status !== 'Submitted',
  compares: ({ status }) => ({ submissionStatus: status }),
  refusal: ({ returnId }) => `Return ${returnId} is Submitted and can no longer be changed.`,
  wouldPass: () => 'Choose another return.'
})

export const isNotValidating = returnRule({
  id: 'return.not-validating',
  statement: 'The return must not be under validation',
  field: 'returnId',
  basis: inferred('A run and a change of what it validates exclude each other'),
  enforcedBecause: declined,
  code: 'SC9',
  needs: ['status'],
  // Without a token that is good, nobody could see the run to its end.
  holds: ({ status, tokenExpiry, now }) => status !== 'Validating' || tokenExpiry === undefined || now >= tokenExpiry,
  compares: ({ status }) => ({ submissionStatus: status }),
  refusal: ({ returnId }) => `Return ${returnId} is Validating.`,
  wouldPass: () => 'Use the token that the return has, or ask again once its validation is over.'
})

export const noCsvUpload = returnRule({
  id: 'return.no-csv-upload',
  statement: 'Nobody must be filling the return by CSV upload in DXP Ngā Kete',
  field: 'returnId',
  basis: inferred('Both channels fill the same returns'),
  enforcedBecause: declined,
  code: 'SC5',
  needs: ['found'],
  holds: ({ found }) => found.csvUploadInProgress === 0,
  compares: () => ({ 'CSV upload': 'in progress' }),
  refusal: ({ returnId }) => `A CSV upload of return ${returnId} is in progress in DXP Ngā Kete.`,
  wouldPass: () => 'Choose another return; in DXP Ngā Kete, somebody would have to cancel the upload.'
})

export const noCourseChangesPending = returnRule({
  id: 'return.no-course-changes-pending',
  statement: 'TEC must have approved the return\'s changes of the course register',
  field: 'returnId',
  basis: knowledgeBase('KA-02623'),
  code: 'SC5',
  needs: ['found'],
  holds: ({ found }) => found.courseChangesPending === 0,
  compares: () => ({ 'course register changes': 'pending' }),
  refusal: ({ returnId }) => `Changes of the course register that return ${returnId} depends on are pending.`,
  wouldPass: () => 'Choose another return; TEC approves the changes in its own time.'
})

export const workforceQuestionnaireIsThere = returnRule({
  id: 'return.workforce-questionnaire',
  statement: 'The Workforce Questionnaire must be processed before a December return',
  field: 'returnId',
  basis: knowledgeBase('KA-01083'),
  code: 'SC5',
  needs: ['found'],
  holds: ({ found }) => found.workforceQuestionnaireMissing === 0,
  compares: ({ found }) => ({ returnId: found.returnId, 'Workforce Questionnaire': 'not processed' }),
  refusal: ({ returnId }) => `The Workforce Questionnaire, which goes before return ${returnId}, has not been processed.`,
  wouldPass: () => 'Choose another return; the questionnaire is sent by other means.'
})

/** Why no new token is given to a return that has had one, in words; undefined where one is given. */
export function obstacleToToken (found: Return, status: SubmissionStatus, now: UtcDateTime): string | undefined {
  const facts = { returnId: found.returnId, found, status, now }
  const [broken] = brokenBy(facts, [windowIsOpen, isNotSubmitted, noCsvUpload, noCourseChangesPending, workforceQuestionnaireIsThere])
  return broken?.refusal(facts)
}

export const callerIsRegistered = returnRule({
  id: 'user.registered-first',
  statement: 'A machine account must be registered before its first data call',
  field: 'Authorization',
  basis: eslGuide,
  warnsBecause: 'the guide gives the order of the calls, not what becomes of another order',
  holds: ({ isRegistered }) => isRegistered,
  compares: ({ isRegistered }) => ({ registered: isRegistered }),
  refusal: ({ eid }) => `The machine account is not registered for EID ${eid}.`,
  wouldPass: () => 'Call POST /submissions/v1.0/user/register first.'
})

export const tokenRequestRules: readonly Rule[] = [
  yearIsReasonable, returnExists, windowIsOpen, isNotSubmitted, isNotValidating, noCsvUpload, noCourseChangesPending,
  workforceQuestionnaireIsThere, callerIsRegistered
]
