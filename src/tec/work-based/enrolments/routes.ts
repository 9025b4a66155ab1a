import { inferred } from '../../../core/basis.ts'
import { decide } from '../../../http/decide.ts'
import { operation, type App } from '../../../http/operation.ts'
import { workBasedPage } from '../../sources.ts'
import { goLiveIfAnyEnrolmentIs } from '../cascade.ts'
import { findLearner } from '../learners/store.ts'
import { findProgrammeVersion } from '../programmes/store.ts'
import { initialStatus, liveStatus } from '../statuses.ts'
import { findTrainingAgreement } from '../training-agreements/store.ts'
import { findLatestPlanSigned } from '../training-plans/store.ts'
import { createEnrolmentRules, getEnrolmentRules } from './rules.ts'
import { CreateEnrolmentRequest, Enrolment, EnrolmentPath } from './schemas.ts'
import { findEnrolment, insertEnrolment, toEnrolment } from './store.ts'

const tag = 'Enrolments'

export async function enrolmentRoutes (app: App): Promise<void> {
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
    return decide(request, ({ db, eid, today, enforce }) => {
      const enrolment = request.body
      const { enrolmentLocalId, learnerLocalId, trainingAgreementLocalId, programmeLocalId, programmeVersionNumber } = enrolment
      const trainingPlanSignedDate = findLatestPlanSigned(db, eid, trainingAgreementLocalId) ?? null
      const { agreement, programmeVersion } = enforce(createEnrolmentRules, {
        enrolment,
        localIdIsUsed: findEnrolment(db, eid, enrolmentLocalId) !== undefined,
        learnerLocalId,
        learner: findLearner(db, eid, learnerLocalId),
        trainingAgreementLocalId,
        agreement: findTrainingAgreement(db, eid, trainingAgreementLocalId),
        programmeLocalId,
        programmeVersionNumber,
        programmeVersion: findProgrammeVersion(db, eid, programmeLocalId, programmeVersionNumber),
        trainingPlanSignedDate
      }, 'agreement', 'programmeVersion')
      const live = liveStatus({
        participationStartDate: enrolment.participationStartDate,
        studyTypeCode: programmeVersion.studyTypeCode,
        hasPlan: trainingPlanSignedDate !== null
      }, today)
      insertEnrolment(db, eid, enrolment, initialStatus(agreement.status, live))
      goLiveIfAnyEnrolmentIs({ db, today }, eid, trainingAgreementLocalId)
      return toEnrolment(findEnrolment(db, eid, enrolmentLocalId)!)
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
  }), (request) => decide(request, ({ db, eid, enforce }) => {
    const { enrolmentLocalId } = request.params
    const facts = { enrolmentLocalId, enrolment: findEnrolment(db, eid, enrolmentLocalId) }
    return toEnrolment(enforce(getEnrolmentRules, facts, 'enrolment').enrolment)
  }))
}
