import { inferred } from '../../../core/basis.ts'
import { decide } from '../../../http/decide.ts'
import { operation, type App } from '../../../http/operation.ts'
import { workBasedPage } from '../../sources.ts'
import { TrainingPlanPath } from '../training-plans/schemas.ts'
import { findTrainingPlan } from '../training-plans/store.ts'
import { deleteVisitRules, visitRules } from './rules.ts'
import { Visit, VisitPath } from './schemas.ts'
import { deleteVisit, findPlanOfVisit, findVisit, findVisitOn, insertVisit } from './store.ts'

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

  app.delete('/v1.0/training-plans/:trainingPlanLocalId/visits/:visitLocalId', operation({
    operationId: 'DeleteVisit',
    summary: 'Delete a Visit',
    description: 'Takes back a visit and answers it as it was. Its id and its day are free again.',
    basis: inferred('A vendor deletes visits; the page was not seen'),
    rules: deleteVisitRules,
    tag: 'TrainingPlans',
    wire: { params: VisitPath, response: { 200: Visit } }
  }), (request) => decide(request, ({ db, eid, enforce }) => {
    const { trainingPlanLocalId, visitLocalId } = request.params
    const { found } = enforce(deleteVisitRules, {
      trainingPlanLocalId,
      plan: findTrainingPlan(db, eid, trainingPlanLocalId),
      visitLocalId,
      found: findVisit(db, eid, trainingPlanLocalId, visitLocalId)
    }, 'found')
    deleteVisit(db, eid, visitLocalId)
    return found
  }))
}
