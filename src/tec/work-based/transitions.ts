import { inferred, type Basis } from '../../core/basis.ts'
import { machine } from '../../core/state-machine.ts'
import { vendorEnrolmentGuide, workBasedPage } from '../sources.ts'
import { openStatuses, type AgreementStatus, type EnrolmentStatus } from './statuses.ts'

/** Everything that moves a training agreement or an enrolment from one status to another. `cascade.ts` carries it out. */

export type AgreementEvent =
  | 'enrolment goes live' | 'no enrolment is live' | 'hold' | 'grace' | 'restart' | 'withdraw' | 'transfer' | 'grace runs out'
  | 'last enrolment ends' | 'all enrolments are deleted'

export type EnrolmentEvent =
  | 'participation starts' | 'plan signed' | 'transfer' | 'plan ends' | 'hold' | 'grace' | 'restart' | 'withdraw' | 'grace runs out'
  | 'complete' | 'delete'

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

const agreementTransitions: readonly AgreementTransition[] = [
  {
    event: 'enrolment goes live',
    from: ['Pending'],
    to: 'Active',
    basis: inferred('An agreement is Pending until an enrolment makes it live')
  },
  {
    event: 'no enrolment is live',
    from: ['Active'],
    to: 'Pending',
    basis: inferred('A training plan is made for an agreement that is Pending; an apprenticeship could wait for one for ever otherwise')
  },
  {
    event: 'hold',
    from: openStatuses,
    to: 'Hold',
    enrolments: 'hold',
    basis: inferred('The operation and its target are documented; the statuses that it starts from are not')
  },
  {
    event: 'grace',
    from: openStatuses,
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
    event: 'restart',
    from: ['Pending'],
    to: 'Pending',
    basis: inferred('Where a restart of what was not paused is taken, it changes nothing')
  },
  {
    event: 'restart',
    from: ['Active'],
    to: 'Active',
    basis: inferred('Where a restart of what was not paused is taken, it changes nothing')
  },
  {
    event: 'withdraw',
    from: openStatuses,
    to: 'Finished',
    enrolments: 'withdraw',
    basis: workBasedPage('withdraw-training-agreement')
  },
  {
    event: 'transfer',
    from: openStatuses,
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
    from: openStatuses,
    to: 'Finished',
    basis: inferred('The older register closed an agreement with its last open enrolment')
  },
  {
    event: 'all enrolments are deleted',
    from: ['Finished'],
    to: 'Pending',
    basis: inferred('What was never there cannot have ended the agreement; the right enrolment still has to be made under it')
  }
]

const enrolmentTransitions: readonly EnrolmentTransition[] = [
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
    event: 'plan ends',
    from: ['Pending', 'Active'],
    to: 'live',
    basis: inferred('Where a transfer ends the training plan, an apprenticeship waits for the next one')
  },
  {
    event: 'participation starts',
    from: ['Pending'],
    to: 'live',
    basis: inferred('An enrolment that nothing else holds is Active from its participation start date on')
  }
]

export const agreementMachine = machine(agreementTransitions)
export const enrolmentMachine = machine(enrolmentTransitions)
