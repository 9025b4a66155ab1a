import { inferred } from '../../../core/basis.ts'
import { monthsBefore, type CivilDate } from '../../../core/civil-date.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { workBasedPage } from '../../sources.ts'
import { codeRule } from '../codes.ts'
import { agreementExists, statusFits, type NamedAgreement } from '../training-agreements/rules.ts'
import type { Grace, Hold, Restart, Withdrawal } from './schemas.ts'

const gracePage = workBasedPage('place-training-agreement-in-grace')
const restartPage = workBasedPage('restart-training-agreement')
const withdrawPage = workBasedPage('withdraw-training-agreement')

export interface PauseFacts extends NamedAgreement {
  pause: Hold | Grace
  /** The latest completion that NZQA has reported under the agreement. */
  nzqaCompletionDate: CivilDate | null
  today: CivilDate
}

const pauseRule = ruleOver<PauseFacts>()

const pauseByToday = pauseRule({
  id: 'agreement.pause-by-today',
  statement: 'A training agreement is paused by today',
  field: 'pauseDate',
  basis: gracePage,
  holds: ({ pause, today }) => pause.pauseDate <= today,
  compares: ({ pause, today }) => ({ pauseDate: pause.pauseDate, today }),
  wouldPass: ({ today }) => `a pauseDate up to ${today}`
})

const pauseAfterSigned = pauseRule({
  id: 'agreement.pause-after-signed',
  statement: 'A training agreement is paused after the day on which it was signed',
  field: 'pauseDate',
  basis: gracePage,
  needs: ['agreement'],
  holds: ({ pause, agreement }) => pause.pauseDate > agreement.trainingAgreementSignedDate,
  compares: ({ pause, agreement }) => ({ pauseDate: pause.pauseDate, trainingAgreementSignedDate: agreement.trainingAgreementSignedDate }),
  wouldPass: ({ agreement }) => `a pauseDate after ${agreement.trainingAgreementSignedDate}`
})

const monthsBack = 3

const pauseWithinThreeMonths = pauseRule({
  id: 'agreement.pause-within-three-months',
  statement: 'A pause is backdated by three months at most, unless NZQA has reported a completion',
  field: 'pauseDate',
  basis: gracePage,
  holds: ({ pause, nzqaCompletionDate, today }) => nzqaCompletionDate !== null || pause.pauseDate >= monthsBefore(today, monthsBack),
  compares: ({ pause, today, nzqaCompletionDate }) => ({
    pauseDate: pause.pauseDate, earliest: monthsBefore(today, monthsBack), today, ...(nzqaCompletionDate !== null && { nzqaCompletionDate })
  }),
  wouldPass: ({ today }) => `a pauseDate from ${monthsBefore(today, monthsBack)} on`
})

const pauseDateRules: readonly Rule[] = [agreementExists, pauseByToday, pauseAfterSigned, pauseWithinThreeMonths]

const notOnHoldAlready = ruleOver<NamedAgreement>()({
  id: 'agreement.not-on-hold-already',
  statement: 'An agreement that is on hold is not put on hold again',
  field: 'trainingAgreementLocalId',
  basis: inferred('No page says what a second hold does; the sandbox takes its date and reason'),
  needs: ['agreement'],
  holds: ({ agreement }) => agreement.status !== 'Hold',
  compares: ({ agreement }) => ({ status: agreement.status, pauseDate: agreement.pauseDate }),
  wouldPass: () => 'a restart first'
})

const notInGraceAlready = ruleOver<NamedAgreement>()({
  id: 'agreement.not-in-grace-already',
  statement: 'An agreement that is in grace is not placed in grace again',
  field: 'trainingAgreementLocalId',
  basis: inferred('No page says what a second grace does; the sandbox takes its date and reason'),
  needs: ['agreement'],
  holds: ({ agreement }) => agreement.status !== 'Grace',
  compares: ({ agreement }) => ({ status: agreement.status, pauseDate: agreement.pauseDate }),
  wouldPass: () => 'a restart first'
})

export const holdRules: readonly Rule[] = [
  ...pauseDateRules,
  statusFits('hold', 'agreement.can-be-held', 'An agreement that is put on hold is not Finished'),
  notOnHoldAlready,
  codeRule(ruleOver<{ pause: Hold }>(), {
    id: 'agreement.on-hold-reason-code', member: 'onHoldReasonCode', code: ({ pause }) => pause.onHoldReasonCode
  })
]

export const graceRules: readonly Rule[] = [
  ...pauseDateRules,
  statusFits('grace', 'agreement.can-be-in-grace', 'An agreement that is placed in grace is not Finished'),
  notInGraceAlready,
  codeRule(ruleOver<{ pause: Grace }>(), {
    id: 'agreement.grace-reason-code', member: 'graceReasonCode', code: ({ pause }) => pause.graceReasonCode
  })
]

export interface RestartFacts extends NamedAgreement {
  restart: Restart
  today: CivilDate
}

const restartRule = ruleOver<RestartFacts>()

export const restartRules: readonly Rule[] = [
  agreementExists,
  statusFits('restart', 'agreement.can-be-restarted', 'An agreement that is restarted is in Hold or Grace',
    inferred('Only what was stopped can be started again'), 'there is nothing to restart otherwise'),
  restartRule({
    id: 'agreement.restart-by-today',
    statement: 'A training agreement is restarted by today',
    field: 'restartDate',
    basis: restartPage,
    holds: ({ restart, today }) => restart.restartDate <= today,
    compares: ({ restart, today }) => ({ restartDate: restart.restartDate, today }),
    wouldPass: ({ today }) => `a restartDate up to ${today}`
  }),
  restartRule({
    id: 'agreement.restart-after-signed',
    statement: 'A training agreement is restarted after the day on which it was signed',
    field: 'restartDate',
    basis: restartPage,
    needs: ['agreement'],
    holds: ({ restart, agreement }) => restart.restartDate > agreement.trainingAgreementSignedDate,
    compares: ({ restart, agreement }) => ({ restartDate: restart.restartDate, trainingAgreementSignedDate: agreement.trainingAgreementSignedDate }),
    wouldPass: ({ agreement }) => `a restartDate after ${agreement.trainingAgreementSignedDate}`
  }),
  restartRule({
    id: 'agreement.restart-on-or-after-hold',
    statement: 'A training agreement is restarted on or after the day on which its hold began',
    field: 'restartDate',
    basis: restartPage,
    needs: ['agreement'],
    holds: ({ restart, agreement }) => agreement.status !== 'Hold' || restart.restartDate >= agreement.pauseDate!,
    compares: ({ restart, agreement }) => ({ restartDate: restart.restartDate, status: agreement.status, pauseDate: agreement.pauseDate }),
    wouldPass: ({ agreement }) => `a restartDate from ${agreement.pauseDate} on`
  }),
  restartRule({
    id: 'agreement.restart-on-or-after-grace',
    statement: 'A training agreement is restarted on or after the day on which its grace began',
    field: 'restartDate',
    basis: inferred('The page says this of a hold only'),
    needs: ['agreement'],
    holds: ({ restart, agreement }) => agreement.status !== 'Grace' || restart.restartDate >= agreement.pauseDate!,
    compares: ({ restart, agreement }) => ({ restartDate: restart.restartDate, status: agreement.status, pauseDate: agreement.pauseDate }),
    wouldPass: ({ agreement }) => `a restartDate from ${agreement.pauseDate} on`
  })
]

export interface WithdrawalFacts extends NamedAgreement {
  withdrawal: Withdrawal
  /** Of the enrolments that would be withdrawn. */
  latestParticipationStart: CivilDate | undefined
  today: CivilDate
}

const withdrawalRule = ruleOver<WithdrawalFacts>()

export const withdrawRules: readonly Rule[] = [
  agreementExists,
  statusFits('withdraw', 'agreement.can-be-withdrawn', 'An agreement that is withdrawn is Pending, Active, in Hold or in Grace', withdrawPage),
  withdrawalRule({
    id: 'agreement.withdrawal-by-today',
    statement: 'A training agreement is withdrawn by today',
    field: 'withdrawalDate',
    basis: withdrawPage,
    holds: ({ withdrawal, today }) => withdrawal.withdrawalDate <= today,
    compares: ({ withdrawal, today }) => ({ withdrawalDate: withdrawal.withdrawalDate, today }),
    wouldPass: ({ today }) => `a withdrawalDate up to ${today}`
  }),
  withdrawalRule({
    id: 'agreement.withdrawal-on-or-after-signed',
    statement: 'A training agreement is withdrawn on or after the day on which it was signed',
    field: 'withdrawalDate',
    basis: withdrawPage,
    needs: ['agreement'],
    holds: ({ withdrawal, agreement }) => withdrawal.withdrawalDate >= agreement.trainingAgreementSignedDate,
    compares: ({ withdrawal, agreement }) => ({
      withdrawalDate: withdrawal.withdrawalDate, trainingAgreementSignedDate: agreement.trainingAgreementSignedDate
    }),
    wouldPass: ({ agreement }) => `a withdrawalDate from ${agreement.trainingAgreementSignedDate} on`
  }),
  withdrawalRule({
    id: 'agreement.withdrawal-on-or-after-participation-start',
    statement: 'A training agreement is withdrawn on or after the latest participation start date of its enrolments',
    field: 'withdrawalDate',
    basis: withdrawPage,
    needs: ['latestParticipationStart'],
    holds: ({ withdrawal, latestParticipationStart }) => withdrawal.withdrawalDate >= latestParticipationStart,
    compares: ({ withdrawal, latestParticipationStart }) => ({
      withdrawalDate: withdrawal.withdrawalDate, 'latest participationStartDate': latestParticipationStart
    }),
    wouldPass: ({ latestParticipationStart }) => `a withdrawalDate from ${latestParticipationStart} on`
  }),
  codeRule(ruleOver<{ withdrawal: Withdrawal }>(), {
    id: 'agreement.withdrawal-reason-code', member: 'withdrawalReasonCode', code: ({ withdrawal }) => withdrawal.withdrawalReasonCode
  })
]
