import { daysAfter, type CivilDate } from '../../core/civil-date.ts'
import type { Ask } from '../../core/reading.ts'
import { applyToAgreement } from './cascade.ts'
import type { EnrolmentRow } from './enrolments/store.ts'
import type { Change } from './planned.ts'
import { backdatedGrace, graceCount, graceWithdrawalDate } from './status-changes/readings.ts'
import { daysOfGrace } from './statuses.ts'
import { eventsOf, findTrainingAgreement, type TrainingAgreementRow } from './training-agreements/store.ts'

/** How long a grace lasts, and how it ends by itself. */

/** From which day it is counted. */
const countedFrom = (reading: Ask, agreement: TrainingAgreementRow): CivilDate =>
  reading(graceCount) === 'report-date' ? eventsOf(agreement).reportedDate ?? agreement.pauseDate! : agreement.pauseDate!

/** The day on which it has run out. */
export const endOfGrace = (reading: Ask, agreement: TrainingAgreementRow): CivilDate =>
  daysAfter(countedFrom(reading, agreement), daysOfGrace + 1)

/** Ends a grace that has run out; answers the enrolments that end with it. */
export function runOut (change: Change, agreement: TrainingAgreementRow): EnrolmentRow[] {
  const end = endOfGrace(change.reading, agreement)
  const dates = { 'day-43': () => end, 'day-42': () => daysAfter(end, -1), 'pause-date': () => agreement.pauseDate! }
  return applyToAgreement(change, 'grace runs out', agreement, {
    withdrawalDate: dates[change.reading(graceWithdrawalDate)](), withdrawalReasonCode: 'GE'
  })
}

/** Ends a grace that was over when it was reported, where that is how the sandbox understands it. */
export function endBackdatedGrace (change: Change, { eid, trainingAgreementLocalId }: TrainingAgreementRow): void {
  const agreement = findTrainingAgreement(change.db, eid, trainingAgreementLocalId)!
  if (endOfGrace(change.reading, agreement) > change.today) return
  if (change.reading(backdatedGrace) === 'at-once') runOut(change, agreement)
}
