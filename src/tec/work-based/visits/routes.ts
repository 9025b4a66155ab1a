import { decide } from '../../../http/decide.ts'
import { operation, type App } from '../../../http/operation.ts'
import { workBasedPage } from '../../sources.ts'
import { TrainingPlanPath } from '../training-plans/schemas.ts'
import { findTrainingPlan } from '../training-plans/store.ts'
import { visitRules } from './rules.ts'
import { Visit } from './schemas.ts'
import { findPlanOfVisit, findVisitOn, insertVisit } from './store.ts'

export async function visitRoutes (app: App): Promise<void> {
  app.post('/v1.0/training-plans/:trainingPlanLocalId/visits', operation({
    operationId: 'RecordVisit',
    summary: 'Record a Visit against a Training Plan',
    description: 'Records that an apprentice was visited. A plan can have many visits, a learner one a day.',
    basis: workBasedPage('record-a-visit-against-a-training-plan'),
    rules: visitRules,
    tag: 'TrainingPlans',
    wire: { params: TrainingPlanPath, body: Visit, response: { 201: Visit } }
  }), (request, reply) => {
    reply.code(201)
    return decide(request, ({ db, eid, today, enforce }) => {
      const visit = request.body
      const { trainingPlanLocalId } = request.params
      const found = findTrainingPlan(db, eid, trainingPlanLocalId)
      const { plan } = enforce(visitRules, {
        trainingPlanLocalId,
        visit,
        plan: found,
        planOfVisitId: findPlanOfVisit(db, eid, visit.visitLocalId),
        visitOfThatDay: found && findVisitOn(db, eid, found.learnerLocalId, visit.visitDate),
        today
      }, 'plan')
      insertVisit(db, { eid, ...visit, trainingPlanLocalId, learnerLocalId: plan.learnerLocalId })
      return visit
    })
  })
}
