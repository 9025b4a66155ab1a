import { inferred } from '../../../core/basis.ts'
import { dayAfter, latest, monthsBefore, type CivilDate } from '../../../core/civil-date.ts'
import { after, notInFuture, onOrAfter, type Range } from '../../../core/rule-kinds.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { quoted } from '../../../core/words.ts'
import { workBasedPage } from '../../sources.ts'
import { codeOfMember } from '../codes.ts'
import { agreementCan, agreementExists, type Agreement, type NamedAgreement } from '../training-agreements/rules.ts'
import type { Grace, Hold, Restart, Withdrawal } from './schemas.ts'

const gracePage = workBasedPage('place-training-agreement-in-grace')
const restartPage = workBasedPage('restart-training-agreement')
const withdrawPage = workBasedPage('withdraw-training-agreement')

const dayOfSigning = 'the day the training agreement was signed'
const dayAfterSigning = (agreement: Agreement | undefined) => agreement && dayAfter(agreement.trainingAgreementSignedDate)

export interface PauseFacts extends NamedAgreement {
  pause: Hold | Grace
  /** The latest completion that NZQA has reported under the agreement. */
  nzqaCompletionDate: CivilDate | null
  today: CivilDate
}

/** How far a pause can be backdated; a completion that NZQA has reported lifts the limit. */
const earliestPause = ({ nzqaCompletionDate, today }: PauseFacts): CivilDate | null =>
  nzqaCompletionDate === null ? monthsBefore(today, 3) : null

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
    statement: 'pauseDate must not be more than three months ago, unless NZQA has reported a completion',
    ...pauseDate,
    limit: earliestPause,
    called: 'the day three months ago',
    also: ({ today, nzqaCompletionDate }) => ({ today, ...(nzqaCompletionDate !== null && { nzqaCompletionDate }) })
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
  agreementCan('hold', { id: 'agreement.can-be-held', toBe: 'placed on hold' }),
  notAlready('Hold', 'agreement.not-on-hold-already', 'on hold'),
  codeOfMember<{ pause: Hold }>('onHoldReasonCode', { id: 'agreement.on-hold-reason-code', value: ({ pause }) => pause.onHoldReasonCode })
]

export const graceRules: readonly Rule[] = [
  ...pauseRules,
  agreementCan('grace', { id: 'agreement.can-be-in-grace', toBe: 'placed in grace' }),
  notAlready('Grace', 'agreement.not-in-grace-already', 'in grace'),
  codeOfMember<{ pause: Grace }>('graceReasonCode', { id: 'agreement.grace-reason-code', value: ({ pause }) => pause.graceReasonCode })
]

export interface RestartFacts extends NamedAgreement {
  restart: Restart
  today: CivilDate
}

const restartDate = {
  field: 'restartDate',
  basis: restartPage,
  value: ({ restart }: RestartFacts) => restart.restartDate,
  window: ({ agreement, today }: RestartFacts): Range<CivilDate> =>
    ({ from: latest(dayAfterSigning(agreement), agreement?.pauseDate), to: today })
}

/** Since when the agreement is in Hold or Grace; null where it is in neither or the other. */
const pausedSince = (status: 'Hold' | 'Grace') => ({ agreement }: RestartFacts) =>
  agreement && (agreement.status === status ? agreement.pauseDate : null)

export const restartRules: readonly Rule[] = [
  agreementExists,
  agreementCan('restart', {
    id: 'agreement.can-be-restarted',
    toBe: 'restarted',
    basis: inferred('Only what was stopped can be started again'),
    enforcedBecause: 'there is nothing to restart otherwise'
  }),
  notInFuture({ id: 'agreement.restart-by-today', ...restartDate }),
  after({
    id: 'agreement.restart-after-signed',
    ...restartDate,
    limit: ({ agreement }) => agreement?.trainingAgreementSignedDate,
    called: dayOfSigning
  }),
  onOrAfter({ id: 'agreement.restart-on-or-after-hold', ...restartDate, limit: pausedSince('Hold'), called: 'the day the hold began' }),
  onOrAfter({
    id: 'agreement.restart-on-or-after-grace',
    ...restartDate,
    basis: inferred('The page says this of a hold only'),
    limit: pausedSince('Grace'),
    called: 'the day the grace began'
  })
]

export interface WithdrawalFacts extends NamedAgreement {
  withdrawal: Withdrawal
  /** Of the enrolments that would be withdrawn. */
  latestParticipationStart: CivilDate | undefined
  today: CivilDate
}

const withdrawalDate = {
  field: 'withdrawalDate',
  basis: withdrawPage,
  value: ({ withdrawal }: WithdrawalFacts) => withdrawal.withdrawalDate,
  window: ({ agreement, latestParticipationStart, today }: WithdrawalFacts): Range<CivilDate> =>
    ({ from: latest(agreement?.trainingAgreementSignedDate, latestParticipationStart), to: today })
}

export const withdrawRules: readonly Rule[] = [
  agreementExists,
  agreementCan('withdraw', { id: 'agreement.can-be-withdrawn', toBe: 'withdrawn', basis: withdrawPage }),
  notInFuture({ id: 'agreement.withdrawal-by-today', ...withdrawalDate }),
  onOrAfter({
    id: 'agreement.withdrawal-on-or-after-signed',
    ...withdrawalDate,
    limit: ({ agreement }) => agreement?.trainingAgreementSignedDate,
    called: dayOfSigning
  }),
  onOrAfter({
    id: 'agreement.withdrawal-on-or-after-participation-start',
    ...withdrawalDate,
    limit: ({ latestParticipationStart }) => latestParticipationStart,
    called: 'the latest day on which participation in its enrolments starts'
  }),
  codeOfMember<WithdrawalFacts>('withdrawalReasonCode', {
    id: 'agreement.withdrawal-reason-code', value: ({ withdrawal }) => withdrawal.withdrawalReasonCode
  })
]
