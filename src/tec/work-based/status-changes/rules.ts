import { inferred } from '../../../core/basis.ts'
import { latest, type CivilDate } from '../../../core/civil-date.ts'
import { after, notInFuture, onOrAfter, type Range } from '../../../core/rule-kinds.ts'
import { refusingWhere, ruleOver, type Rule } from '../../../core/rule.ts'
import { workBasedPage } from '../../sources.ts'
import { codeOfMember } from '../codes.ts'
import { agreementCan, agreementExists, agreementIs, type NamedAgreement } from '../training-agreements/rules.ts'
import type { Restart, Withdrawal } from './schemas.ts'
import { dayAfterSigning, dayOfSigning } from './signing.ts'

const restartPage = workBasedPage('restart-training-agreement')
const withdrawPage = workBasedPage('withdraw-training-agreement')

export interface RestartFacts extends NamedAgreement {
  restart: Restart
  /** What the readings in force refuse: a restart of what is not paused, and one before a grace began. */
  refusesUnpaused: boolean
  refusesBeforeGrace: boolean
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
  refusingWhere<RestartFacts>(agreementIs({
    id: 'agreement.can-be-restarted',
    toBe: 'restarted',
    allowed: ['Hold', 'Grace'],
    basis: inferred('Only what was stopped can be started again'),
    enforcedBecause: 'there is nothing to restart otherwise'
  }), ({ agreement, refusesUnpaused }) => refusesUnpaused || agreement?.status === 'Finished'),
  notInFuture({ id: 'agreement.restart-by-today', ...restartDate }),
  after({
    id: 'agreement.restart-after-signed',
    ...restartDate,
    limit: ({ agreement }) => agreement?.trainingAgreementSignedDate,
    called: dayOfSigning
  }),
  onOrAfter({ id: 'agreement.restart-on-or-after-hold', ...restartDate, limit: pausedSince('Hold'), called: 'the day the hold began' }),
  refusingWhere<RestartFacts>(onOrAfter({
    id: 'agreement.restart-on-or-after-grace',
    ...restartDate,
    basis: inferred('The page says this of a hold only'),
    enforcedBecause: 'what goes for a hold makes the same sense for a grace',
    limit: pausedSince('Grace'),
    called: 'the day the grace began'
  }), ({ refusesBeforeGrace }) => refusesBeforeGrace)
]

export interface WithdrawalFacts extends NamedAgreement {
  withdrawal: Withdrawal
  /** Of the enrolments that would be withdrawn, or of all, as the reading in force says. */
  latestParticipationStart: CivilDate | undefined
  /** Under the plans of the agreement. */
  lastVisitDate: CivilDate | null
  today: CivilDate
}

/** The reason that says that a grace ran out goes with a grace; of the agreement itself, or that of an enrolment. */
export const graceWithReason = (id: string): Rule => ruleOver<{ withdrawal: Withdrawal, agreement: { status: string } | undefined }>()({
  id,
  statement: 'Only of a training agreement in Grace must withdrawalReasonCode be GE, the grace ran out',
  field: 'withdrawalReasonCode',
  basis: inferred('No grace can run out where there is none; no page says that it is refused'),
  needs: ['agreement'],
  holds: ({ withdrawal, agreement }) => withdrawal.withdrawalReasonCode !== 'GE' || agreement.status === 'Grace',
  compares: ({ withdrawal, agreement }) =>
    ({ withdrawalReasonCode: withdrawal.withdrawalReasonCode, 'status of the agreement': agreement.status }),
  refusal: ({ agreement }) => `withdrawalReasonCode "GE" is for a grace that ran out, and the training agreement is ${agreement.status}.`,
  wouldPass: () => 'Use another reason, or place the agreement in grace first.'
})

const withdrawalDate = {
  field: 'withdrawalDate',
  basis: withdrawPage,
  value: ({ withdrawal }: WithdrawalFacts) => withdrawal.withdrawalDate,
  window: ({ agreement, latestParticipationStart, today }: WithdrawalFacts): Range<CivilDate> =>
    ({ from: latest(agreement?.trainingAgreementSignedDate || undefined, latestParticipationStart), to: today })
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
  onOrAfter({
    id: 'agreement.withdrawal-on-or-after-pause',
    ...withdrawalDate,
    basis: inferred('What was withdrawn cannot have been paused later'),
    limit: ({ agreement }) => agreement && agreement.pauseDate,
    called: 'the day it was paused'
  }),
  onOrAfter({
    id: 'agreement.withdrawal-on-or-after-visits',
    ...withdrawalDate,
    basis: inferred('Whoever was visited had not left'),
    limit: ({ lastVisitDate }) => lastVisitDate,
    called: 'the day of the last visit'
  }),
  graceWithReason('agreement.withdrawal-of-a-grace'),
  codeOfMember<WithdrawalFacts>('withdrawalReasonCode', {
    id: 'agreement.withdrawal-reason-code', value: ({ withdrawal }) => withdrawal.withdrawalReasonCode
  })
]
