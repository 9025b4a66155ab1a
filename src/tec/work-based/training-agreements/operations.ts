import { inferred } from '../../../core/basis.ts'
import { tecOperation } from '../../caller.ts'
import { workBasedPage } from '../../sources.ts'
import { applyToAgreement, applyToTakenOver } from '../cascade.ts'
import { moveOpenToAgreement } from '../enrolments/store.ts'
import { findLearner } from '../learners/store.ts'
import { findFirstPlanSigned } from '../training-plans/store.ts'
import { createAgreementRules, getAgreementRules, updateAgreementRules } from './rules.ts'
import {
  CreateTrainingAgreementRequest, TrainingAgreement, TrainingAgreementPath, TrainingAgreementUpdate, TransferTrainingAgreementRequest
} from './schemas.ts'
import { findSameAgreement, findTrainingAgreement, saveTrainingAgreement, toTrainingAgreement } from './store.ts'
import { transferRules } from './transfer-rules.ts'

const tag = 'TrainingAgreements'

export const trainingAgreementOperations = [
  tecOperation({
    operationId: 'CreateTrainingAgreement',
    summary: 'Create Training Agreement',
    description: 'Creates an agreement between a learner and an employer. It is Pending until an enrolment under it is Active.',
    basis: workBasedPage('create-training-agreement'),
    method: 'POST',
    path: '/v1.0/training-agreements',
    tag,
    wire: { body: CreateTrainingAgreementRequest, response: { 201: TrainingAgreement } },
    status: 201,
    rules: createAgreementRules,
    perform ({ db, caller: { eid }, today, enforce }, { body }) {
      const { learnerLocalId, trainingAgreementLocalId, trainingAgreement } = body
      const { details } = enforce(createAgreementRules, {
        eid,
        learnerLocalId,
        learner: findLearner(db, eid, learnerLocalId),
        trainingAgreementLocalId,
        localIdIsUsed: findTrainingAgreement(db, eid, trainingAgreementLocalId) !== undefined,
        details: trainingAgreement,
        sameAgreement: trainingAgreement &&
          findSameAgreement(db, eid, learnerLocalId, trainingAgreement.employerName, trainingAgreement.trainingAgreementSignedDate),
        today
      }, 'details')
      saveTrainingAgreement(db, { eid, trainingAgreementLocalId, learnerLocalId, details })
      return toTrainingAgreement(findTrainingAgreement(db, eid, trainingAgreementLocalId)!)
    }
  }),

  tecOperation({
    operationId: 'GetTrainingAgreement',
    summary: 'Get Training Agreement',
    description: 'Answers an agreement with its status.',
    basis: inferred('Vendors read agreements back; the page was not seen'),
    method: 'GET',
    path: '/v1.0/training-agreements/:trainingAgreementLocalId',
    tag,
    wire: { params: TrainingAgreementPath, response: { 200: TrainingAgreement } },
    status: 200,
    rules: getAgreementRules,
    perform ({ db, caller: { eid }, enforce }, { params }) {
      const { trainingAgreementLocalId } = params
      const facts = { eid, trainingAgreementLocalId, agreement: findTrainingAgreement(db, eid, trainingAgreementLocalId) }
      return toTrainingAgreement(enforce(getAgreementRules, facts, 'agreement').agreement)
    }
  }),

  tecOperation({
    operationId: 'UpdateTrainingAgreement',
    summary: 'Update Training Agreement',
    description: 'Puts the signed date and the end date right. A new employer is a transfer.',
    basis: inferred('A vendor updates agreements; the page was not seen'),
    method: 'PUT',
    path: '/v1.0/training-agreements/:trainingAgreementLocalId',
    tag,
    wire: { params: TrainingAgreementPath, body: TrainingAgreementUpdate, response: { 200: TrainingAgreement } },
    status: 200,
    rules: updateAgreementRules,
    perform ({ db, caller: { eid }, today, enforce }, { params, body }) {
      const { trainingAgreementLocalId } = params
      const found = findTrainingAgreement(db, eid, trainingAgreementLocalId)
      const facts = enforce(updateAgreementRules, {
        eid,
        trainingAgreementLocalId,
        agreement: found,
        details: found && { ...toTrainingAgreement(found).trainingAgreement, ...body },
        firstPlanSigned: findFirstPlanSigned(db, eid, trainingAgreementLocalId) ?? null,
        today
      }, 'agreement', 'details')
      saveTrainingAgreement(db, { eid, trainingAgreementLocalId, learnerLocalId: facts.agreement.learnerLocalId, details: facts.details })
      return toTrainingAgreement(findTrainingAgreement(db, eid, trainingAgreementLocalId)!)
    }
  }),

  tecOperation({
    operationId: 'TransferTrainingAgreement',
    summary: 'Transfer Training Agreement',
    description: 'Moves a learner to another employer: the old agreement is Finished, ' +
      'a new one takes over its open enrolments, and a pause ends.',
    basis: workBasedPage('transfer-training-agreement'),
    method: 'POST',
    path: '/v1.0/training-agreements/:trainingAgreementLocalId/transfer',
    tag,
    wire: { params: TrainingAgreementPath, body: TransferTrainingAgreementRequest, response: { 201: TrainingAgreement } },
    status: 201,
    rules: transferRules,
    perform (context, { params, body }) {
      const { db, caller: { eid }, today, enforce } = context
      const { trainingAgreementLocalId } = params
      const { newTrainingAgreementLocalId, newTrainingAgreement: details } = body
      const { agreement } = enforce(transferRules, {
        eid,
        trainingAgreementLocalId,
        agreement: findTrainingAgreement(db, eid, trainingAgreementLocalId),
        newTrainingAgreementLocalId,
        successor: findTrainingAgreement(db, eid, newTrainingAgreementLocalId),
        details,
        today
      }, 'agreement')
      applyToAgreement(context, 'transfer', agreement)
      saveTrainingAgreement(db, {
        eid, trainingAgreementLocalId: newTrainingAgreementLocalId, learnerLocalId: agreement.learnerLocalId, details
      })
      moveOpenToAgreement(db, newTrainingAgreementLocalId, eid, trainingAgreementLocalId)
      applyToTakenOver(context, eid, newTrainingAgreementLocalId)
      return toTrainingAgreement(findTrainingAgreement(db, eid, newTrainingAgreementLocalId)!)
    }
  })
]
