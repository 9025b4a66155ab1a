import type { CivilDate } from '../../core/civil-date.ts'
import {
  listEnrolmentsOf, listSubEnrolmentsOf, moveEnrolment, moveParticipationStart, type Ending, type EnrolmentRow
} from './enrolments/store.ts'
import { endPlans, isPlanned, waitsForAPlan, type Change, type OfALearner } from './planned.ts'
import { isOpen, liveStatus, movedByAPlan, type EnrolmentStatus } from './statuses.ts'
import { pendingAgain, planOfATransfer } from './training-agreements/readings.ts'
import {
  eventsOf, findTrainingAgreement, moveTrainingAgreement, type AgreementEvents, type TrainingAgreementRow
} from './training-agreements/store.ts'
import { reopenPlansOf } from './training-plans/store.ts'
import { agreementMachine, enrolmentMachine, type AgreementEvent, type EnrolmentEvent } from './transitions.ts'

/** Carries out what the tables in `transitions.ts` say; the only code that sets the status of anything that exists. */

/**
 * Moves an agreement and, where the table says so, its enrolments; answers which. `details` is what the request gave: dates and reasons.
 */
export function applyToAgreement (
  change: Change, event: AgreementEvent, agreement: TrainingAgreementRow, details: AgreementEvents = {}
): EnrolmentRow[] {
  const { db } = change
  const { eid, trainingAgreementLocalId } = agreement
  const transition = agreementMachine.next(event, agreement.status)
  if (!transition) throw new Error(`A training agreement that is ${agreement.status} has no event "${event}"`)
  const isPaused = transition.to === 'Hold' || transition.to === 'Grace'
  moveTrainingAgreement(db, agreement, transition.to, isPaused ? details.pauseDate! : null, details)
  const moved = transition.enrolments ? moveThoseThatFit(change, transition.enrolments, agreement, details) : []
  if (event === 'restart') settle(change, eid, trainingAgreementLocalId)
  // A plan lasts as long as the agreement that it was signed for. (inferred, after the older register)
  if (details.withdrawalDate !== undefined) endPlans(db, agreement, details.withdrawalDate)
  return moved
}

/** Moves those enrolments of an agreement to which an event can happen; answers which. */
function moveThoseThatFit (change: Change, event: EnrolmentEvent, of: OfALearner, details?: Ending): EnrolmentRow[] {
  const planned = askedOnce(() => isPlanned(change, of))
  return listEnrolmentsOf(change.db, of.eid, of.trainingAgreementLocalId).filter(it => moveIfItFits(change, event, it, planned, details))
}

/** Most events lead to the same status with a plan and without one. */
function askedOnce (ask: () => boolean): () => boolean {
  let answer: boolean | undefined
  return () => (answer ??= ask())
}

/** Moves an enrolment where the event can happen to it; answers whether it can. */
function moveIfItFits (
  change: Change, event: EnrolmentEvent, enrolment: EnrolmentRow, planned: () => boolean, details: Ending = {}
): boolean {
  const to = statusAfter(event, enrolment, planned, change.today)
  if (to) moveEnrolment(change.db, enrolment.id, to, details)
  return to !== undefined
}

function statusAfter (
  event: EnrolmentEvent, enrolment: EnrolmentRow, planned: () => boolean, today: CivilDate
): EnrolmentStatus | undefined {
  const to = enrolmentMachine.next(event, enrolment.status)?.to
  return to === 'live' ? liveStatus({ ...enrolment, hasPlan: planned() }, today) : to
}

/** Moves one enrolment, with its sub-enrolments if it is an over-arching one, and its agreement if that follows. */
export function applyToEnrolment (change: Change, event: EnrolmentEvent, enrolment: EnrolmentRow, details: Ending = {}): void {
  if (!enrolmentMachine.next(event, enrolment.status)) throw new Error(`An enrolment that is ${enrolment.status} has no event "${event}"`)
  const planned = askedOnce(() => isPlanned(change, enrolment))
  for (const it of [enrolment, ...listSubEnrolmentsOf(change.db, enrolment.id)]) moveIfItFits(change, event, it, planned, details)
  if (event === 'withdraw' || event === 'complete') finishIfNothingIsOpen(change, enrolment, details)
  if (event === 'delete') reopenIfNothingIsLeft(change, enrolment)
  settle(change, enrolment.eid, enrolment.trainingAgreementLocalId)
}

/** An agreement is over with the last of its open enrolments, and so are its plans. */
function finishIfNothingIsOpen (change: Change, { eid, trainingAgreementLocalId }: EnrolmentRow, details: Ending): void {
  const agreement = findTrainingAgreement(change.db, eid, trainingAgreementLocalId)!
  if (!isOpen(agreement.status)) return
  if (listEnrolmentsOf(change.db, eid, trainingAgreementLocalId).some(it => isOpen(it.status))) return
  applyToAgreement(change, 'last enrolment ends', agreement)
  endPlans(change.db, agreement, details.completionDate ?? details.withdrawalDate!)
}

/** An agreement that was over because its last enrolment had ended is not, once there was none. */
function reopenIfNothingIsLeft (change: Change, { eid, trainingAgreementLocalId }: EnrolmentRow): void {
  const agreement = findTrainingAgreement(change.db, eid, trainingAgreementLocalId)!
  const { withdrawalDate, transferredTo } = eventsOf(agreement)
  if (agreement.status !== 'Finished' || withdrawalDate !== undefined || transferredTo !== undefined) return
  if (change.reading(pendingAgain) === 'once' || listEnrolmentsOf(change.db, eid, trainingAgreementLocalId).length > 0) return
  applyToAgreement(change, 'all enrolments are deleted', agreement)
  reopenPlansOf(change.db, eid, trainingAgreementLocalId)
}

/** An agreement that was waiting becomes Active as soon as one of its enrolments is, and waits again once none is. */
export function settle (change: Change, eid: number, trainingAgreementLocalId: string): void {
  const agreement = findTrainingAgreement(change.db, eid, trainingAgreementLocalId)!
  if (agreement.status !== 'Pending' && agreement.status !== 'Active') return
  const enrolments = listEnrolmentsOf(change.db, eid, trainingAgreementLocalId)
  const isLive = enrolments.some(it => it.status === 'Active')
  if (agreement.status === 'Pending') {
    if (isLive && !waitsForAPlan(change, agreement, enrolments)) applyToAgreement(change, 'enrolment goes live', agreement)
  } else if (!isLive && change.reading(pendingAgain) === 'always') applyToAgreement(change, 'no enrolment is live', agreement)
}

/** The enrolments whose participation starts before a plan was signed, so that the plan moves them. */
export const movedBySigning = (enrolments: readonly EnrolmentRow[], signed: CivilDate): EnrolmentRow[] =>
  enrolments.filter(it => (movedByAPlan as readonly string[]).includes(it.status) && it.participationStartDate < signed)

/** What a plan's (new) signed date does to the enrolments of its agreement. */
export function applySignedPlan (change: Change, agreement: TrainingAgreementRow, signed: CivilDate): void {
  const { db } = change
  const enrolments = listEnrolmentsOf(db, agreement.eid, agreement.trainingAgreementLocalId)
  for (const { id } of movedBySigning(enrolments, signed)) moveParticipationStart(db, signed, id)
  applyToEnrolmentsOf(change, 'plan signed', agreement)
}

/** What an agreement does to the enrolments that it has taken over: its pause is theirs, and its plan what they waited for. */
export function applyToTakenOver (change: Change, eid: number, trainingAgreementLocalId: string): void {
  const agreement = findTrainingAgreement(change.db, eid, trainingAgreementLocalId)!
  const live = change.reading(planOfATransfer) === 'waits' ? 'plan ends' : 'transfer'
  const event = agreement.status === 'Hold' ? 'hold' : agreement.status === 'Grace' ? 'grace' : live
  applyToEnrolmentsOf(change, event, agreement)
}

/** Moves those enrolments of an agreement to which an event can happen. */
export function applyToEnrolmentsOf (change: Change, event: EnrolmentEvent, of: OfALearner): void {
  moveThoseThatFit(change, event, of)
  settle(change, of.eid, of.trainingAgreementLocalId)
}
