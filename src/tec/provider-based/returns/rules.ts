import { inferred } from '../../../core/basis.ts'
import { momentInWords } from '../../../core/civil-date.ts'
import type { UtcDateTime } from '../../../core/date-time.ts'
import { brokenBy, ruleOver, type Rule } from '../../../core/rule.ts'
import { exists } from '../../../core/rule-kinds.ts'
import { callerIsRegistered } from '../../registration.ts'
import { errorCodesGuide, providerBasedPage } from '../../sources.ts'
import type { SubmissionStatus } from '../statuses.ts'
import { takesRegisterAlone } from './register-alone.ts'

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
  now: UtcDateTime
  /** Whether a closed return is told of rather than refused: a reading. */
  closedIsTold: boolean
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
  // That there are bounds is documented, which they are is not.
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
  statement: 'The window of the return must be open; before it opens, the coming April return takes the course register alone',
  field: 'returnId',
  basis: inferred('Returns have a window; that no token is given outside it follows'),
  enforcedBecause: declined,
  code: 'SC7',
  needs: ['found'],
  holds: ({ found, now, closedIsTold }) => now < found.openWindowDate
    ? takesRegisterAlone(found, now)
    : now < found.closeWindowDate || closedIsTold,
  compares: ({ found, now }) => ({ openWindowDate: found.openWindowDate, closeWindowDate: found.closeWindowDate, now }),
  refusal: ({ found: { returnId, openWindowDate, closeWindowDate }, now }) => {
    const when = now < openWindowDate ? `opens at ${inWords(openWindowDate)}` : `closed at ${inWords(closeWindowDate)}`
    return `The window of return ${returnId} ${when} (it is now ${inWords(now)} in the sandbox).`
  },
  wouldPass: ({ found: { openWindowDate, closeWindowDate } }) =>
    `Ask from ${inWords(openWindowDate)} on and before ${inWords(closeWindowDate)}; PUT /__admin/clock sets the sandbox's clock, and ` +
    'POST /__admin/returns/{returnId}/open opens a return again, as TEC does on request.'
})

const inWords = (instant: UtcDateTime): string => momentInWords(Date.parse(instant))

export const noCsvUpload = returnRule({
  id: 'return.no-csv-upload',
  statement: 'Nobody must be filling the return by CSV upload in DXP Ngā Kete',
  field: 'returnId',
  basis: inferred('Both channels fill the same returns'),
  enforcedBecause: declined,
  code: 'SC5',
  needs: ['found'],
  holds: ({ found }) => found.csvUploadInProgress === 0,
  compares: ({ found }) => ({ 'CSV upload': found.csvUploadInProgress === 0 ? null : 'in progress' }),
  refusal: ({ returnId }) => `A CSV upload of return ${returnId} is in progress in DXP Ngā Kete.`,
  wouldPass: () => 'Choose another return; in DXP Ngā Kete, somebody would have to cancel the upload, which ' +
    'POST /__admin/returns/{returnId}/settle does in the sandbox.'
})

export const noCourseChangesPending = returnRule({
  id: 'return.no-course-changes-pending',
  statement: 'TEC must have approved the return\'s changes of the course register',
  field: 'returnId',
  basis: inferred('While changes are pending, the return cannot go on and no other register can be sent (KA-02623); ' +
    'that the token is refused is not said'),
  enforcedBecause: declined,
  code: 'SC5',
  needs: ['found'],
  holds: ({ found }) => found.courseChangesPending === 0,
  compares: ({ found }) => ({ 'course register changes': found.courseChangesPending === 0 ? null : 'pending' }),
  refusal: ({ returnId }) => `Changes of the course register that return ${returnId} depends on are pending.`,
  wouldPass: () => 'TEC approves them in its own time; in the sandbox, POST /__admin/returns/{returnId}/settle does.'
})

export const workforceQuestionnaireIsThere = returnRule({
  id: 'return.workforce-questionnaire',
  statement: 'The Workforce Questionnaire must be processed before a December return',
  field: 'returnId',
  basis: inferred('TEC does not accept a December return without it (KA-01083); that the token is refused is not said'),
  enforcedBecause: declined,
  code: 'SC5',
  needs: ['found'],
  holds: ({ found }) => found.workforceQuestionnaireMissing === 0,
  compares: ({ found: { returnId, workforceQuestionnaireMissing: isMissing } }) =>
    ({ returnId, 'Workforce Questionnaire': isMissing === 0 ? null : 'not processed' }),
  refusal: ({ returnId }) => `The Workforce Questionnaire, which goes before return ${returnId}, has not been processed.`,
  wouldPass: () => 'The questionnaire is sent by other means; in the sandbox, POST /__admin/returns/{returnId}/settle processes it.'
})

/** Why no new token is given to a return that has had one, in words; undefined where one is given. */
export function obstacleToToken (found: Return, status: SubmissionStatus, now: UtcDateTime): string | undefined {
  if (status === 'Submitted') return `Return ${found.returnId} is Submitted and can no longer be changed.`
  const facts = { returnId: found.returnId, found, now, closedIsTold: false }
  const [broken] = brokenBy(facts, [windowIsOpen, noCsvUpload, noCourseChangesPending, workforceQuestionnaireIsThere])
  return broken?.refusal(facts)
}

export const tokenRequestRules: readonly Rule[] = [
  yearIsReasonable, returnExists, windowIsOpen, noCsvUpload, noCourseChangesPending,
  workforceQuestionnaireIsThere, callerIsRegistered
]
