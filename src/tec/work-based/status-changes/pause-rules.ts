import { inferred } from '../../../core/basis.ts'
import { latest, monthsBefore, type CivilDate } from '../../../core/civil-date.ts'
import { after, notInFuture, onOrAfter, type Range } from '../../../core/rule-kinds.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { quoted } from '../../../core/words.ts'
import { workBasedPage } from '../../sources.ts'
import { codeOfMember } from '../codes.ts'
import { agreementCan, agreementExists, agreementIs, type NamedAgreement } from '../training-agreements/rules.ts'
import type { Grace, Hold } from './schemas.ts'
import { dayAfterSigning, dayOfSigning } from './signing.ts'

const gracePage = workBasedPage('place-training-agreement-in-grace')

export interface PauseFacts extends NamedAgreement {
  pause: Hold | Grace
  /** The latest completion that NZQA has reported under the agreement. */
  nzqaCompletionDate: CivilDate | null
  /** The first day from which a completion lifts the limit, by the reading in force; null where none does. */
  exemptFrom: CivilDate | null
  /** When the agreement was last restarted. */
  lastRestart: CivilDate | null
  /** The first day on which participation in an open enrolment starts. */
  firstParticipationStart: CivilDate | null
  /** Whether one that is not Active is refused, by the reading in force. */
  refusesInactive: boolean
  today: CivilDate
}

/** How far a pause can be backdated. */
const earliestPause = ({ pause, exemptFrom, today }: PauseFacts): CivilDate | null =>
  exemptFrom !== null && pause.pauseDate >= exemptFrom ? null : monthsBefore(today, 3)

const pauseDate = {
  field: 'pauseDate',
  basis: gracePage,
  value: ({ pause }: PauseFacts) => pause.pauseDate,
  window: (facts: PauseFacts): Range<CivilDate> =>
    ({ from: latest(dayAfterSigning(facts.agreement), earliestPause(facts)), to: facts.today })
}

/** What holds of every pause. */
const pauseRules: readonly Rule[] = [
  agreementExists,
  notInFuture({ id: 'agreement.pause-by-today', ...pauseDate }),
  after({
    id: 'agreement.pause-after-signed',
    ...pauseDate,
    limit: ({ agreement }) => agreement?.trainingAgreementSignedDate,
    called: dayOfSigning
  }),
  onOrAfter({
    id: 'agreement.pause-within-three-months',
    statement: 'pauseDate must not be more than three months ago',
    ...pauseDate,
    limit: earliestPause,
    called: 'the day three months ago',
    also: ({ today, nzqaCompletionDate }) => ({ today, ...(nzqaCompletionDate !== null && { nzqaCompletionDate }) })
  })
]

/** The rule that an agreement can be paused; as the reading in force says, from any open status or from Active alone. */
function canBePaused (event: 'hold' | 'grace', demand: { id: string, toBe: string }): Rule {
  const [fromAny, fromActive] = [agreementCan(event, demand), agreementIs({ ...demand, allowed: ['Active'] })]
  const inForce = (facts: object) => (facts as PauseFacts).refusesInactive ? fromActive : fromAny
  return {
    ...fromAny,
    holds: facts => inForce(facts).holds(facts),
    compares: facts => inForce(facts).compares(facts),
    refusal: facts => inForce(facts).refusal(facts),
    wouldPass: facts => inForce(facts).wouldPass(facts)
  }
}

/** Histories that cannot be, or are hardly meant. */
const pauseOrder: readonly Rule[] = [
  onOrAfter({
    id: 'agreement.pause-on-or-after-pause',
    ...pauseDate,
    basis: inferred('A pause that follows another begins with it or later'),
    limit: ({ agreement }) => agreement && agreement.pauseDate,
    called: 'the day the pause before it began'
  }),
  onOrAfter({
    id: 'agreement.pause-on-or-after-restart',
    ...pauseDate,
    basis: inferred('What was restarted since cannot have been paused by it'),
    limit: ({ lastRestart }) => lastRestart,
    called: 'the day the agreement was last restarted'
  }),
  onOrAfter({
    id: 'agreement.pause-on-or-after-participation-start',
    ...pauseDate,
    basis: inferred('What has not begun cannot pause'),
    limit: ({ firstParticipationStart }) => firstParticipationStart,
    called: 'the first day on which participation in its enrolments starts'
  })
]

/** The rule that an agreement is not paused in the same way already. */
const notAlready = (status: 'Hold' | 'Grace', id: string, words: string): Rule => ruleOver<NamedAgreement>()({
  id,
  statement: `A training agreement that is ${words} must be restarted before it is placed ${words} again`,
  field: 'trainingAgreementLocalId',
  basis: inferred(`No page says what a second ${status.toLowerCase()} does; the sandbox takes its date and reason`),
  needs: ['agreement'],
  holds: ({ agreement }) => agreement.status !== status,
  compares: ({ agreement }) => ({ status: agreement.status, pauseDate: agreement.pauseDate }),
  refusal: ({ trainingAgreementLocalId, agreement }) =>
    `Training agreement ${quoted(trainingAgreementLocalId)} is already ${words}, since ${agreement.pauseDate}.`,
  wouldPass: () => 'Restart it first.'
})

export const holdRules: readonly Rule[] = [
  ...pauseRules,
  ...pauseOrder,
  canBePaused('hold', { id: 'agreement.can-be-held', toBe: 'placed on hold' }),
  notAlready('Hold', 'agreement.not-on-hold-already', 'on hold'),
  codeOfMember<{ pause: Hold }>('onHoldReasonCode', { id: 'agreement.on-hold-reason-code', value: ({ pause }) => pause.onHoldReasonCode })
]

export const graceRules: readonly Rule[] = [
  ...pauseRules,
  ...pauseOrder,
  canBePaused('grace', { id: 'agreement.can-be-in-grace', toBe: 'placed in grace' }),
  notAlready('Grace', 'agreement.not-in-grace-already', 'in grace'),
  codeOfMember<{ pause: Grace }>('graceReasonCode', { id: 'agreement.grace-reason-code', value: ({ pause }) => pause.graceReasonCode })
]
