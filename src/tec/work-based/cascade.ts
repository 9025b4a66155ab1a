import type { CivilDate } from '../../core/civil-date.ts'
import type { Database } from '../../sandbox/database.ts'
import { listEnrolmentsOf, listSubEnrolmentsOf, moveEnrolment, moveParticipationStart, type Ending, type EnrolmentRow } from './enrolments/store.ts'
import { agreementTransition, enrolmentTransition, isOpen, liveStatus, movedByAPlan, type AgreementEvent, type EnrolmentEvent, type EnrolmentStatus } from './statuses.ts'
import { findTrainingAgreement, moveTrainingAgreement, type AgreementEvents, type TrainingAgreementRow } from './training-agreements/store.ts'
import { endPlansOf, hasPlan } from './training-plans/store.ts'

/** Carries out what the tables in `statuses.ts` say; the only code that sets the status of anything that exists. */

interface Change {
  db: Database
  today: CivilDate
}

/** Moves an agreement and, where the table says so, its enrolments. `said` is what the request gave: dates and reasons. */
export function befallAgreement ({ db, today }: Change, event: AgreementEvent, agreement: TrainingAgreementRow, said: AgreementEvents = {}): void {
  const { eid, trainingAgreementLocalId } = agreement
  const transition = agreementTransition(event, agreement.status)
  if (!transition) throw new Error(`A training agreement that is ${agreement.status} cannot meet "${event}"`)
  const isPaused = transition.to === 'Hold' || transition.to === 'Grace'
  moveTrainingAgreement(db, agreement, transition.to, isPaused ? said.pauseDate! : null, said)
  if (transition.enrolments) {
    const planned = isPlanned(db, agreement)
    for (const enrolment of listEnrolmentsOf(db, eid, trainingAgreementLocalId)) moveIfItFits({ db, today }, transition.enrolments, enrolment, planned, said)
  }
  // A plan lasts as long as the agreement that it was signed for. (inferred, after the older register)
  if (said.withdrawalDate !== undefined) endPlansOf(db, said.withdrawalDate, eid, trainingAgreementLocalId)
}

const isPlanned = (db: Database, { eid, trainingAgreementLocalId }: { eid: number, trainingAgreementLocalId: string }): boolean =>
  hasPlan(db, eid, trainingAgreementLocalId) !== undefined

/** Moves an enrolment where the event can befall it. */
function moveIfItFits ({ db, today }: Change, event: EnrolmentEvent, enrolment: EnrolmentRow, planned: boolean, said: Ending = {}): void {
  const to = statusAfter(event, enrolment, planned, today)
  if (to) moveEnrolment(db, enrolment.id, to, said)
}

function statusAfter (event: EnrolmentEvent, enrolment: EnrolmentRow, planned: boolean, today: CivilDate): EnrolmentStatus | undefined {
  const to = enrolmentTransition(event, enrolment.status)?.to
  return to === 'live' ? liveStatus({ ...enrolment, hasPlan: planned }, today) : to
}

/** Moves one enrolment, with its sub-enrolments if it is an over-arching one, and its agreement if that follows. */
export function befallEnrolment (change: Change, event: EnrolmentEvent, enrolment: EnrolmentRow, said: Ending = {}): void {
  if (!enrolmentTransition(event, enrolment.status)) throw new Error(`An enrolment that is ${enrolment.status} cannot meet "${event}"`)
  const planned = isPlanned(change.db, enrolment)
  for (const it of [enrolment, ...listSubEnrolmentsOf(change.db, enrolment.id)]) moveIfItFits(change, event, it, planned, said)
  if (event === 'withdraw' || event === 'complete') finishIfNothingIsOpen(change, enrolment, said)
  else goLiveIfAnyEnrolmentIs(change, enrolment.eid, enrolment.trainingAgreementLocalId)
}

/** An agreement is over with the last of its open enrolments, and so are its plans. */
function finishIfNothingIsOpen (change: Change, { eid, trainingAgreementLocalId }: EnrolmentRow, said: Ending): void {
  const agreement = findTrainingAgreement(change.db, eid, trainingAgreementLocalId)!
  if (agreement.status === 'Finished') return
  if (listEnrolmentsOf(change.db, eid, trainingAgreementLocalId).some(it => isOpen(it.status))) return
  befallAgreement(change, 'last enrolment ends', agreement)
  endPlansOf(change.db, said.completionDate ?? said.withdrawalDate, eid, trainingAgreementLocalId)
}

/** An agreement that was waiting becomes Active as soon as one of its enrolments is. */
export function goLiveIfAnyEnrolmentIs (change: Change, eid: number, trainingAgreementLocalId: string): void {
  const agreement = findTrainingAgreement(change.db, eid, trainingAgreementLocalId)!
  if (agreement.status !== 'Pending') return
  const enrolments = listEnrolmentsOf(change.db, eid, trainingAgreementLocalId)
  if (enrolments.some(it => it.status === 'Active')) befallAgreement(change, 'enrolment goes live', agreement)
}

/** The enrolments whose participation starts before a plan was signed, so that the plan moves them. */
export const movedBySigning = (enrolments: readonly EnrolmentRow[], signed: CivilDate): EnrolmentRow[] =>
  enrolments.filter(it => (movedByAPlan as readonly string[]).includes(it.status) && it.participationStartDate < signed)

/** What a plan's (new) signed date does to the enrolments of its agreement. */
export function befallPlanSigned (change: Change, { eid, trainingAgreementLocalId }: TrainingAgreementRow, signed: CivilDate): void {
  const { db } = change
  for (const enrolment of movedBySigning(listEnrolmentsOf(db, eid, trainingAgreementLocalId), signed)) moveParticipationStart(db, signed, enrolment.id)
  befallEnrolmentsOf(change, 'plan signed', eid, trainingAgreementLocalId)
}

/** What an agreement does to the enrolments that it has taken over: its pause is theirs, and its plan what they waited for. */
export function befallTakenOver (change: Change, eid: number, trainingAgreementLocalId: string): void {
  const { status } = findTrainingAgreement(change.db, eid, trainingAgreementLocalId)!
  const event = status === 'Hold' ? 'hold' : status === 'Grace' ? 'grace' : 'transfer'
  befallEnrolmentsOf(change, event, eid, trainingAgreementLocalId)
}

/** Moves the enrolments of an agreement that an event can befall. */
export function befallEnrolmentsOf (change: Change, event: EnrolmentEvent, eid: number, trainingAgreementLocalId: string): void {
  const planned = isPlanned(change.db, { eid, trainingAgreementLocalId })
  for (const enrolment of listEnrolmentsOf(change.db, eid, trainingAgreementLocalId)) moveIfItFits(change, event, enrolment, planned)
  goLiveIfAnyEnrolmentIs(change, eid, trainingAgreementLocalId)
}
