import type { Context } from '../../../http/context.ts'
import { tecOperation, type TecCaller } from '../../caller.ts'
import { workBasedPage } from '../../sources.ts'
import { applyToAgreement } from '../cascade.ts'
import { findLatestCompletion, listEnrolmentsOf } from '../enrolments/store.ts'
import { isOpen } from '../statuses.ts'
import { TrainingAgreementPath } from '../training-agreements/schemas.ts'
import { findTrainingAgreement } from '../training-agreements/store.ts'
import { graceRules, holdRules, restartRules, withdrawRules } from './rules.ts'
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

/** No page shows the method. PUT is the likeliest; a client that was built against another is served all the same. */
const alsoBy = ['POST', 'PATCH'] as const

/** Putting a training agreement on hold or in grace, restarting it, and withdrawing it. */
export const statusChangeOperations = [
  tecOperation({
    operationId: 'PlaceTrainingAgreementOnHold',
    summary: 'Place Training Agreement on hold',
    description: 'Pauses an agreement and its enrolments; the learner is still with the employer.',
    basis: workBasedPage('place-training-agreement-on-hold'),
    method: 'PUT',
    alsoBy,
    path: '/v1.0/training-agreements/:trainingAgreementLocalId/hold',
    tag,
    wire: { params: TrainingAgreementPath, body: Hold, response: { 200: Hold } },
    status: 200,
    rules: holdRules,
    perform (context, { params, body }) {
      const { db, caller: { eid }, enforce } = context
      const { trainingAgreementLocalId } = params
      const { agreement } = enforce(holdRules, {
        ...gather(context, trainingAgreementLocalId),
        pause: body,
        nzqaCompletionDate: findLatestCompletion(db, eid, trainingAgreementLocalId) ?? null
      }, 'agreement')
      applyToAgreement(context, 'hold', agreement, body)
      return body
    }
  }),

  tecOperation({
    operationId: 'PlaceTrainingAgreementInGrace',
    summary: 'Place Training Agreement in grace',
    description: 'Pauses an agreement and its enrolments while a learner who lost the job looks for another.',
    basis: workBasedPage('place-training-agreement-in-grace'),
    method: 'PUT',
    alsoBy,
    path: '/v1.0/training-agreements/:trainingAgreementLocalId/grace',
    tag,
    wire: { params: TrainingAgreementPath, body: Grace, response: { 200: Grace } },
    status: 200,
    rules: graceRules,
    perform (context, { params, body }) {
      const { db, caller: { eid }, enforce } = context
      const { trainingAgreementLocalId } = params
      const { agreement } = enforce(graceRules, {
        ...gather(context, trainingAgreementLocalId),
        pause: body,
        nzqaCompletionDate: findLatestCompletion(db, eid, trainingAgreementLocalId) ?? null
      }, 'agreement')
      applyToAgreement(context, 'grace', agreement, body)
      return body
    }
  }),

  tecOperation({
    operationId: 'RestartTrainingAgreement',
    summary: 'Restart Training Agreement',
    description: 'Ends a hold or a grace, for the agreement and its enrolments.',
    basis: workBasedPage('restart-training-agreement'),
    method: 'PUT',
    alsoBy,
    path: '/v1.0/training-agreements/:trainingAgreementLocalId/restart',
    tag,
    wire: { params: TrainingAgreementPath, body: Restart, response: { 200: Restart } },
    status: 200,
    rules: restartRules,
    perform (context, { params, body }) {
      const { enforce } = context
      const facts = { ...gather(context, params.trainingAgreementLocalId), restart: body }
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
    alsoBy,
    path: '/v1.0/training-agreements/:trainingAgreementLocalId/withdraw',
    tag,
    wire: { params: TrainingAgreementPath, body: Withdrawal, response: { 200: Withdrawal } },
    status: 200,
    rules: withdrawRules,
    perform (context, { params, body }) {
      const { db, caller: { eid }, enforce } = context
      const { trainingAgreementLocalId } = params
      const open = listEnrolmentsOf(db, eid, trainingAgreementLocalId).filter(it => isOpen(it.status))
      const { agreement } = enforce(withdrawRules, {
        ...gather(context, trainingAgreementLocalId),
        withdrawal: body,
        latestParticipationStart: open.map(it => it.participationStartDate).sort().at(-1)
      }, 'agreement')
      applyToAgreement(context, 'withdraw', agreement, body)
      return body
    }
  })
]
