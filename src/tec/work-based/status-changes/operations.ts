import { earliest, latest, monthsBefore } from '../../../core/civil-date.ts'
import type { Context } from '../../../http/context.ts'
import { tecOperation, type TecCaller } from '../../caller.ts'
import { workBasedPage } from '../../sources.ts'
import { alsoBy } from '../also-by.ts'
import { applyToAgreement } from '../cascade.ts'
import { inCapitals } from '../codes.ts'
import { findLatestCompletion, listEnrolmentsOf } from '../enrolments/store.ts'
import { endBackdatedGrace } from '../grace.ts'
import { isOpen } from '../statuses.ts'
import { findLastVisitDate } from '../visits/store.ts'
import { TrainingAgreementPath } from '../training-agreements/schemas.ts'
import { eventsOf, findTrainingAgreement } from '../training-agreements/store.ts'
import { pauseExemption, restartFromGrace, restartOfUnpaused, secondPause, withdrawalStart } from './readings.ts'
import { graceRules, holdRules } from './pause-rules.ts'
import { restartRules, withdrawRules } from './rules.ts'
import { Grace, Hold, Restart, Withdrawal } from './schemas.ts'

const tag = 'TrainingAgreements'

/** What the rules of every status change read. */
function gather ({ db, caller: { eid }, today }: Context<TecCaller>, trainingAgreementLocalId: string) {
  return {
    eid,
    trainingAgreementLocalId,
    agreement: findTrainingAgreement(db, eid, trainingAgreementLocalId),
    today
  }
}

/** What the rules of a pause read. */
function gatherPause<Pause extends Hold | Grace> (context: Context<TecCaller>, trainingAgreementLocalId: string, pause: Pause) {
  const { db, caller: { eid }, reading } = context
  const facts = gather(context, trainingAgreementLocalId)
  const nzqaCompletionDate = findLatestCompletion(db, eid, trainingAgreementLocalId) ?? null
  const isFarBack = pause.pauseDate < monthsBefore(context.today, 3)
  const exemption = nzqaCompletionDate !== null && isFarBack ? reading(pauseExemption) : 'system'
  const open = listEnrolmentsOf(db, eid, trainingAgreementLocalId).filter(it => isOpen(it.status))
  return {
    ...facts,
    pause,
    nzqaCompletionDate,
    exemptFrom: exemption === 'system' ? null : exemption === 'any-completion' ? '' : nzqaCompletionDate,
    lastRestart: (facts.agreement && eventsOf(facts.agreement).restartDate) ?? null,
    firstParticipationStart: earliest(...open.map(it => it.participationStartDate)) ?? null,
    refusesInactive: facts.agreement?.status !== 'Active' && reading(secondPause) === 'refused'
  }
}

const byAnyMethod = alsoBy('PUT')

/** Putting a training agreement on hold or in grace, restarting it, and withdrawing it. */
export const statusChangeOperations = [
  tecOperation({
    operationId: 'PlaceTrainingAgreementOnHold',
    summary: 'Place Training Agreement on hold',
    description: 'Pauses an agreement and its enrolments; the learner is still with the employer.',
    basis: workBasedPage('place-training-agreement-on-hold'),
    method: 'PUT',
    alsoBy: byAnyMethod,
    path: '/v1.0/training-agreements/:trainingAgreementLocalId/hold',
    tag,
    wire: { params: TrainingAgreementPath, body: Hold, response: { 200: Hold } },
    status: 200,
    rules: holdRules,
    perform (context, { params, body }) {
      const pause = inCapitals(context, body, 'onHoldReasonCode')
      const { agreement } = context.enforce(holdRules, gatherPause(context, params.trainingAgreementLocalId, pause), 'agreement')
      applyToAgreement(context, 'hold', agreement, { ...pause, reportedDate: context.today })
      return pause
    }
  }),

  tecOperation({
    operationId: 'PlaceTrainingAgreementInGrace',
    summary: 'Place Training Agreement in grace',
    description: 'Pauses an agreement and its enrolments while a learner who lost the job looks for another.',
    basis: workBasedPage('place-training-agreement-in-grace'),
    method: 'PUT',
    alsoBy: byAnyMethod,
    path: '/v1.0/training-agreements/:trainingAgreementLocalId/grace',
    tag,
    wire: { params: TrainingAgreementPath, body: Grace, response: { 200: Grace } },
    status: 200,
    rules: graceRules,
    perform (context, { params, body }) {
      const pause = inCapitals(context, body, 'graceReasonCode')
      const { agreement } = context.enforce(graceRules, gatherPause(context, params.trainingAgreementLocalId, pause), 'agreement')
      applyToAgreement(context, 'grace', agreement, { ...pause, reportedDate: context.today })
      endBackdatedGrace(context, agreement)
      return pause
    }
  }),

  tecOperation({
    operationId: 'RestartTrainingAgreement',
    summary: 'Restart Training Agreement',
    description: 'Ends a hold or a grace, for the agreement and its enrolments.',
    basis: workBasedPage('restart-training-agreement'),
    method: 'PUT',
    alsoBy: byAnyMethod,
    path: '/v1.0/training-agreements/:trainingAgreementLocalId/restart',
    tag,
    wire: { params: TrainingAgreementPath, body: Restart, response: { 200: Restart } },
    status: 200,
    rules: restartRules,
    perform (context, { params, body }) {
      const { enforce, reading } = context
      const gathered = gather(context, params.trainingAgreementLocalId)
      const { status, pauseDate = null } = gathered.agreement ?? {}
      const facts = {
        ...gathered,
        restart: body,
        refusesUnpaused: pauseDate === null && reading(restartOfUnpaused) === 'refused',
        refusesBeforeGrace: status === 'Grace' && body.restartDate < pauseDate! && reading(restartFromGrace) === 'refused'
      }
      const { agreement } = enforce(restartRules, facts, 'agreement')
      applyToAgreement(context, 'restart', agreement, body)
      return body
    }
  }),

  tecOperation({
    operationId: 'WithdrawTrainingAgreement',
    summary: 'Withdraw Training Agreement',
    description: 'Ends an agreement: every enrolment under it that is not Completed or Withdrawn is withdrawn, and its plans end.',
    basis: workBasedPage('withdraw-training-agreement'),
    method: 'PUT',
    alsoBy: byAnyMethod,
    path: '/v1.0/training-agreements/:trainingAgreementLocalId/withdraw',
    tag,
    wire: { params: TrainingAgreementPath, body: Withdrawal, response: { 200: Withdrawal } },
    status: 200,
    rules: withdrawRules,
    perform (context, { params, body }) {
      const { db, caller: { eid }, enforce, reading } = context
      const { trainingAgreementLocalId } = params
      const withdrawal = inCapitals(context, body, 'withdrawalReasonCode')
      const all = listEnrolmentsOf(db, eid, trainingAgreementLocalId)
      const open = all.filter(it => isOpen(it.status))
      const enrolments = open.length < all.length && reading(withdrawalStart) === 'all' ? all : open
      const { agreement } = enforce(withdrawRules, {
        ...gather(context, trainingAgreementLocalId),
        withdrawal,
        lastVisitDate: findLastVisitDate(db, eid, trainingAgreementLocalId) ?? null,
        latestParticipationStart: latest(...enrolments.map(it => it.participationStartDate))
      }, 'agreement')
      applyToAgreement(context, 'withdraw', agreement, withdrawal)
      return withdrawal
    }
  })
]
