import { inferred, type Basis } from '../../core/basis.ts'
import type { CivilDate } from '../../core/civil-date.ts'
import { vendorEnrolmentGuide, workBasedPage } from '../sources.ts'

/** What a training agreement and an enrolment can be in, and everything that moves them. No other place sets a status. */

export const agreementStatuses = ['Pending', 'Active', 'Hold', 'Grace', 'Finished'] as const
export type AgreementStatus = typeof agreementStatuses[number]

export const enrolmentStatuses = ['Pending', 'Active', 'Hold', 'Grace', 'Withdrawn', 'Completed', 'Deleted'] as const
export type EnrolmentStatus = typeof enrolmentStatuses[number]

/** Enrolments that something can still happen to; a Withdrawn or Completed one is frozen. */
export const openStatuses = ['Pending', 'Active', 'Hold', 'Grace'] as const satisfies readonly EnrolmentStatus[]

export const isOpen = (status: EnrolmentStatus): boolean => (openStatuses as readonly string[]).includes(status)

/** Enrolments whose participation start date a training plan moves. */
export const movedByAPlan = ['Pending', 'Hold', 'Grace'] as const satisfies readonly EnrolmentStatus[]

/** Agreements that a training plan can be made for. Active is not among them. */
export const openForAPlan = ['Pending', 'Hold', 'Grace'] as const satisfies readonly AgreementStatus[]

export type AgreementEvent =
  | 'enrolment goes live' | 'hold' | 'grace' | 'restart' | 'withdraw' | 'transfer' | 'grace runs out' | 'last enrolment ends'

export type EnrolmentEvent =
  | 'participation starts' | 'plan signed' | 'transfer' | 'hold' | 'grace' | 'restart' | 'withdraw' | 'grace runs out' | 'complete' | 'delete'

/** A grace of so many days is still one; on the next day it has run out. */
export const daysOfGrace = 42

interface AgreementTransition {
  readonly event: AgreementEvent
  readonly from: readonly AgreementStatus[]
  readonly to: AgreementStatus
  /** What it does to the agreement's enrolments, if anything. */
  readonly enrolments?: EnrolmentEvent
  readonly basis: Basis
}

interface EnrolmentTransition {
  readonly event: EnrolmentEvent
  readonly from: readonly EnrolmentStatus[]
  /** `live` is Active or Pending, as `liveStatus` says. */
  readonly to: EnrolmentStatus | 'live'
  readonly basis: Basis
}

const notFinished = ['Pending', 'Active', 'Hold', 'Grace'] as const

export const agreementTransitions: readonly AgreementTransition[] = [
  {
    event: 'enrolment goes live',
    from: ['Pending'],
    to: 'Active',
    basis: inferred('An agreement is Pending until an enrolment makes it live')
  },
  {
    event: 'hold',
    from: notFinished,
    to: 'Hold',
    enrolments: 'hold',
    basis: inferred('The operation and its target are documented; the statuses that it starts from are not')
  },
  {
    event: 'grace',
    from: notFinished,
    to: 'Grace',
    enrolments: 'grace',
    basis: inferred('The operation and its target are documented; the statuses that it starts from are not')
  },
  {
    event: 'restart',
    from: ['Hold', 'Grace'],
    to: 'Active',
    enrolments: 'restart',
    basis: inferred('That Hold is restarted is documented; that Grace is, and that both become Active, is not')
  },
  {
    event: 'withdraw',
    from: notFinished,
    to: 'Finished',
    enrolments: 'withdraw',
    basis: workBasedPage('withdraw-training-agreement')
  },
  {
    event: 'transfer',
    from: notFinished,
    to: 'Finished',
    enrolments: 'restart',
    basis: inferred('That the agreement must not be Finished is documented; the rest is the older register\'s')
  },
  {
    event: 'grace runs out',
    from: ['Grace'],
    to: 'Finished',
    enrolments: 'grace runs out',
    basis: vendorEnrolmentGuide
  },
  {
    event: 'last enrolment ends',
    from: notFinished,
    to: 'Finished',
    basis: inferred('The older register closed an agreement with its last open enrolment')
  }
]

export const enrolmentTransitions: readonly EnrolmentTransition[] = [
  {
    event: 'hold',
    from: ['Pending', 'Active', 'Grace'],
    to: 'Hold',
    basis: vendorEnrolmentGuide
  },
  {
    event: 'grace',
    from: ['Pending', 'Active', 'Hold'],
    to: 'Grace',
    basis: vendorEnrolmentGuide
  },
  {
    event: 'restart',
    from: ['Hold', 'Grace'],
    to: 'live',
    basis: inferred('What an agreement\'s pause did to its enrolments, its restart undoes')
  },
  {
    event: 'withdraw',
    from: openStatuses,
    to: 'Withdrawn',
    basis: workBasedPage('withdraw-training-agreement')
  },
  {
    event: 'grace runs out',
    from: openStatuses,
    to: 'Withdrawn',
    basis: workBasedPage('withdraw-training-agreement')
  },
  {
    event: 'complete',
    from: openStatuses,
    to: 'Completed',
    basis: workBasedPage('place-training-agreement-in-grace')
  },
  {
    event: 'delete',
    from: ['Pending', 'Active', 'Hold', 'Grace', 'Withdrawn', 'Completed'],
    to: 'Deleted',
    basis: workBasedPage('delete-enrolment')
  },
  {
    event: 'plan signed',
    from: ['Pending'],
    to: 'live',
    basis: inferred('An apprenticeship waits for its training plan; that would be why a plan is not made for an Active agreement')
  },
  {
    event: 'transfer',
    from: ['Pending'],
    to: 'live',
    basis: inferred('An apprenticeship need not wait for a training plan that is there where it is transferred to')
  },
  {
    event: 'participation starts',
    from: ['Pending'],
    to: 'live',
    basis: inferred('An enrolment that nothing else holds is Active from its participation start date on')
  }
]

/** Where an event takes an agreement from its status; undefined where it cannot happen. */
export const agreementTransition = (event: AgreementEvent, from: AgreementStatus): AgreementTransition | undefined =>
  agreementTransitions.find(it => it.event === event && it.from.includes(from))

export const enrolmentTransition = (event: EnrolmentEvent, from: EnrolmentStatus): EnrolmentTransition | undefined =>
  enrolmentTransitions.find(it => it.event === event && it.from.includes(from))

/** The statuses in which an event can befall an enrolment. */
export const enrolmentsFit = (event: EnrolmentEvent): readonly EnrolmentStatus[] =>
  enrolmentTransitions.filter(it => it.event === event).flatMap(it => it.from)

/** The statuses in which an event can befall an agreement. */
export const agreementsFit = (event: AgreementEvent): readonly AgreementStatus[] =>
  agreementTransitions.filter(it => it.event === event).flatMap(it => it.from)

/**
 * Active once participation has started and, for an apprenticeship, a training plan is signed; until then Pending.
 * (inferred)
 */
export function liveStatus (enrolment: { participationStartDate: CivilDate, studyTypeCode: string, hasPlan: boolean }, today: CivilDate): 'Active' | 'Pending' {
  const { participationStartDate, studyTypeCode, hasPlan } = enrolment
  return participationStartDate <= today && (studyTypeCode !== apprenticeship || hasPlan) ? 'Active' : 'Pending'
}

/** The status of a new enrolment: that of a paused agreement, else as live as it can be. (inferred) */
export const initialStatus = (agreement: AgreementStatus, live: 'Active' | 'Pending'): EnrolmentStatus =>
  agreement === 'Hold' || agreement === 'Grace' ? agreement : live

/** The study type of a New Zealand Apprenticeship. */
export const apprenticeship = 'NZA'
