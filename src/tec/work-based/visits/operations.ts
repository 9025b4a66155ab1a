import { inferred } from '../../../core/basis.ts'
import { tecOperation } from '../../caller.ts'
import { workBasedPage } from '../../sources.ts'
import { findAlike } from '../alike.ts'
import { TrainingPlanPath } from '../training-plans/schemas.ts'
import { findTrainingPlan } from '../training-plans/store.ts'
import { visitIdScope } from './readings.ts'
import { deleteVisitRules, visitRules } from './rules.ts'
import { Visit, VisitPath } from './schemas.ts'
import { deleteVisit, findPlanOfVisit, findVisit, findVisitOn, findVisitUnder, insertVisit, listDaysVisited } from './store.ts'

export const visitOperations = [
  tecOperation({
    operationId: 'RecordVisit',
    summary: 'Record a Visit against a Training Plan',
    description: 'Records that an apprentice was visited. A plan can have many visits, a learner one a day.',
    basis: workBasedPage('record-a-visit-against-a-training-plan'),
    method: 'POST',
    path: '/v1.0/training-plans/:trainingPlanLocalId/visits',
    tag: 'TrainingPlans',
    wire: { params: TrainingPlanPath, body: Visit, response: { 201: Visit } },
    status: 201,
    rules: visitRules,
    perform ({ db, caller: { eid }, today, enforceProposing, reading }, { params, body }) {
      const visit = body
      const { trainingPlanLocalId } = params
      const found = findTrainingPlan(db, eid, trainingPlanLocalId)
      const used = findPlanOfVisit(db, eid, visit.visitLocalId)
      const facts = {
        eid,
        trainingPlanLocalId,
        visit,
        plan: found,
        planOfVisitId: used === undefined || reading(visitIdScope) === 'teo'
          ? used
          : findVisitUnder(db, eid, visit.visitLocalId, trainingPlanLocalId),
        alikeId: findAlike.visit(db, { eid, id: visit.visitLocalId }),
        visitOfThatDay: found && findVisitOn(db, eid, found.learnerLocalId, visit.visitDate),
        daysVisited: undefined as string[] | undefined,
        today
      }
      const daysVisited = () => found ? { daysVisited: listDaysVisited(db, eid, found.learnerLocalId) } : {}
      const { plan } = enforceProposing(visitRules, facts, daysVisited, 'plan')
      insertVisit(db, { eid, ...visit, trainingPlanLocalId, learnerLocalId: plan.learnerLocalId })
      return visit
    }
  }),

  tecOperation({
    operationId: 'DeleteVisit',
    summary: 'Delete a Visit',
    description: 'Takes back a visit and answers it as it was. Its id and its day are free again.',
    basis: inferred('A vendor deletes visits; the page was not seen'),
    method: 'DELETE',
    path: '/v1.0/training-plans/:trainingPlanLocalId/visits/:visitLocalId',
    tag: 'TrainingPlans',
    wire: { params: VisitPath, response: { 200: Visit } },
    status: 200,
    rules: deleteVisitRules,
    perform ({ db, caller: { eid }, enforce }, { params }) {
      const { trainingPlanLocalId, visitLocalId } = params
      const { found } = enforce(deleteVisitRules, {
        eid,
        trainingPlanLocalId,
        plan: findTrainingPlan(db, eid, trainingPlanLocalId),
        visitLocalId,
        found: findVisit(db, eid, trainingPlanLocalId, visitLocalId)
      }, 'found')
      deleteVisit(db, eid, visitLocalId, trainingPlanLocalId)
      return found
    }
  })
]
