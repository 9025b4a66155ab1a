import { inferred } from '../../../core/basis.ts'
import { tecOperation } from '../../caller.ts'
import { workBasedPage } from '../../sources.ts'
import { createLearnerRules, getLearnerRules, updateLearnerRules } from './rules.ts'
import { Learner, LearnerPath, LearnerUpdate } from './schemas.ts'
import { findLearner, findLocalIdOf, insertLearner, toLearner, updateLearner } from './store.ts'

const tag = 'Learners'

export const learnerOperations = [
  tecOperation({
    operationId: 'CreateLearner',
    summary: 'Create a Learner',
    description: 'Creates a learner of this TEO under an id of the TEO\'s own making.',
    basis: workBasedPage('create-a-learner'),
    method: 'POST',
    path: '/v1.0/learners',
    tag,
    wire: { body: Learner, response: { 201: Learner } },
    status: 201,
    rules: createLearnerRules,
    perform ({ db, caller: { eid }, today, enforce }, { body }) {
      const { learnerLocalId, identity, ...details } = body
      enforce(createLearnerRules, {
        learnerLocalId,
        identity,
        details,
        localIdIsUsed: findLearner(db, eid, learnerLocalId) !== undefined,
        localIdOfNsn: findLocalIdOf(db, eid, identity.nationalStudentNumber),
        today
      })
      insertLearner(db, eid, body)
      return body
    }
  }),

  tecOperation({
    operationId: 'UpdateLearner',
    summary: 'Update a Learner',
    description: 'Replaces the IRD number, demographics and education history; a member that is left out is gone. ' +
      'The identity cannot be changed.',
    basis: workBasedPage('update-a-learner'),
    method: 'PUT',
    path: '/v1.0/learners/:learnerLocalId',
    tag,
    wire: { params: LearnerPath, body: LearnerUpdate, response: { 200: Learner } },
    status: 200,
    rules: updateLearnerRules,
    perform ({ db, caller: { eid }, enforce }, { params, body }) {
      const { learnerLocalId } = params
      const facts = { eid, learnerLocalId, learner: findLearner(db, eid, learnerLocalId), details: body }
      enforce(updateLearnerRules, facts)
      updateLearner(db, eid, learnerLocalId, body)
      return toLearner(findLearner(db, eid, learnerLocalId)!)
    }
  }),

  tecOperation({
    operationId: 'GetLearner',
    summary: 'Get a Learner',
    description: 'Answers a learner of this TEO.',
    basis: inferred('Vendors read learners back; the page was not seen'),
    method: 'GET',
    path: '/v1.0/learners/:learnerLocalId',
    tag,
    wire: { params: LearnerPath, response: { 200: Learner } },
    status: 200,
    rules: getLearnerRules,
    perform ({ db, caller: { eid }, enforce }, { params }) {
      const { learnerLocalId } = params
      const { learner } = enforce(getLearnerRules, { eid, learnerLocalId, learner: findLearner(db, eid, learnerLocalId) }, 'learner')
      return toLearner(learner)
    }
  })
]
