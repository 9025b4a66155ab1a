import { inferred } from '../../../core/basis.ts'
import type { Context } from '../../../http/context.ts'
import { tecOperation, type TecCaller } from '../../caller.ts'
import { workBasedPage } from '../../sources.ts'
import { findAlike } from '../alike.ts'
import { alsoBy } from '../also-by.ts'
import { applyToAgreement, applyToTakenOver } from '../cascade.ts'
import { moveOpenToAgreement } from '../enrolments/store.ts'
import { findLearner } from '../learners/store.ts'
import { transferPlans } from '../planned.ts'
import { isOpen } from '../statuses.ts'
import { findFirstPlanSigned } from '../training-plans/store.ts'
import { agreementDetails, detailsOfTheTarget, sameAgreement, transferTarget } from './readings.ts'
import { createAgreementRules, getAgreementRules, updateAgreementRules } from './rules.ts'
import {
  CreateTrainingAgreementRequest, TrainingAgreement, TrainingAgreementPath, TrainingAgreementUpdate, TransferredTrainingAgreement,
  TransferTrainingAgreementRequest
} from './schemas.ts'
import {
  detailsOf, findAlikeAgreement, findSameAgreement, findTrainingAgreement, saveTrainingAgreement, toTrainingAgreement,
  type TrainingAgreementRow
} from './store.ts'
import { transferRules } from './transfer-rules.ts'

const tag = 'TrainingAgreements'

const canTakeOver = (agreement: TrainingAgreementRow | undefined, successor: TrainingAgreementRow): boolean =>
  isOpen(successor.status) && successor.learnerLocalId === agreement?.learnerLocalId &&
  successor.trainingAgreementLocalId !== agreement.trainingAgreementLocalId

/** What the rules of a transfer read. */
function gatherTransfer (
  { db, caller: { eid }, today, reading }: Context<TecCaller>, trainingAgreementLocalId: string, body: TransferTrainingAgreementRequest
) {
  const { newTrainingAgreementLocalId, newTrainingAgreement: details } = body
  const agreement = findTrainingAgreement(db, eid, trainingAgreementLocalId)
  const successor = findTrainingAgreement(db, eid, newTrainingAgreementLocalId)
  const learnerLocalId = agreement?.learnerLocalId
  const same = learnerLocalId === undefined || successor
    ? undefined
    : findSameAgreement(db, { eid, learnerLocalId, trainingAgreementLocalId: newTrainingAgreementLocalId }, details)
  return {
    eid,
    trainingAgreementLocalId,
    agreement,
    employerSoFar: agreement && detailsOf(agreement).employerName,
    newTrainingAgreementLocalId,
    successor,
    successorDetails: successor && canTakeOver(agreement, successor) ? detailsOf(successor) : undefined,
    alikeId: successor ? undefined : findAlike.trainingAgreement(db, { eid, id: newTrainingAgreementLocalId }),
    successorIsRequired: successor === undefined && reading(transferTarget) === 'existing',
    learner: learnerLocalId === undefined ? undefined : findLearner(db, eid, learnerLocalId),
    details,
    sameAgreement: same,
    alikeAgreement: learnerLocalId === undefined || successor
      ? undefined
      : findAlikeAgreement(db, { eid, learnerLocalId, trainingAgreementLocalId: newTrainingAgreementLocalId }, details),
    refusesSame: same !== undefined && reading(sameAgreement) === 'refused',
    today
  }
}

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
    perform ({ db, caller: { eid }, today, enforce, reading }, { body }) {
      const { trainingAgreement: details, ...ids } = body
      const { learnerLocalId, trainingAgreementLocalId } = ids
      const same = findSameAgreement(db, { eid, ...ids }, details)
      enforce(createAgreementRules, {
        eid,
        ...ids,
        learner: findLearner(db, eid, learnerLocalId),
        localIdIsUsed: findTrainingAgreement(db, eid, trainingAgreementLocalId) !== undefined,
        alikeId: findAlike.trainingAgreement(db, { eid, id: trainingAgreementLocalId }),
        details,
        detailsAreRequired: details === undefined && reading(agreementDetails) === 'required',
        sameAgreement: same,
        alikeAgreement: findAlikeAgreement(db, { eid, ...ids }, details),
        refusesSame: same !== undefined && reading(sameAgreement) === 'refused',
        today
      })
      saveTrainingAgreement(db, { eid, ...ids, details })
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
    alsoBy: alsoBy('PUT'),
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
        learner: found && findLearner(db, eid, found.learnerLocalId),
        details: found && { ...detailsOf(found), ...body },
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
    alsoBy: alsoBy('POST'),
    path: '/v1.0/training-agreements/:trainingAgreementLocalId/transfer',
    tag,
    wire: { params: TrainingAgreementPath, body: TransferTrainingAgreementRequest, response: { 201: TransferredTrainingAgreement } },
    status: 201,
    rules: transferRules,
    perform (context, { params, body }) {
      const { db, caller: { eid }, enforce, reading } = context
      const { newTrainingAgreementLocalId, newTrainingAgreement } = body
      const facts = gatherTransfer(context, params.trainingAgreementLocalId, body)
      const { agreement } = enforce(transferRules, facts, 'agreement')
      const { learnerLocalId } = agreement
      const kept = reading(detailsOfTheTarget) === 'keeps' ? facts.successorDetails : undefined
      const details = kept ?? newTrainingAgreement
      const successor = { eid, trainingAgreementLocalId: newTrainingAgreementLocalId, learnerLocalId }
      applyToAgreement(context, 'transfer', agreement, { transferredTo: newTrainingAgreementLocalId })
      saveTrainingAgreement(db, { ...successor, details })
      transferPlans(context, agreement, newTrainingAgreementLocalId, details.trainingAgreementSignedDate)
      moveOpenToAgreement(db, newTrainingAgreementLocalId, eid, agreement.trainingAgreementLocalId)
      applyToTakenOver(context, eid, newTrainingAgreementLocalId)
      return { newTrainingAgreementLocalId, newTrainingAgreement: details }
    }
  })
]
