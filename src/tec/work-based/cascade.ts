import type { CivilDate } from '../../core/civil-date.ts'
import type { Ask } from '../../core/reading.ts'
import type { Database } from '../../sandbox/database.ts'
import {
  listEnrolmentsOf, listSubEnrolmentsOf, moveEnrolment, moveParticipationStart, type Ending, type EnrolmentRow
} from './enrolments/store.ts'
import { isOpen, liveStatus, movedByAPlan, type EnrolmentStatus } from './statuses.ts'
import {
  findTrainingAgreement, moveTrainingAgreement, type AgreementEvents, type TrainingAgreementRow
} from './training-agreements/store.ts'
import { endPlansOf, hasPlan } from './training-plans/store.ts'
import { agreementMachine, enrolmentMachine, type AgreementEvent, type EnrolmentEvent } from './transitions.ts'

/** Carries out what the tables in `transitions.ts` say; the only code that sets the status of anything that exists. */

interface Change {
  db: Database
  today: CivilDate
  reading: Ask
}

/** Moves an agreement and, where the table says so, its enrolments. `details` is what the request gave: dates and reasons. */
export function applyToAgreement (
  change: Change, event: AgreementEvent, agreement: TrainingAgreementRow, details: AgreementEvents = {}
): void {
  const { db } = change
  const { eid, trainingAgreementLocalId } = agreement
  const transition = agreementMachine.next(event, agreement.status)
  if (!transition) throw new Error(`A training agreement that is ${agreement.status} has no event "${event}"`)
  const isPaused = transition.to === 'Hold' || transition.to === 'Grace'
  moveTrainingAgreement(db, agreement, transition.to, isPaused ? details.pauseDate! : null, details)
  if (transition.enrolments) {
    const planned = isPlanned(db, agreement)
    for (const enrolment of listEnrolmentsOf(db, eid, trainingAgreementLocalId)) {
      moveIfItFits(change, transition.enrolments, enrolment, planned, details)
    }
  }
  // A plan lasts as long as the agreement that it was signed for. (inferred, after the older register)
  if (details.withdrawalDate !== undefined) endPlansOf(db, details.withdrawalDate, eid, trainingAgreementLocalId)
}

const isPlanned = (db: Database, { eid, trainingAgreementLocalId }: { eid: number, trainingAgreementLocalId: string }): boolean =>
  hasPlan(db, eid, trainingAgreementLocalId) !== undefined

/** Moves an enrolment where the event can happen to it. */
function moveIfItFits (change: Change, event: EnrolmentEvent, enrolment: EnrolmentRow, planned: boolean, details: Ending = {}): void {
  const to = statusAfter(event, enrolment, planned, change.today)
  if (to) moveEnrolment(change.db, enrolment.id, to, details)
}

function statusAfter (event: EnrolmentEvent, enrolment: EnrolmentRow, planned: boolean, today: CivilDate): EnrolmentStatus | undefined {
  const to = enrolmentMachine.next(event, enrolment.status)?.to
  return to === 'live' ? liveStatus({ ...enrolment, hasPlan: planned }, today) : to
}

/** Moves one enrolment, with its sub-enrolments if it is an over-arching one, and its agreement if that follows. */
export function applyToEnrolment (change: Change, event: EnrolmentEvent, enrolment: EnrolmentRow, details: Ending = {}): void {
  if (!enrolmentMachine.next(event, enrolment.status)) throw new Error(`An enrolment that is ${enrolment.status} has no event "${event}"`)
  const planned = isPlanned(change.db, enrolment)
  for (const it of [enrolment, ...listSubEnrolmentsOf(change.db, enrolment.id)]) moveIfItFits(change, event, it, planned, details)
  if (event === 'withdraw' || event === 'complete') finishIfNothingIsOpen(change, enrolment, details)
  else goLiveIfAnyEnrolmentIs(change, enrolment.eid, enrolment.trainingAgreementLocalId)
}

/** An agreement is over with the last of its open enrolments, and so are its plans. */
function finishIfNothingIsOpen (change: Change, { eid, trainingAgreementLocalId }: EnrolmentRow, details: Ending): void {
  const agreement = findTrainingAgreement(change.db, eid, trainingAgreementLocalId)!
  if (!isOpen(agreement.status)) return
  if (listEnrolmentsOf(change.db, eid, trainingAgreementLocalId).some(it => isOpen(it.status))) return
  applyToAgreement(change, 'last enrolment ends', agreement)
  endPlansOf(change.db, details.completionDate ?? details.withdrawalDate, eid, trainingAgreementLocalId)
}

/** An agreement that was waiting becomes Active as soon as one of its enrolments is. */
export function goLiveIfAnyEnrolmentIs (change: Change, eid: number, trainingAgreementLocalId: string): void {
  const agreement = findTrainingAgreement(change.db, eid, trainingAgreementLocalId)!
  if (agreement.status !== 'Pending') return
  const enrolments = listEnrolmentsOf(change.db, eid, trainingAgreementLocalId)
  if (enrolments.some(it => it.status === 'Active')) applyToAgreement(change, 'enrolment goes live', agreement)
}

/** The enrolments whose participation starts before a plan was signed, so that the plan moves them. */
export const movedBySigning = (enrolments: readonly EnrolmentRow[], signed: CivilDate): EnrolmentRow[] =>
  enrolments.filter(it => (movedByAPlan as readonly string[]).includes(it.status) && it.participationStartDate < signed)

/** What a plan's (new) signed date does to the enrolments of its agreement. */
export function applySignedPlan (change: Change, { eid, trainingAgreementLocalId }: TrainingAgreementRow, signed: CivilDate): void {
  const { db } = change
  const enrolments = listEnrolmentsOf(db, eid, trainingAgreementLocalId)
  for (const { id } of movedBySigning(enrolments, signed)) moveParticipationStart(db, signed, id)
  applyToEnrolmentsOf(change, 'plan signed', eid, trainingAgreementLocalId)
}

/** What an agreement does to the enrolments that it has taken over: its pause is theirs, and its plan what they waited for. */
export function applyToTakenOver (change: Change, eid: number, trainingAgreementLocalId: string): void {
  const { status } = findTrainingAgreement(change.db, eid, trainingAgreementLocalId)!
  const event = status === 'Hold' ? 'hold' : status === 'Grace' ? 'grace' : 'transfer'
  applyToEnrolmentsOf(change, event, eid, trainingAgreementLocalId)
}

/** Moves those enrolments of an agreement to which an event can happen. */
export function applyToEnrolmentsOf (change: Change, event: EnrolmentEvent, eid: number, trainingAgreementLocalId: string): void {
  const planned = isPlanned(change.db, { eid, trainingAgreementLocalId })
  for (const enrolment of listEnrolmentsOf(change.db, eid, trainingAgreementLocalId)) moveIfItFits(change, event, enrolment, planned)
  goLiveIfAnyEnrolmentIs(change, eid, trainingAgreementLocalId)
}
