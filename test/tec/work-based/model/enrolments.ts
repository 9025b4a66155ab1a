import { finish, reopen, settle, withdrawalReasons, type Withdrawal } from './agreements.ts'
import type { Day } from './days.ts'
import {
  faultsIn, isFinished, isOpen, openUnder, plansOfLine, type Enrolment, type EnrolmentDetails, type Faults, type Teo
} from './world.ts'

const deletionReasons = ['ID', 'IE', 'IS', 'OT']

/** Whether participation has begun and, for an apprenticeship, a plan is signed. */
export const mayStart = (teo: Teo, today: Day, { participationStartDate, studyTypeCode, trainingAgreementLocalId }: Enrolment): boolean =>
  participationStartDate <= today && (studyTypeCode !== 'NZA' || plansOfLine(teo, trainingAgreementLocalId).length > 0)

export interface Whose {
  learnerLocalId: string
  trainingAgreementLocalId: string
}

export function createEnrolment (
  teo: Teo, today: Day, { learnerLocalId, trainingAgreementLocalId, ...details }: Whose & EnrolmentDetails
): Faults {
  const whose = { learnerLocalId, trainingAgreementLocalId }
  const faults = newEnrolmentFaults(teo, whose, details)
  if (faults.length === 0) enrol(teo, today, whose, details)
  return faults
}

function newEnrolmentFaults (teo: Teo, { learnerLocalId, trainingAgreementLocalId }: Whose, details: EnrolmentDetails): Faults {
  const agreement = teo.agreements.get(trainingAgreementLocalId)
  const version = teo.versions.get(`${details.programmeLocalId}/${details.programmeVersionNumber}`)
  return faultsIn({
    learnerLocalId: !teo.learners.has(learnerLocalId),
    trainingAgreementLocalId: !agreement || isFinished(agreement) || agreement.learnerLocalId !== learnerLocalId,
    enrolmentLocalId: teo.enrolments.has(details.enrolmentLocalId),
    programmeLocalId: !version,
    fundingSourceTypeCode: details.fundingSourceTypeCode !== '37',
    modeOfDeliveryCode: ![24, 25, 26].includes(details.modeOfDeliveryCode) ||
      (details.modeOfDeliveryCode === 26 && version && version.modeOfDeliveryCode !== 26),
    studyTypeCode: version && details.studyTypeCode !== undefined && details.studyTypeCode !== version.studyTypeCode,
    participationStartDate: details.participationStartDate < details.enrolmentDate
  })
}

function enrol (teo: Teo, today: Day, whose: Whose, details: EnrolmentDetails, overarchingEnrolmentLocalId?: string): void {
  const { trainingAgreementStatus } = teo.agreements.get(whose.trainingAgreementLocalId)!
  const { studyTypeCode } = teo.versions.get(`${details.programmeLocalId}/${details.programmeVersionNumber}`)!
  const enrolment: Enrolment = { ...whose, ...details, studyTypeCode, overarchingEnrolmentLocalId, enrolmentStatus: 'Pending' }
  if (trainingAgreementStatus === 'Hold' || trainingAgreementStatus === 'Grace') enrolment.enrolmentStatus = trainingAgreementStatus
  else if (mayStart(teo, today, enrolment)) enrolment.enrolmentStatus = 'Active'
  teo.enrolments.set(details.enrolmentLocalId, enrolment)
  settle(teo, whose.trainingAgreementLocalId)
}

export interface NewComplexEnrolment extends Whose {
  enrolment: EnrolmentDetails
  subEnrolments: Array<EnrolmentDetails & { trainingAgreementLocalId?: string | undefined }>
}

export function createComplexEnrolment (teo: Teo, today: Day, { enrolment, subEnrolments, ...whose }: NewComplexEnrolment): Faults {
  const parts = [enrolment, ...subEnrolments]
  const partFaults = parts.map((part, i) => [
    ...newEnrolmentFaults(teo, whose, part),
    ...i === 0 ? [] : subFaults(whose, enrolment, subEnrolments[i - 1]!, parts)
  ].map(member => i === 0 ? `enrolment.${member}` : `subEnrolments[${i - 1}].${member}`))
  const faults = [...new Set(partFaults.flat())]
  if (faults.length > 0) return faults
  enrol(teo, today, whose, enrolment)
  for (const { trainingAgreementLocalId, ...sub } of subEnrolments) enrol(teo, today, whose, sub, enrolment.enrolmentLocalId)
  return []
}

const subFaults = (
  whose: Whose, overarching: EnrolmentDetails, sub: NewComplexEnrolment['subEnrolments'][number], parts: EnrolmentDetails[]
): Faults => faultsIn({
  fundingSourceTypeCode: sub.fundingSourceTypeCode !== overarching.fundingSourceTypeCode,
  modeOfDeliveryCode: sub.modeOfDeliveryCode !== overarching.modeOfDeliveryCode,
  trainingAgreementLocalId: (sub.trainingAgreementLocalId ?? whose.trainingAgreementLocalId) !== whose.trainingAgreementLocalId,
  enrolmentLocalId: parts.filter(it => it.enrolmentLocalId === sub.enrolmentLocalId).length > 1
})

const isOpenIn = ({ enrolments }: Teo, id: string): boolean => enrolments.has(id) && isOpen(enrolments.get(id)!)

export function updateEnrolment (teo: Teo, id: string, enrolmentDate: Day): Faults {
  const enrolment = teo.enrolments.get(id)
  const faults = faultsIn({
    enrolmentLocalId: !isOpenIn(teo, id), enrolmentDate: enrolment && enrolmentDate > enrolment.participationStartDate
  })
  if (faults.length === 0) enrolment!.enrolmentDate = enrolmentDate
  return faults
}

export function transferEnrolment (teo: Teo, today: Day, id: string, programmeVersionNumber: number): Faults {
  const enrolment = teo.enrolments.get(id)
  const version = teo.versions.get(`${enrolment?.programmeLocalId}/${programmeVersionNumber}`)
  const faults = faultsIn({ enrolmentLocalId: !isOpenIn(teo, id), programmeLocalId: !version })
  if (faults.length > 0) return faults
  Object.assign(enrolment!, { programmeVersionNumber, studyTypeCode: version!.studyTypeCode, transferDate: today })
  if (enrolment!.enrolmentStatus === 'Pending' && mayStart(teo, today, enrolment!)) enrolment!.enrolmentStatus = 'Active'
  settle(teo, enrolment!.trainingAgreementLocalId)
  return []
}

/** An enrolment and those below it. */
const wholeOf = ({ enrolments }: Teo, id: string): Enrolment[] =>
  [...enrolments.values()].filter(it => it.enrolmentLocalId === id || it.overarchingEnrolmentLocalId === id)

export function withdrawEnrolment (teo: Teo, id: string, withdrawal: Withdrawal): Faults {
  const faults = faultsIn({
    enrolmentLocalId: !isOpenIn(teo, id), withdrawalReasonCode: !withdrawalReasons.includes(withdrawal.withdrawalReasonCode)
  })
  if (faults.length === 0) end(teo, id, { ...withdrawal, enrolmentStatus: 'Withdrawn' }, withdrawal.withdrawalDate)
  return faults
}

/** As NZQA reports it. */
export function complete (teo: Teo, today: Day, id: string, completionDate: Day): Faults {
  const faults = faultsIn({ enrolmentLocalId: !isOpenIn(teo, id), completionDate: completionDate > today })
  if (faults.length === 0) end(teo, id, { completionDate, enrolmentStatus: 'Completed' }, completionDate)
  return faults
}

/** An agreement is over with the last of its open enrolments. */
function end (teo: Teo, id: string, ending: Partial<Enrolment>, lastDay: Day): void {
  for (const enrolment of wholeOf(teo, id).filter(isOpen)) Object.assign(enrolment, ending)
  const agreement = teo.agreements.get(teo.enrolments.get(id)!.trainingAgreementLocalId)!
  if (!isFinished(agreement) && openUnder(teo, agreement.trainingAgreementLocalId).length === 0) finish(teo, agreement, lastDay)
  settle(teo, agreement.trainingAgreementLocalId)
}

export function deleteEnrolment (teo: Teo, id: string, deletionReason: string): Faults {
  const faults = faultsIn({ enrolmentLocalId: !teo.enrolments.has(id), deletionReason: !deletionReasons.includes(deletionReason) })
  if (faults.length > 0) return faults
  const { trainingAgreementLocalId } = teo.enrolments.get(id)!
  for (const enrolment of wholeOf(teo, id)) {
    enrolment.enrolmentStatus = 'Deleted'
    teo.enrolments.delete(enrolment.enrolmentLocalId)
  }
  reopen(teo, trainingAgreementLocalId)
  settle(teo, trainingAgreementLocalId)
  return []
}
