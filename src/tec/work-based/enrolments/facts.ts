import type { Context } from '../../../http/context.ts'
import type { TecCaller } from '../../caller.ts'
import { findAlike } from '../alike.ts'
import { inCapitals } from '../codes.ts'
import { findLearner } from '../learners/store.ts'
import { findProgrammeVersion } from '../programmes/store.ts'
import { isPlanned } from '../planned.ts'
import { initialStatus, isOpen, liveStatus } from '../statuses.ts'
import { findTrainingAgreement } from '../training-agreements/store.ts'
import { findLatestPlanSigned } from '../training-plans/store.ts'
import { pathwayMode } from './readings.ts'
import type { Enrolment, PartOfComplexEnrolment } from './schemas.ts'
import { findEnrolment, insertEnrolment, listEnrolmentsOf, toEnrolment, type EnrolmentRow } from './store.ts'

/** Whose an enrolment, or a complex one, is. */
interface Whose {
  learnerLocalId: string
  trainingAgreementLocalId: string
}

/** What the rules of a new enrolment read. */
export function gather (
  context: Context<TecCaller>, { learnerLocalId, trainingAgreementLocalId }: Whose, sent: PartOfComplexEnrolment
) {
  const { db, caller: { eid }, today, reading } = context
  const part = { ...inCapitals(context, sent, 'studyTypeCode'), enrolmentDate: sent.enrolmentDate ?? sent.participationStartDate }
  const { enrolmentLocalId, programmeLocalId, programmeVersionNumber } = part
  const isNamed = programmeLocalId !== undefined && programmeVersionNumber !== undefined
  return {
    eid,
    enrolment: { ...part, learnerLocalId },
    localIdIsUsed: findEnrolment(db, eid, enrolmentLocalId) !== undefined,
    alikeId: findAlike.enrolment(db, { eid, id: enrolmentLocalId }),
    learnerLocalId,
    learner: findLearner(db, eid, learnerLocalId),
    trainingAgreementLocalId,
    agreement: findTrainingAgreement(db, eid, trainingAgreementLocalId),
    programmeLocalId,
    programmeVersionNumber,
    programmeVersion: isNamed ? findProgrammeVersion(db, eid, programmeLocalId, programmeVersionNumber) : undefined,
    enrolmentDateIsGiven: sent.enrolmentDate !== undefined,
    trainingPlanSignedDate: findLatestPlanSigned(db, eid, trainingAgreementLocalId) ?? null,
    sameEnrolment: listEnrolmentsOf(db, eid, trainingAgreementLocalId).find(it => isOpen(it.status) && isSame(it, part))?.enrolmentLocalId,
    refusesPathway: part.modeOfDeliveryCode === 25 && reading(pathwayMode) === 'refused',
    today
  }
}

const isSame = (it: EnrolmentRow, part: PartOfComplexEnrolment): boolean => it.enrolmentLocalId !== part.enrolmentLocalId &&
  it.programmeLocalId === part.programmeLocalId && it.programmeVersionNumber === part.programmeVersionNumber &&
  it.enrolmentDate === part.enrolmentDate

/** Stores an enrolment that the rules have accepted, in the status that its circumstances give it. */
export function enrol (context: Context<TecCaller>, facts: ReturnType<typeof gather>, overarchingId?: number) {
  const { db, caller: { eid }, today } = context
  const { enrolment, agreement, programmeVersion, trainingAgreementLocalId } = facts
  const { programmeLocalId, programmeVersionNumber, studyTypeCode } = programmeVersion!
  const live = liveStatus({
    participationStartDate: enrolment.participationStartDate,
    studyTypeCode,
    hasPlan: isPlanned(context, agreement!)
  }, today)
  const complete = { ...enrolment, programmeLocalId, programmeVersionNumber, trainingAgreementLocalId }
  insertEnrolment(db, complete, { eid, status: initialStatus(agreement!.status, live), overarchingId })
  return findEnrolment(db, eid, enrolment.enrolmentLocalId)!
}

/** What the rules of a change to an enrolment read. */
export const byLocalId = ({ db, caller: { eid } }: Context<TecCaller>, enrolmentLocalId: string) => ({
  eid, enrolmentLocalId, enrolment: findEnrolment(db, eid, enrolmentLocalId)
})

/** The same with its agreement. */
export function withAgreement (context: Context<TecCaller>, enrolmentLocalId: string) {
  const found = byLocalId(context, enrolmentLocalId)
  const agreement = found.enrolment && findTrainingAgreement(context.db, found.eid, found.enrolment.trainingAgreementLocalId)
  return { ...found, agreement }
}

/** The enrolment as it is answered. */
export const reply = ({ db, caller: { eid } }: Context<TecCaller>, enrolmentLocalId: string): Enrolment =>
  toEnrolment(findEnrolment(db, eid, enrolmentLocalId)!)
