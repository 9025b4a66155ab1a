import { enumeration } from '../../core/schema.ts'
import type { CivilDate } from '../../core/civil-date.ts'

/** What a training agreement and an enrolment can be in. What moves them from one to another is in `transitions.ts`. */

export const agreementStatuses = enumeration('TrainingAgreementStatus', 'Where a training agreement stands', [
  'Pending', 'Active', 'Hold', 'Grace', 'Finished'
])
export type AgreementStatus = typeof agreementStatuses[number]

export const enrolmentStatuses = enumeration('KeptEnrolmentStatus', 'Where an enrolment stands, as it is kept', [
  'Pending', 'Active', 'Hold', 'Grace', 'Withdrawn', 'Completed', 'Deleted'
])

/** As replies show it: one reading has a deletion in capitals. */
export const shownStatuses = enumeration('EnrolmentStatus', 'Where an enrolment stands', [...enrolmentStatuses, 'DELETED'])
export type EnrolmentStatus = typeof enrolmentStatuses[number]

/** Those of an agreement and of an enrolment to which something can still happen. */
export const openStatuses = ['Pending', 'Active', 'Hold', 'Grace'] as const satisfies ReadonlyArray<AgreementStatus & EnrolmentStatus>

export const isOpen = (status: AgreementStatus | EnrolmentStatus): boolean => (openStatuses as readonly string[]).includes(status)

/** Whether an enrolment is Withdrawn or Completed, and so frozen; one that is Deleted is not there any more. */
export const hasEnded = (status: EnrolmentStatus): boolean => status === 'Withdrawn' || status === 'Completed'

/** Enrolments whose participation start date a training plan moves. */
export const movedByAPlan = ['Pending', 'Hold', 'Grace'] as const satisfies readonly EnrolmentStatus[]

/** Agreements that a training plan can be made for. Active is not among them. */
export const openForAPlan = ['Pending', 'Hold', 'Grace'] as const satisfies readonly AgreementStatus[]

/** A grace of so many days is still one; on the next day it has run out. */
export const daysOfGrace = 42

interface EnrolmentToBegin {
  participationStartDate: CivilDate
  studyTypeCode: string
  hasPlan: boolean
}

/**
 * Active once participation has started and, for an apprenticeship, a training plan is signed; until then Pending.
 * (inferred)
 */
export function liveStatus (enrolment: EnrolmentToBegin, today: CivilDate): 'Active' | 'Pending' {
  const { participationStartDate, studyTypeCode, hasPlan } = enrolment
  return participationStartDate <= today && (studyTypeCode !== apprenticeship || hasPlan) ? 'Active' : 'Pending'
}

/** The status of a new enrolment: that of a paused agreement, else as live as it can be. (inferred) */
export const initialStatus = (agreement: AgreementStatus, live: 'Active' | 'Pending'): EnrolmentStatus =>
  agreement === 'Hold' || agreement === 'Grace' ? agreement : live

/** The study type of a New Zealand Apprenticeship. */
export const apprenticeship = 'NZA'
