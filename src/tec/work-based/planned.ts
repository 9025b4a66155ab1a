import type { CivilDate } from '../../core/civil-date.ts'
import type { Ask } from '../../core/reading.ts'
import type { Database } from '../../sandbox/database.ts'
import type { EnrolmentRow } from './enrolments/store.ts'
import { apprenticeship, isOpen } from './statuses.ts'
import { planOfATransfer } from './training-agreements/readings.ts'
import { endPlansOf, hasPlan, inheritsAPlan, movePlansTo } from './training-plans/store.ts'

/** Whether an agreement has a training plan, and how long plans last. */

/** What a change of statuses works with. */
export interface Change {
  db: Database
  today: CivilDate
  reading: Ask
}

/** An agreement, or what is under it. */
export interface OfALearner {
  eid: number
  trainingAgreementLocalId: string
  learnerLocalId: string
}

/** Whether apprenticeships under an agreement need not wait: a plan is signed for it, or for one that was transferred to it. */
export const isPlanned = ({ db, reading }: Change, { eid, trainingAgreementLocalId, learnerLocalId }: OfALearner): boolean =>
  hasPlan(db, eid, trainingAgreementLocalId) !== undefined ||
  (inheritsAPlan(db, { eid, trainingAgreementLocalId, learnerLocalId }) !== undefined && reading(planOfATransfer) !== 'waits')

/** Whether an apprentice has come to an agreement with the plan of another employer, and none is signed with this one. */
export const waitsForAPlan = (
  { db, reading }: Change, { eid, trainingAgreementLocalId, learnerLocalId }: OfALearner, enrolments: readonly EnrolmentRow[]
): boolean =>
  enrolments.some(it => isOpen(it.status) && it.studyTypeCode === apprenticeship) &&
  hasPlan(db, eid, trainingAgreementLocalId) === undefined &&
  inheritsAPlan(db, { eid, trainingAgreementLocalId, learnerLocalId }) !== undefined &&
  reading(planOfATransfer) === 'continues'

/** Ends the plans of an agreement, and of those that were transferred to it, that have no end yet. */
export const endPlans = (db: Database, { eid, trainingAgreementLocalId, learnerLocalId }: OfALearner, trainingPlanEndDate: CivilDate) =>
  endPlansOf(db, { eid, trainingAgreementLocalId, learnerLocalId, trainingPlanEndDate })

/** What a transfer does to the plans of the old agreement. */
export function transferPlans ({ db, today, reading }: Change, old: OfALearner, successor: string, signed: CivilDate | undefined): void {
  const choice = reading(planOfATransfer)
  if (choice === 'moves') movePlansTo(db, successor, old.eid, old.trainingAgreementLocalId)
  if (choice === 'waits') endPlans(db, old, signed ?? today)
}
