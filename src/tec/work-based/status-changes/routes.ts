import { decide, type World } from '../../../http/decide.ts'
import { operation, type App } from '../../../http/operation.ts'
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
function gather ({ db, eid, today }: World, trainingAgreementLocalId: string) {
  return {
    trainingAgreementLocalId,
    agreement: findTrainingAgreement(db, eid, trainingAgreementLocalId),
    today
  }
}

/** No page shows the method. PUT is the likeliest; a client that was built against another is served all the same. */
function takeOtherMethods (app: App): void {
  app.addHook('onRoute', (route) => {
    if (route.method !== 'PUT') return
    app.route({ ...route, method: ['POST', 'PATCH'], url: route.routePath, schema: { ...route.schema, hide: true } })
  })
}

/** Putting a training agreement on hold or in grace, restarting it, and withdrawing it. */
export async function statusChangeRoutes (app: App): Promise<void> {
  takeOtherMethods(app)

  app.put('/v1.0/training-agreements/:trainingAgreementLocalId/hold', operation({
    operationId: 'PlaceTrainingAgreementOnHold',
    summary: 'Place Training Agreement on hold',
    description: 'Pauses an agreement and its enrolments; the learner is still with the employer.',
    basis: workBasedPage('place-training-agreement-on-hold'),
    rules: holdRules,
    tag,
    wire: { params: TrainingAgreementPath, body: Hold, response: { 200: Hold } }
  }), (request) => decide(request, (world) => {
    const { db, eid, today } = world
    const { trainingAgreementLocalId } = request.params
    const { agreement } = world.enforce(holdRules, {
      ...gather(world, trainingAgreementLocalId),
      pause: request.body,
      nzqaCompletionDate: findLatestCompletion(db, eid, trainingAgreementLocalId) ?? null
    }, 'agreement')
    applyToAgreement({ db, today }, 'hold', agreement, request.body)
    return request.body
  }))

  app.put('/v1.0/training-agreements/:trainingAgreementLocalId/grace', operation({
    operationId: 'PlaceTrainingAgreementInGrace',
    summary: 'Place Training Agreement in grace',
    description: 'Pauses an agreement and its enrolments while a learner who lost the job looks for another.',
    basis: workBasedPage('place-training-agreement-in-grace'),
    rules: graceRules,
    tag,
    wire: { params: TrainingAgreementPath, body: Grace, response: { 200: Grace } }
  }), (request) => decide(request, (world) => {
    const { db, eid, today } = world
    const { trainingAgreementLocalId } = request.params
    const { agreement } = world.enforce(graceRules, {
      ...gather(world, trainingAgreementLocalId),
      pause: request.body,
      nzqaCompletionDate: findLatestCompletion(db, eid, trainingAgreementLocalId) ?? null
    }, 'agreement')
    applyToAgreement({ db, today }, 'grace', agreement, request.body)
    return request.body
  }))

  app.put('/v1.0/training-agreements/:trainingAgreementLocalId/restart', operation({
    operationId: 'RestartTrainingAgreement',
    summary: 'Restart Training Agreement',
    description: 'Ends a hold or a grace, for the agreement and its enrolments.',
    basis: workBasedPage('restart-training-agreement'),
    rules: restartRules,
    tag,
    wire: { params: TrainingAgreementPath, body: Restart, response: { 200: Restart } }
  }), (request) => decide(request, (world) => {
    const { db, today } = world
    const facts = { ...gather(world, request.params.trainingAgreementLocalId), restart: request.body }
    const { agreement } = world.enforce(restartRules, facts, 'agreement')
    applyToAgreement({ db, today }, 'restart', agreement, request.body)
    return request.body
  }))

  app.put('/v1.0/training-agreements/:trainingAgreementLocalId/withdraw', operation({
    operationId: 'WithdrawTrainingAgreement',
    summary: 'Withdraw Training Agreement',
    description: 'Ends an agreement: every enrolment under it that is not Completed or Withdrawn is withdrawn, and its plans end.',
    basis: workBasedPage('withdraw-training-agreement'),
    rules: withdrawRules,
    tag,
    wire: { params: TrainingAgreementPath, body: Withdrawal, response: { 200: Withdrawal } }
  }), (request) => decide(request, (world) => {
    const { db, eid, today } = world
    const { trainingAgreementLocalId } = request.params
    const open = listEnrolmentsOf(db, eid, trainingAgreementLocalId).filter(it => isOpen(it.status))
    const { agreement } = world.enforce(withdrawRules, {
      ...gather(world, trainingAgreementLocalId),
      withdrawal: request.body,
      latestParticipationStart: open.map(it => it.participationStartDate).sort().at(-1)
    }, 'agreement')
    applyToAgreement({ db, today }, 'withdraw', agreement, request.body)
    return request.body
  }))
}
