import { inferred } from '../../../core/basis.ts'
import { decide } from '../../../http/decide.ts'
import { operation, type App } from '../../../http/operation.ts'
import { workBasedPage } from '../../sources.ts'
import { createLearnerRules, getLearnerRules, updateLearnerRules } from './rules.ts'
import { Learner, LearnerPath, LearnerUpdate } from './schemas.ts'
import { findLearner, findLocalIdOf, insertLearner, toLearner, updateLearner } from './store.ts'

const tag = 'Learners'

export async function learnerRoutes (app: App): Promise<void> {
  app.post('/v1.0/learners', operation({
    operationId: 'CreateLearner',
    summary: 'Create a Learner',
    description: 'Creates a learner of this TEO under an id of the TEO\'s own making.',
    basis: workBasedPage('create-a-learner'),
    rules: createLearnerRules,
    tag,
    wire: { body: Learner, response: { 201: Learner } }
  }), (request, reply) => {
    reply.code(201)
    return decide(request, ({ db, eid, today, enforce }) => {
      const { learnerLocalId, identity, ...details } = request.body
      enforce(createLearnerRules, {
        learnerLocalId,
        identity,
        details,
        localIdIsUsed: findLearner(db, eid, learnerLocalId) !== undefined,
        localIdOfNsn: findLocalIdOf(db, eid, identity.nationalStudentNumber),
        today
      })
      insertLearner(db, eid, request.body)
      return request.body
    })
  })

  app.put('/v1.0/learners/:learnerLocalId', operation({
    operationId: 'UpdateLearner',
    summary: 'Update a Learner',
    description: 'Replaces the IRD number, demographics and education history; a member that is left out is gone. The identity cannot be changed.',
    basis: workBasedPage('update-a-learner'),
    rules: updateLearnerRules,
    tag,
    wire: { params: LearnerPath, body: LearnerUpdate, response: { 200: Learner } }
  }), (request) => decide(request, ({ db, eid, enforce }) => {
    const { learnerLocalId } = request.params
    const facts = { learnerLocalId, learner: findLearner(db, eid, learnerLocalId), details: request.body }
    enforce(updateLearnerRules, facts)
    updateLearner(db, eid, learnerLocalId, request.body)
    return toLearner(findLearner(db, eid, learnerLocalId)!)
  }))

  app.get('/v1.0/learners/:learnerLocalId', operation({
    operationId: 'GetLearner',
    summary: 'Get a Learner',
    description: 'Answers a learner of this TEO.',
    basis: inferred('Vendors read learners back; the page was not seen'),
    rules: getLearnerRules,
    tag,
    wire: { params: LearnerPath, response: { 200: Learner } }
  }), (request) => decide(request, ({ db, eid, enforce }) => {
    const { learnerLocalId } = request.params
    const { learner } = enforce(getLearnerRules, { learnerLocalId, learner: findLearner(db, eid, learnerLocalId) }, 'learner')
    return toLearner(learner)
  }))
}
