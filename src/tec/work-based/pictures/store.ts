import type { CivilDate } from '../../../core/civil-date.ts'
import { all, oneValue } from '../../../sandbox/database.ts'
import type { EnrolmentStatus } from '../statuses.ts'
import type { TrainingAgreementRow } from '../training-agreements/store.ts'
import type { TrainingPlanRow } from '../training-plans/store.ts'

/** What is read of a learner's life to make a picture of it. */

export interface ListedLearner {
  readonly eid: number
  readonly learnerLocalId: string
  readonly nameIdCode: string
  /** Of the agreement that was signed last. */
  readonly employerName: string | null
  readonly status: string | null
}

const sought = `
  FROM learner WHERE (:eid IS NULL OR eid = :eid) AND (:search = '' OR instr(lower(learnerLocalId), :search) > 0
    OR instr(lower(nameIdCode), :search) > 0 OR instr(CAST(nationalStudentNumber AS TEXT), :search) > 0
    OR EXISTS (SELECT 1 FROM trainingAgreement AS agreement
      WHERE agreement.eid = learner.eid AND agreement.learnerLocalId = learner.learnerLocalId
        AND (instr(lower(employerName), :search) > 0 OR instr(lower(trainingAgreementLocalId), :search) > 0
          OR lower(status) = :search)))`

const ofTheLast = (column: string): string => `(SELECT ${column} FROM trainingAgreement AS agreement
  WHERE agreement.eid = learner.eid AND agreement.learnerLocalId = learner.learnerLocalId
  ORDER BY status = 'Finished', trainingAgreementSignedDate DESC, trainingAgreementLocalId DESC LIMIT 1)`

export const listLearners = all<ListedLearner>(`
  SELECT eid, learnerLocalId, nameIdCode, ${ofTheLast('employerName')} AS employerName, ${ofTheLast('status')} AS status
  ${sought} ORDER BY eid, learnerLocalId LIMIT :limit`)

export const countLearners = oneValue<number>(`SELECT count(*) ${sought}`)

export const listEidsWithLearners = all<{ eid: number }>('SELECT DISTINCT eid FROM learner ORDER BY eid')

export const listAgreementsOfLearner = all<TrainingAgreementRow>(`
  SELECT * FROM trainingAgreement WHERE eid = ? AND learnerLocalId = ? ORDER BY trainingAgreementSignedDate, trainingAgreementLocalId`)

export interface LivedEnrolment {
  readonly enrolmentLocalId: string
  readonly trainingAgreementLocalId: string
  readonly programmeLocalId: string
  readonly programmeVersionNumber: number
  readonly programmeLocalName: string
  readonly studyTypeCode: string
  readonly enrolmentDate: CivilDate
  readonly participationStartDate: CivilDate
  readonly status: EnrolmentStatus
  readonly withdrawalDate: CivilDate | null
  readonly withdrawalReasonCode: string | null
  readonly completionDate: CivilDate | null
  readonly deletionDate: CivilDate | null
  readonly transferDate: CivilDate | null
  readonly overarchingId: number | null
}

/** All of a learner's, those that are deleted too, each after that which it is a part of. */
export const listEnrolmentsOfLearner = all<LivedEnrolment>(`
  SELECT enrolmentLocalId, trainingAgreementLocalId, programmeLocalId, programmeVersionNumber, programmeLocalName, studyTypeCode,
    enrolmentDate, participationStartDate, status, withdrawalDate, withdrawalReasonCode, completionDate, deletionDate, transferDate,
    overarchingId
  FROM enrolment JOIN programmeVersion USING (eid, programmeLocalId, programmeVersionNumber)
  WHERE eid = ? AND learnerLocalId = ? ORDER BY coalesce(overarchingId, enrolment.id), enrolment.id`)

export const listPlansOfLearner = all<TrainingPlanRow>(
  'SELECT * FROM trainingPlan WHERE eid = ? AND learnerLocalId = ? ORDER BY trainingPlanSignedDate, trainingPlanLocalId')

export interface LivedVisit { readonly visitLocalId: string, readonly trainingPlanLocalId: string, readonly visitDate: CivilDate }

export const listVisitsOfLearner = all<LivedVisit>(
  'SELECT visitLocalId, trainingPlanLocalId, visitDate FROM visit WHERE eid = ? AND learnerLocalId = ? ORDER BY visitDate, visitLocalId')

/** Whose an off-job delivery or an awaited completion is, which know the enrolment alone. */
export const findLearnerOfEnrolment = oneValue<string>('SELECT eid || \':\' || learnerLocalId FROM enrolment WHERE id = ?')

export interface LivedDelivery { readonly offJobDeliveryLocalId: string, readonly enrolmentLocalId: string, readonly details: string }

export const listDeliveriesOfLearner = all<LivedDelivery>(`
  SELECT offJobDeliveryLocalId, enrolmentLocalId, offJobDelivery.details
  FROM offJobDelivery JOIN enrolment ON enrolment.id = offJobDelivery.enrolmentId
  WHERE enrolment.eid = ? AND enrolment.learnerLocalId = ? ORDER BY offJobDeliveryLocalId`)
