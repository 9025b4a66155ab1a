import type { Context } from '../../../http/context.ts'
import type { TecCaller } from '../../caller.ts'
import { findLearner } from '../learners/store.ts'
import { findProgrammeVersion } from '../programmes/store.ts'
import { initialStatus, liveStatus } from '../statuses.ts'
import { findTrainingAgreement } from '../training-agreements/store.ts'
import { findLatestPlanSigned } from '../training-plans/store.ts'
import type { Enrolment, PartOfComplexEnrolment } from './schemas.ts'
import { findEnrolment, insertEnrolment, toEnrolment } from './store.ts'

/** Whose an enrolment, or a complex one, is. */
interface Whose {
  learnerLocalId: string
  trainingAgreementLocalId: string
}

/** What the rules of a new enrolment read. */
export function gather (
  { db, caller: { eid } }: Context<TecCaller>, { learnerLocalId, trainingAgreementLocalId }: Whose, part: PartOfComplexEnrolment
) {
  const { enrolmentLocalId, programmeLocalId, programmeVersionNumber } = part
  return {
    eid,
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
export function enrol ({ db, caller: { eid }, today }: Context<TecCaller>, facts: ReturnType<typeof gather>, overarchingId?: number) {
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
export const byLocalId = ({ db, caller: { eid } }: Context<TecCaller>, enrolmentLocalId: string) => ({
  eid, enrolmentLocalId, enrolment: findEnrolment(db, eid, enrolmentLocalId)
})

/** The enrolment as it is answered. */
export const reply = ({ db, caller: { eid } }: Context<TecCaller>, enrolmentLocalId: string): Enrolment =>
  toEnrolment(findEnrolment(db, eid, enrolmentLocalId)!)
