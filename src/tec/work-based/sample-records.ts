import { one } from '../../sandbox/database.ts'

/** Records that examples of operations are about, found by what can be done with them. */

export interface SampleApprenticeship {
  readonly learnerLocalId: string
  readonly trainingAgreementLocalId: string
  readonly enrolmentLocalId: string
  readonly enrolmentDate: string
  readonly trainingPlanLocalId: string
  readonly trainingPlanSignedDate: string
  readonly visitLocalId: string
  readonly programmeLocalId: string
}

/** An apprentice in training: an agreement and an enrolment that are Active, with a plan and visits, and nothing completed yet. */
export const findApprenticeship = one<SampleApprenticeship>(`
  SELECT trainingAgreement.learnerLocalId, trainingAgreementLocalId, enrolmentLocalId, enrolmentDate, trainingPlanLocalId,
    trainingPlanSignedDate, visitLocalId, programmeLocalId
  FROM trainingAgreement
    JOIN enrolment USING (eid, trainingAgreementLocalId)
    JOIN trainingPlan USING (eid, trainingAgreementLocalId)
    JOIN visit USING (eid, trainingPlanLocalId)
  WHERE trainingAgreement.eid = ? AND trainingAgreement.status = 'Active' AND enrolment.status = 'Active'
  ORDER BY trainingAgreementLocalId, visitDate LIMIT 1`)

export interface SampleAgreement { readonly learnerLocalId: string, readonly trainingAgreementLocalId: string }

/** Of an agreement that waits for its first enrolment. */
export const findWithoutEnrolment = one<SampleAgreement>(`
  SELECT learnerLocalId, trainingAgreementLocalId FROM trainingAgreement
  WHERE eid = ? AND status = 'Pending' AND NOT EXISTS (
    SELECT 1 FROM enrolment WHERE enrolment.eid = trainingAgreement.eid
      AND enrolment.trainingAgreementLocalId = trainingAgreement.trainingAgreementLocalId)
  ORDER BY trainingAgreementLocalId LIMIT 1`)

/** Of an agreement whose apprentice waits for a plan. */
export const findWithoutPlan = one<SampleAgreement>(`
  SELECT trainingAgreement.learnerLocalId, trainingAgreementLocalId
  FROM trainingAgreement JOIN enrolment USING (eid, trainingAgreementLocalId)
    JOIN programmeVersion USING (eid, programmeLocalId, programmeVersionNumber)
  WHERE eid = ? AND trainingAgreement.status = 'Pending' AND enrolment.status = 'Pending' AND studyTypeCode = 'NZA'
    AND NOT EXISTS (SELECT 1 FROM trainingPlan WHERE trainingPlan.eid = trainingAgreement.eid
      AND trainingPlan.trainingAgreementLocalId = trainingAgreement.trainingAgreementLocalId)
  ORDER BY trainingAgreementLocalId LIMIT 1`)

export const findOnHold = one<SampleAgreement & { pauseDate: string }>(`
  SELECT learnerLocalId, trainingAgreementLocalId, pauseDate FROM trainingAgreement
  WHERE eid = ? AND status = 'Hold' AND pauseDate < ? ORDER BY trainingAgreementLocalId LIMIT 1`)

/** Somebody without an agreement. */
export const findNewcomer = one<{ learnerLocalId: string }>(`
  SELECT learnerLocalId FROM learner
  WHERE eid = ? AND NOT EXISTS (SELECT 1 FROM trainingAgreement
    WHERE trainingAgreement.eid = learner.eid AND trainingAgreement.learnerLocalId = learner.learnerLocalId)
  ORDER BY learnerLocalId LIMIT 1`)

export interface SampleVersion { readonly programmeLocalId: string, readonly programmeVersionNumber: number }

/** The latest version of an apprenticeship that is active. */
export const findActiveVersion = one<SampleVersion & { programmeLocalName: string }>(`
  SELECT programmeLocalId, programmeVersionNumber, programmeLocalName FROM programmeVersion
  WHERE eid = :eid AND studyTypeCode = 'NZA' AND startDate <= :today AND (expiryDate IS NULL OR expiryDate > :today)
  ORDER BY programmeLocalId DESC, programmeVersionNumber DESC LIMIT 1`)

/** The same of another programme than one. */
export const findOtherActiveVersion = one<SampleVersion>(`
  SELECT programmeLocalId, programmeVersionNumber FROM programmeVersion
  WHERE eid = :eid AND studyTypeCode = 'NZA' AND startDate <= :today AND (expiryDate IS NULL OR expiryDate > :today)
    AND programmeLocalId <> :programmeLocalId
  ORDER BY programmeLocalId DESC, programmeVersionNumber DESC LIMIT 1`)

/** An enrolment that is Active, and another version of its programme. */
export const findTransferable = one<{ enrolmentLocalId: string, programmeVersionNumber: number }>(`
  SELECT enrolmentLocalId, other.programmeVersionNumber
  FROM enrolment JOIN programmeVersion AS other USING (eid, programmeLocalId)
  WHERE eid = :eid AND status = 'Active' AND other.programmeVersionNumber > enrolment.programmeVersionNumber
    AND other.startDate <= :today AND (other.expiryDate IS NULL OR other.expiryDate > :today)
  ORDER BY enrolmentLocalId LIMIT 1`)

/** An enrolment that NZQA could report complete. */
export const findCompletable = one<{ enrolmentLocalId: string }>(
  "SELECT enrolmentLocalId FROM enrolment WHERE eid = ? AND status = 'Active' ORDER BY enrolmentLocalId LIMIT 1")

export const findDelivery = one<{ offJobDeliveryLocalId: string, enrolmentLocalId: string }>(`
  SELECT offJobDeliveryLocalId, enrolmentLocalId
  FROM offJobDelivery JOIN enrolment ON enrolment.id = enrolmentId
  WHERE offJobDelivery.eid = ? ORDER BY offJobDeliveryLocalId LIMIT 1`)

export const findOtherProvider = one<{ providerCode: number }>(
  'SELECT providerCode FROM registeredProvider WHERE providerCode <> ? ORDER BY providerCode LIMIT 1')
