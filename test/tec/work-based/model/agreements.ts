import { monthsFrom, type Day } from './days.ts'
import { mayStart } from './enrolments.ts'
import {
  enrolmentsUnder, faultsIn, isFinished, isPaused, openUnder, plansOfLine, plansUnder,
  type Agreement, type AgreementDetails, type Enrolment, type Faults, type Teo
} from './world.ts'

/** Creating, changing, transferring, pausing, restarting and withdrawing training agreements. */

export const onHoldReasons = ['SW', 'PL', 'OV', 'MD', 'CI', 'OT', 'ST', 'WE']
export const graceReasons = ['LE', 'DM', 'RD']
export const withdrawalReasons = [
  'BC', 'BD', 'CC', 'AP', 'PT', 'CP', 'DC', 'DS', 'EW', 'LS', 'LA', 'LI', 'NF', 'OT', 'OD', 'PC', 'ST', 'TI', 'LE', 'GE'
]

export interface NewAgreement {
  learnerLocalId: string
  trainingAgreementLocalId: string
  trainingAgreement?: AgreementDetails | undefined
}

export function createAgreement ({ learners, agreements }: Teo, today: Day, { trainingAgreement, ...ids }: NewAgreement): Faults {
  const faults = faultsIn({
    learnerLocalId: !learners.has(ids.learnerLocalId),
    trainingAgreementLocalId: agreements.has(ids.trainingAgreementLocalId) ||
      (trainingAgreement && isSecond(agreements, ids, trainingAgreement)),
    trainingAgreement: !trainingAgreement,
    'trainingAgreement.trainingAgreementSignedDate': trainingAgreement && trainingAgreement.trainingAgreementSignedDate > today
  })
  if (faults.length === 0) {
    agreements.set(ids.trainingAgreementLocalId, { ...ids, trainingAgreement: trainingAgreement!, trainingAgreementStatus: 'Pending' })
  }
  return faults
}

/** Whether there is another agreement of the learner with the employer, signed on the day, that is not over. */
const isSecond = (
  agreements: Teo['agreements'], { learnerLocalId, trainingAgreementLocalId }: Omit<NewAgreement, 'trainingAgreement'>,
  { employerName, trainingAgreementSignedDate }: AgreementDetails
): boolean => [...agreements.values()].some(it => it.learnerLocalId === learnerLocalId && !isFinished(it) &&
  it.trainingAgreementLocalId !== trainingAgreementLocalId && it.trainingAgreement.employerName === employerName &&
  it.trainingAgreement.trainingAgreementSignedDate === trainingAgreementSignedDate)

export function updateAgreement ({ agreements }: Teo, today: Day, id: string, update: Partial<AgreementDetails>): Faults {
  const agreement = agreements.get(id)
  const details = agreement && { ...agreement.trainingAgreement, ...update }
  const faults = faultsIn({
    trainingAgreementLocalId: !agreement || isFinished(agreement),
    trainingAgreementSignedDate: details && details.trainingAgreementSignedDate > today
  })
  if (faults.length === 0) agreement!.trainingAgreement = details!
  return faults
}

export function hold (
  teo: Teo, today: Day, id: string, { pauseDate, onHoldReasonCode }: { pauseDate: Day, onHoldReasonCode: string }
): Faults {
  const faults = [...pauseFaults(teo, today, id, pauseDate), ...faultsIn({ onHoldReasonCode: !onHoldReasons.includes(onHoldReasonCode) })]
  if (faults.length === 0) pause(teo, id, 'Hold', { pauseDate, onHoldReasonCode })
  return faults
}

export function grace (
  teo: Teo, today: Day, id: string, { pauseDate, graceReasonCode }: { pauseDate: Day, graceReasonCode: string }
): Faults {
  const faults = [...pauseFaults(teo, today, id, pauseDate), ...faultsIn({ graceReasonCode: !graceReasons.includes(graceReasonCode) })]
  if (faults.length === 0) pause(teo, id, 'Grace', { pauseDate, graceReasonCode })
  return faults
}

/** By today, after the signing, and within three months, whatever NZQA has reported. */
function pauseFaults (teo: Teo, today: Day, id: string, pauseDate: Day): Faults {
  const agreement = teo.agreements.get(id)
  const isTooFarBack = pauseDate < monthsFrom(today, -3)
  return faultsIn({
    trainingAgreementLocalId: !agreement || isFinished(agreement),
    pauseDate: pauseDate > today || isTooFarBack || (agreement && pauseDate <= agreement.trainingAgreement.trainingAgreementSignedDate)
  })
}

function pause (teo: Teo, id: string, status: 'Hold' | 'Grace', said: Partial<Agreement>): void {
  const agreement = teo.agreements.get(id)!
  endPause(agreement)
  Object.assign(agreement, said, { trainingAgreementStatus: status, trainingAgreementStatusDate: said.pauseDate })
  for (const enrolment of openUnder(teo, id)) enrolment.enrolmentStatus = status
}

function endPause (agreement: Agreement): void {
  agreement.pauseDate = agreement.onHoldReasonCode = agreement.graceReasonCode = undefined
}

export function restart (teo: Teo, today: Day, id: string, { restartDate }: { restartDate: Day }): Faults {
  const agreement = teo.agreements.get(id)
  const isBeforePause = agreement?.pauseDate !== undefined && restartDate < agreement.pauseDate
  const faults = faultsIn({
    trainingAgreementLocalId: !agreement || !isPaused(agreement),
    restartDate: restartDate > today || isBeforePause ||
      (agreement && restartDate <= agreement.trainingAgreement.trainingAgreementSignedDate)
  })
  if (faults.length > 0) return faults
  endPause(agreement!)
  Object.assign(agreement!, { restartDate })
  for (const enrolment of openUnder(teo, id)) goOn(teo, today, enrolment)
  stand(agreement!, hasActive(teo, id) ? 'Active' : 'Pending')
  return []
}

/** Puts an agreement that is not paused in a status, with the day that a request has said of it, if one has. */
function stand (agreement: Agreement, status: 'Pending' | 'Active' | 'Finished'): void {
  agreement.trainingAgreementStatus = status
  agreement.trainingAgreementStatusDate =
    status === 'Active' ? agreement.restartDate : status === 'Finished' ? agreement.withdrawalDate : undefined
}

const hasActive = (teo: Teo, id: string): boolean => enrolmentsUnder(teo, id).some(it => it.enrolmentStatus === 'Active')

/** An enrolment that a pause has kept back is Active, or Pending if it waits for its day or its plan. */
function goOn (teo: Teo, today: Day, enrolment: Enrolment): void {
  if (enrolment.enrolmentStatus !== 'Active') enrolment.enrolmentStatus = mayStart(teo, today, enrolment) ? 'Active' : 'Pending'
}

export interface Withdrawal {
  withdrawalDate: Day
  withdrawalReasonCode: string
}

export function withdraw (teo: Teo, today: Day, id: string, withdrawal: Withdrawal): Faults {
  const { withdrawalDate, withdrawalReasonCode } = withdrawal
  const agreement = teo.agreements.get(id)
  const faults = faultsIn({
    trainingAgreementLocalId: !agreement || isFinished(agreement),
    withdrawalDate: withdrawalDate > today || openUnder(teo, id).some(it => withdrawalDate < it.participationStartDate) ||
      (agreement && withdrawalDate < agreement.trainingAgreement.trainingAgreementSignedDate),
    withdrawalReasonCode: !withdrawalReasons.includes(withdrawalReasonCode)
  })
  if (faults.length === 0) withdrawAll(teo, agreement!, withdrawal)
  return faults
}

/** Ends an agreement with everything under it; answers the enrolments that it withdrew. */
export function withdrawAll (teo: Teo, agreement: Agreement, withdrawal: Withdrawal): Enrolment[] {
  const open = openUnder(teo, agreement.trainingAgreementLocalId)
  for (const enrolment of open) Object.assign(enrolment, withdrawal, { enrolmentStatus: 'Withdrawn' })
  Object.assign(agreement, withdrawal)
  finish(teo, agreement, withdrawal.withdrawalDate)
  return open
}

/** Plans without an end end with their agreement, if it has a day on which it ended. */
export function finish (teo: Teo, agreement: Agreement, lastDay?: Day): void {
  endPause(agreement)
  stand(agreement, 'Finished')
  if (lastDay === undefined) return
  for (const plan of plansOfLine(teo, agreement.trainingAgreementLocalId)) plan.trainingPlanEndDate ??= lastDay
}

/** Active with the first Active enrolment under it, unless an apprentice has yet to sign with a new employer; Pending without one. */
export function settle (teo: Teo, id: string): void {
  const agreement = teo.agreements.get(id)!
  const { trainingAgreementStatus: status } = agreement
  if (status === 'Pending' && hasActive(teo, id) && !hasToSign(teo, id)) stand(agreement, 'Active')
  if (status === 'Active' && !hasActive(teo, id)) stand(agreement, 'Pending')
}

const hasToSign = (teo: Teo, id: string): boolean =>
  plansUnder(teo, id).length === 0 && plansOfLine(teo, id).length > 0 && openUnder(teo, id).some(it => it.studyTypeCode === 'NZA')

/** An agreement that ended with its last enrolment goes on once there was none. */
export function reopen (teo: Teo, id: string): void {
  const agreement = teo.agreements.get(id)!
  if (!isFinished(agreement) || agreement.withdrawalDate !== undefined || teo.successors.has(id)) return
  if (enrolmentsUnder(teo, id).length > 0) return
  stand(agreement, 'Pending')
  for (const plan of plansUnder(teo, id)) plan.trainingPlanEndDate = undefined
}

export interface Transfer {
  newTrainingAgreementLocalId: string
  newTrainingAgreement: AgreementDetails
}

export function transfer (teo: Teo, today: Day, id: string, { newTrainingAgreementLocalId, newTrainingAgreement }: Transfer): Faults {
  const [agreement, successor] = [id, newTrainingAgreementLocalId].map(it => teo.agreements.get(it))
  const faults = faultsIn({
    trainingAgreementLocalId: !agreement || isFinished(agreement),
    newTrainingAgreementLocalId: newTrainingAgreementLocalId === id ||
      (successor && (isFinished(successor) || (agreement && successor.learnerLocalId !== agreement.learnerLocalId))) ||
      (agreement && !successor && isSecond(teo.agreements,
        { learnerLocalId: agreement.learnerLocalId, trainingAgreementLocalId: newTrainingAgreementLocalId }, newTrainingAgreement)),
    'newTrainingAgreement.trainingAgreementSignedDate': newTrainingAgreement.trainingAgreementSignedDate > today
  })
  if (faults.length > 0) return faults
  const { learnerLocalId } = agreement!
  teo.agreements.set(newTrainingAgreementLocalId, {
    learnerLocalId,
    trainingAgreementLocalId: newTrainingAgreementLocalId,
    trainingAgreementStatus: 'Pending',
    trainingAgreement: newTrainingAgreement,
    ...successor
  })
  takeOver(teo, today, agreement!, teo.agreements.get(newTrainingAgreementLocalId)!)
  return []
}

/** What was paused goes on, then shares what the new agreement is in. */
function takeOver (teo: Teo, today: Day, old: Agreement, { trainingAgreementLocalId, trainingAgreementStatus }: Agreement): void {
  const open = openUnder(teo, old.trainingAgreementLocalId)
  for (const enrolment of open) goOn(teo, today, enrolment)
  teo.successors.set(old.trainingAgreementLocalId, trainingAgreementLocalId)
  for (const enrolment of open) enrolment.trainingAgreementLocalId = trainingAgreementLocalId
  for (const enrolment of open) {
    if (trainingAgreementStatus === 'Hold' || trainingAgreementStatus === 'Grace') enrolment.enrolmentStatus = trainingAgreementStatus
    else goOn(teo, today, enrolment)
  }
  finish(teo, old)
  settle(teo, trainingAgreementLocalId)
}
