import type { CivilDate } from '../../core/civil-date.ts'
import type { Database } from '../../sandbox/database.ts'
import { listEnrolmentsOf, moveEnrolment, moveParticipationStart, type EnrolmentRow } from './enrolments/store.ts'
import { agreementTransition, enrolmentTransition, liveStatus, movedByAPlan, type AgreementEvent, type EnrolmentEvent, type EnrolmentStatus } from './statuses.ts'
import { findTrainingAgreement, moveTrainingAgreement, type AgreementEvents, type TrainingAgreementRow } from './training-agreements/store.ts'
import { endPlansOf, hasPlan } from './training-plans/store.ts'

/** Carries out what the tables in `statuses.ts` say; the only code that sets the status of anything that exists. */

interface Change {
  db: Database
  today: CivilDate
}

/** Moves an agreement and, where the table says so, its enrolments. `said` is what the request gave: dates and reasons. */
export function befallAgreement ({ db, today }: Change, event: AgreementEvent, agreement: TrainingAgreementRow, said: AgreementEvents = {}): void {
  const transition = agreementTransition(event, agreement.status)
  if (!transition) throw new Error(`A training agreement that is ${agreement.status} cannot meet "${event}"`)
  const isPaused = transition.to === 'Hold' || transition.to === 'Grace'
  moveTrainingAgreement(db, agreement, transition.to, isPaused ? said.pauseDate! : null, said)
  if (transition.enrolments) befallEnrolmentsOf({ db, today }, transition.enrolments, agreement, said)
  if (event === 'withdraw') endPlansOf(db, said.withdrawalDate, agreement.eid, agreement.trainingAgreementLocalId)
}

/** Every enrolment of the agreement that the event can befall. */
function befallEnrolmentsOf ({ db, today }: Change, event: EnrolmentEvent, { eid, trainingAgreementLocalId }: TrainingAgreementRow, said: AgreementEvents): void {
  const planned = hasPlan(db, eid, trainingAgreementLocalId) !== undefined
  for (const enrolment of listEnrolmentsOf(db, eid, trainingAgreementLocalId)) {
    const to = statusAfter(event, enrolment, planned, today)
    if (to) moveEnrolment(db, enrolment.id, to, event === 'withdraw' ? said : {})
  }
}

function statusAfter (event: EnrolmentEvent, enrolment: EnrolmentRow, planned: boolean, today: CivilDate): EnrolmentStatus | undefined {
  const to = enrolmentTransition(event, enrolment.status)?.to
  return to === 'live' ? liveStatus({ ...enrolment, hasPlan: planned }, today) : to
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
  const { db, today } = change
  for (const enrolment of movedBySigning(listEnrolmentsOf(db, eid, trainingAgreementLocalId), signed)) {
    moveParticipationStart(db, signed, enrolment.id)
  }
  for (const enrolment of listEnrolmentsOf(db, eid, trainingAgreementLocalId)) {
    const to = statusAfter('plan signed', enrolment, true, today)
    if (to) moveEnrolment(db, enrolment.id, to)
  }
  goLiveIfAnyEnrolmentIs(change, eid, trainingAgreementLocalId)
}
