import { inferred } from '../../../core/basis.ts'
import { decide, type World } from '../../../http/decide.ts'
import { operation, type App } from '../../../http/operation.ts'
import type { ServiceOptions } from '../../../http/service.ts'
import { workBasedPage } from '../../sources.ts'
import { applyToEnrolment, applyToEnrolmentsOf, goLiveIfAnyEnrolmentIs } from '../cascade.ts'
import { findLearner } from '../learners/store.ts'
import { findProgrammeVersion } from '../programmes/store.ts'
import { Withdrawal } from '../status-changes/schemas.ts'
import { initialStatus, liveStatus } from '../statuses.ts'
import { findTrainingAgreement } from '../training-agreements/store.ts'
import { findLatestPlanSigned } from '../training-plans/store.ts'
import { createComplexEnrolmentRules, subEnrolmentFacts, subEnrolmentRules } from './complex-rules.ts'
import { createEnrolmentRules, newEnrolmentRules } from './create-rules.ts'
import { deleteEnrolmentRules, getEnrolmentRules, updateEnrolmentRules, withdrawEnrolmentRules } from './rules.ts'
import {
  ComplexEnrolment, CreateComplexEnrolmentRequest, CreateEnrolmentRequest, Deletion, Enrolment, EnrolmentPath, EnrolmentTransfer, EnrolmentUpdate,
  type PartOfComplexEnrolment
} from './schemas.ts'
import { findEnrolment, findEnrolmentById, insertEnrolment, listSubEnrolmentsOf, moveToVersion, toEnrolment, updateEnrolmentDate } from './store.ts'
import { transferEnrolmentRules } from './transfer-rules.ts'

const tag = 'Enrolments'

/** Whose an enrolment, or a complex one, is. */
interface Whose {
  learnerLocalId: string
  trainingAgreementLocalId: string
}

/** What the rules of a new enrolment read. */
function gather ({ db, eid }: World, { learnerLocalId, trainingAgreementLocalId }: Whose, part: PartOfComplexEnrolment) {
  const { enrolmentLocalId, programmeLocalId, programmeVersionNumber } = part
  return {
    enrolment: { ...part, learnerLocalId },
    localIdIsUsed: findEnrolment(db, eid, enrolmentLocalId) !== undefined,
    learnerLocalId,
    learner: findLearner(db, eid, learnerLocalId),
    trainingAgreementLocalId,
    agreement: findTrainingAgreement(db, eid, trainingAgreementLocalId),
    programmeLocalId,
    programmeVersionNumber,
    programmeVersion: findProgrammeVersion(db, eid, programmeLocalId, programmeVersionNumber),
    trainingPlanSignedDate: findLatestPlanSigned(db, eid, trainingAgreementLocalId) ?? null
  }
}

/** Stores an enrolment that the rules have accepted, in the status that its circumstances give it. */
function enrol ({ db, eid, today }: World, facts: ReturnType<typeof gather>, overarchingId?: number) {
  const { enrolment, agreement, programmeVersion, trainingAgreementLocalId, trainingPlanSignedDate } = facts
  const live = liveStatus({
    participationStartDate: enrolment.participationStartDate,
    studyTypeCode: programmeVersion!.studyTypeCode,
    hasPlan: trainingPlanSignedDate !== null
  }, today)
  insertEnrolment(db, { ...enrolment, trainingAgreementLocalId }, { eid, status: initialStatus(agreement!.status, live), overarchingId })
  return findEnrolment(db, eid, enrolment.enrolmentLocalId)!
}

/** What the rules of a change to an enrolment read. */
const named = ({ db, eid }: World, enrolmentLocalId: string) => ({ enrolmentLocalId, enrolment: findEnrolment(db, eid, enrolmentLocalId) })

const shown = ({ db, eid }: World, enrolmentLocalId: string): Enrolment => toEnrolment(findEnrolment(db, eid, enrolmentLocalId)!)

export async function enrolmentRoutes (app: App, { deletionReply }: Pick<ServiceOptions, 'deletionReply'>): Promise<void> {
  app.post('/v1.0/enrolments', operation({
    operationId: 'CreateEnrolment',
    summary: 'Create Enrolment',
    description: 'Enrols a learner in a version of a programme, under a training agreement.',
    basis: inferred('Only the complex enrolment was seen; a simple one must exist beside it'),
    rules: createEnrolmentRules,
    tag,
    wire: { body: CreateEnrolmentRequest, response: { 201: Enrolment } }
  }), (request, reply) => {
    reply.code(201)
    return decide(request, (world) => {
      const { db, eid, today } = world
      const facts = world.enforce(createEnrolmentRules, gather(world, request.body, request.body))
      enrol(world, facts)
      goLiveIfAnyEnrolmentIs({ db, today }, eid, facts.trainingAgreementLocalId)
      return shown(world, facts.enrolment.enrolmentLocalId)
    })
  })

  app.post('/v1.0/complex-enrolments', operation({
    operationId: 'CreateComplexEnrolment',
    summary: 'Create Complex Enrolment',
    description: 'Enrols a learner in an over-arching programme and in the programmes below it, under one training agreement.',
    basis: workBasedPage('create-complex-enrolment'),
    rules: createComplexEnrolmentRules,
    tag,
    wire: { body: CreateComplexEnrolmentRequest, response: { 201: ComplexEnrolment } }
  }), (request, reply) => {
    reply.code(201)
    return decide(request, (world) => {
      const { db, eid, today } = world
      const { enrolment, subEnrolments, trainingAgreementLocalId } = request.body
      const overarching = gather(world, request.body, enrolment)
      const subs = subEnrolments.map(sub => gather(world, request.body, sub))
      world.enforceAll([
        { at: '', rules: newEnrolmentRules('enrolment.'), facts: overarching },
        ...subs.map((facts, i) => ({ at: '', rules: newEnrolmentRules(`subEnrolments[${i}].`), facts })),
        ...subEnrolments.map((sub, i) => ({ at: '', rules: subEnrolmentRules(`subEnrolments[${i}].`), facts: subEnrolmentFacts(request.body, sub) }))
      ])
      const { id } = enrol(world, overarching)
      for (const facts of subs) enrol(world, facts, id)
      goLiveIfAnyEnrolmentIs({ db, today }, eid, trainingAgreementLocalId)
      return { enrolment: shown(world, enrolment.enrolmentLocalId), subEnrolments: listSubEnrolmentsOf(db, id).map(toEnrolment) }
    })
  })

  app.get('/v1.0/enrolments/:enrolmentLocalId', operation({
    operationId: 'GetEnrolment',
    summary: 'Get Enrolment',
    description: 'Answers an enrolment with its status.',
    basis: workBasedPage('get-enrolment'),
    rules: getEnrolmentRules,
    tag,
    wire: { params: EnrolmentPath, response: { 200: Enrolment } }
  }), (request) => decide(request, (world) =>
    toEnrolment(world.enforce(getEnrolmentRules, named(world, request.params.enrolmentLocalId), 'enrolment').enrolment)))

  app.put('/v1.0/enrolments/:enrolmentLocalId', operation({
    operationId: 'UpdateEnrolment',
    summary: 'Update Enrolment',
    description: 'Changes the enrolment date. For anything else, withdraw or delete the enrolment and make another.',
    basis: inferred('A vendor speaks of updates; the page was not seen'),
    rules: updateEnrolmentRules,
    tag,
    wire: { params: EnrolmentPath, body: EnrolmentUpdate, response: { 200: Enrolment } }
  }), (request) => decide(request, (world) => {
    const { enrolmentLocalId } = request.params
    const { enrolment } = world.enforce(updateEnrolmentRules, { ...named(world, enrolmentLocalId), update: request.body }, 'enrolment')
    updateEnrolmentDate(world.db, request.body.enrolmentDate ?? enrolment.enrolmentDate, enrolment.id)
    return shown(world, enrolmentLocalId)
  }))

  app.put('/v1.0/enrolments/:enrolmentLocalId/withdraw', operation({
    operationId: 'WithdrawEnrolment',
    summary: 'Withdraw Enrolment',
    description: 'Ends an enrolment, with its sub-enrolments. The agreement is over with the last of its open enrolments.',
    basis: inferred('Vendors withdraw single enrolments; the page was not seen'),
    rules: withdrawEnrolmentRules,
    tag,
    wire: { params: EnrolmentPath, body: Withdrawal, response: { 200: Withdrawal } }
  }), (request) => decide(request, (world) => {
    const { db, today } = world
    const facts = { ...named(world, request.params.enrolmentLocalId), withdrawal: request.body, today }
    const { enrolment } = world.enforce(withdrawEnrolmentRules, facts, 'enrolment')
    applyToEnrolment({ db, today }, 'withdraw', enrolment, request.body)
    return request.body
  }))

  app.post('/v1.0/enrolments/:enrolmentLocalId/transfer', operation({
    operationId: 'TransferEnrolment',
    summary: 'Transfer Enrolment to a new programme version',
    description: 'Goes on in another version of the same programme.',
    basis: inferred('The older register had it; the page was not seen'),
    rules: transferEnrolmentRules,
    tag,
    wire: { params: EnrolmentPath, body: EnrolmentTransfer, response: { 200: Enrolment } }
  }), (request) => decide(request, (world) => {
    const { db, eid, today } = world
    const { enrolmentLocalId } = request.params
    const { programmeVersionNumber, transferDate = today } = request.body
    const found = named(world, enrolmentLocalId)
    const programmeLocalId = found.enrolment?.programmeLocalId ?? ''
    const { enrolment } = world.enforce(transferEnrolmentRules, {
      ...found,
      transfer: request.body,
      transferDate,
      programmeLocalId,
      programmeVersionNumber,
      programmeVersion: findProgrammeVersion(db, eid, programmeLocalId, programmeVersionNumber)
    }, 'enrolment')
    moveToVersion(db, programmeVersionNumber, enrolment.id)
    applyToEnrolmentsOf({ db, today }, 'transfer', eid, enrolment.trainingAgreementLocalId)
    return shown(world, enrolmentLocalId)
  }))

  app.delete('/v1.0/enrolments/:enrolmentLocalId', operation({
    operationId: 'DeleteEnrolment',
    summary: 'Delete Enrolment',
    description: 'Takes back an enrolment that should not have been, with its sub-enrolments. Its id may be used again.',
    basis: workBasedPage('delete-enrolment'),
    rules: deleteEnrolmentRules,
    tag,
    wire: { params: EnrolmentPath, body: Deletion, response: { 200: Enrolment } }
  }), (request, reply) => {
    const deleted = decide(request, (world) => {
      const { db, today } = world
      const { enrolment } = world.enforce(deleteEnrolmentRules, { ...named(world, request.params.enrolmentLocalId), deletion: request.body }, 'enrolment')
      applyToEnrolment({ db, today }, 'delete', enrolment, request.body)
      return toEnrolment(findEnrolmentById(db, enrolment.id)!)
    })
    if (deletionReply === 'enrolment') return deleted
    reply.send(undefined as never)
  })
}
