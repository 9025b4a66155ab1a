import { decide, type World } from '../../../http/decide.ts'
import { operation, type App } from '../../../http/operation.ts'
import { workBasedPage } from '../../sources.ts'
import { applySignedPlan, movedBySigning } from '../cascade.ts'
import { listEnrolmentsOf } from '../enrolments/store.ts'
import { findTrainingAgreement } from '../training-agreements/store.ts'
import { findFirstVisitDate } from '../visits/store.ts'
import { createPlanRules, getPlanRules, updatePlanRules, type SigningFacts } from './rules.ts'
import { CreateTrainingPlanRequest, TrainingPlan, TrainingPlanPath, TrainingPlanWithVisits, UpdateTrainingPlanRequest } from './schemas.ts'
import { findPlanSignedOn, findTrainingPlan, insertTrainingPlan, readTrainingPlanWithVisits, toTrainingPlan, updateSignedDate } from './store.ts'

const tag = 'TrainingPlans'

/** What the rules of a signed date read. */
function gather ({ db, eid }: World, plan: { trainingPlanLocalId: string, trainingPlanSignedDate: string, trainingAgreementLocalId: string }): SigningFacts & { agreement: ReturnType<typeof findTrainingAgreement> } {
  const agreement = findTrainingAgreement(db, eid, plan.trainingAgreementLocalId)
  const enrolments = listEnrolmentsOf(db, eid, plan.trainingAgreementLocalId)
  return {
    ...plan,
    agreement,
    enrolments,
    moved: movedBySigning(enrolments, plan.trainingPlanSignedDate),
    planOfThatDay: agreement && findPlanSignedOn(db, eid, agreement.learnerLocalId, plan.trainingPlanSignedDate, plan.trainingPlanLocalId)
  }
}

export async function trainingPlanRoutes (app: App): Promise<void> {
  app.post('/v1.0/training-plans', operation({
    operationId: 'CreateTrainingPlan',
    summary: 'Create Training Plan',
    description: 'Creates a plan for an apprentice. Enrolments of its agreement that would start earlier start on the signed date, and those that waited for a plan become Active.',
    basis: workBasedPage('create-training-plan'),
    rules: createPlanRules,
    tag,
    wire: { body: CreateTrainingPlanRequest, response: { 201: TrainingPlan } }
  }), (request, reply) => {
    reply.code(201)
    return decide(request, (world) => {
      const { db, eid, today } = world
      const { trainingPlanLocalId, trainingPlanSignedDate } = request.body
      const { agreement } = world.enforce(createPlanRules, {
        ...gather(world, request.body),
        localIdIsUsed: findTrainingPlan(db, eid, trainingPlanLocalId) !== undefined
      }, 'agreement')
      insertTrainingPlan(db, { eid, ...request.body, learnerLocalId: agreement.learnerLocalId, trainingPlanEndDate: null })
      applySignedPlan({ db, today }, agreement, trainingPlanSignedDate)
      return toTrainingPlan(findTrainingPlan(db, eid, trainingPlanLocalId)!)
    })
  })

  app.put('/v1.0/training-plans/:trainingPlanLocalId', operation({
    operationId: 'UpdateTrainingPlan',
    summary: 'Update Training Plan',
    description: 'Moves the day on which a plan was signed. Enrolments of its agreement that would start earlier start on that day.',
    basis: workBasedPage('update-training-plan'),
    rules: updatePlanRules,
    tag,
    wire: { params: TrainingPlanPath, body: UpdateTrainingPlanRequest, response: { 200: TrainingPlan } }
  }), (request) => decide(request, (world) => {
    const { db, eid, today } = world
    const { trainingPlanLocalId } = request.params
    const { trainingPlanSignedDate } = request.body
    const found = findTrainingPlan(db, eid, trainingPlanLocalId)
    const { agreement } = world.enforce(updatePlanRules, {
      ...gather(world, { trainingPlanLocalId, trainingPlanSignedDate, trainingAgreementLocalId: found?.trainingAgreementLocalId ?? '' }),
      plan: found,
      firstVisitDate: findFirstVisitDate(db, eid, trainingPlanLocalId) ?? null
    }, 'plan', 'agreement')
    updateSignedDate(db, trainingPlanSignedDate, eid, trainingPlanLocalId)
    applySignedPlan({ db, today }, agreement, trainingPlanSignedDate)
    return toTrainingPlan(findTrainingPlan(db, eid, trainingPlanLocalId)!)
  }))

  app.get('/v1.0/training-plans/:trainingPlanLocalId', operation({
    operationId: 'GetTrainingPlan',
    summary: 'Get Training Plan including Visits',
    description: 'Answers a plan with the visits that were recorded against it, by date.',
    basis: workBasedPage('get-training-plan-including-visits'),
    rules: getPlanRules,
    tag,
    wire: { params: TrainingPlanPath, response: { 200: TrainingPlanWithVisits } }
  }), (request, reply) => {
    reply.header('content-type', 'application/json; charset=utf-8')
    return decide(request, ({ db, eid, enforce }) => {
      const { trainingPlanLocalId } = request.params
      const plan = readTrainingPlanWithVisits(db, eid, trainingPlanLocalId)
      return enforce(getPlanRules, { trainingPlanLocalId, plan }, 'plan').plan
    })
  })
}
