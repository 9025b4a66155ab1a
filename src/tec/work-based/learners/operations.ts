import { inferred } from '../../../core/basis.ts'
import type { Context } from '../../../http/context.ts'
import { tecOperation, type TecCaller } from '../../caller.ts'
import { workBasedPage } from '../../sources.ts'
import { findAlike } from '../alike.ts'
import { alsoBy } from '../also-by.ts'
import { inCapitals } from '../codes.ts'
import { irdNumberEcho, irdNumberLeftOut, secondLocalId, shortIrdNumber } from './readings.ts'
import { createLearnerRules, getLearnerRules, updateLearnerRules } from './rules.ts'
import { Learner, LearnerPath, LearnerUpdate, UpdatedLearner } from './schemas.ts'
import { detailsOf, findLearner, findLocalIdOf, insertLearner, toLearner, updateLearner } from './store.ts'

const tag = 'Learners'

/** Details as they are kept: codes and an IRD number of eight digits in the form that the readings in force give them. */
function asKept (context: Context<TecCaller>, details: LearnerUpdate): LearnerUpdate {
  const { irdNumber } = details
  const isShort = irdNumber !== undefined && /^\d\d-\d{3}-\d{3}$/.test(irdNumber)
  return {
    ...details,
    demographics: inCapitals(context, details.demographics, 'gender'),
    ...(isShort && context.reading(shortIrdNumber) === 'taken' && { irdNumber: `0${irdNumber}` })
  }
}

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
    perform (context, { body }) {
      const { db, caller: { eid }, today, enforce, reading } = context
      const { learnerLocalId, identity, ...rest } = body
      const details = asKept(context, rest)
      const localIdOfNsn = findLocalIdOf(db, eid, identity.nationalStudentNumber)
      enforce(createLearnerRules, {
        learnerLocalId,
        identity,
        details,
        dateOfBirth: identity.dateOfBirth,
        localIdIsUsed: findLearner(db, eid, learnerLocalId) !== undefined,
        alikeId: findAlike.learner(db, { eid, id: learnerLocalId }),
        localIdOfNsn,
        refusesSecondId: localIdOfNsn !== undefined && reading(secondLocalId) === 'refused',
        today
      })
      const learner = { learnerLocalId, identity, ...details }
      insertLearner(db, eid, learner)
      return learner
    }
  }),

  tecOperation({
    operationId: 'UpdateLearner',
    summary: 'Update a Learner',
    description: 'Replaces demographics and education history, and the IRD number where it is sent. The identity cannot be changed.',
    basis: workBasedPage('update-a-learner'),
    method: 'PUT',
    alsoBy: alsoBy('PUT'),
    path: '/v1.0/learners/:learnerLocalId',
    tag,
    wire: { params: LearnerPath, body: LearnerUpdate, response: { 200: UpdatedLearner } },
    status: 200,
    rules: updateLearnerRules,
    perform (context, { params, body }) {
      const { db, caller: { eid }, today, enforce, reading } = context
      const { learnerLocalId } = params
      const found = findLearner(db, eid, learnerLocalId)
      const details = asKept(context, body)
      const { learner } = enforce(updateLearnerRules,
        { eid, learnerLocalId, learner: found, dateOfBirth: found?.dateOfBirth, today, details }, 'learner')
      const { irdNumber } = detailsOf(learner)
      const stays = irdNumber !== undefined && (details.irdNumber !== undefined || reading(irdNumberLeftOut) === 'stays')
      updateLearner(db, eid, learnerLocalId, { ...(stays && { irdNumber }), ...details })
      const { demographics, educationHistory, ...kept } = detailsOf(findLearner(db, eid, learnerLocalId)!)
      return { demographics, educationHistory, ...(kept.irdNumber !== undefined && reading(irdNumberEcho) === 'yes' && kept) }
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
