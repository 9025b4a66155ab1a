import { inferred, type Basis } from '../../core/basis.ts'
import type { UtcDateTime } from '../../core/date-time.ts'
import { knowledgeBase, providerBasedPage } from '../sources.ts'

/** What a submission and a validation run can be in, and everything that moves them. */

export const submissionStatuses = ['Pending', 'Validating', 'Validated', 'Submitted', 'Cancelled', 'Closed'] as const
export type SubmissionStatus = typeof submissionStatuses[number]

/** As the pages list them, in their order. The faults of TEC's own systems among them do not befall a sandbox. */
export const runStatuses = [
  'Accumulate', 'RollBack', 'Cancelled', 'FailedToTransfer', 'Halted', 'InProgress', 'Processed', 'Queued', 'Rejected', 'Submitted',
  'UnknownError', 'SubmitError'
] as const
export type RunStatus = typeof runStatuses[number]

export type SubmissionEvent =
  | 'contents change' | 'validation is requested' | 'validation finds no errors' | 'validation finds errors' | 'submit' | 'reset' | 'window closes'

interface Transition {
  readonly event: SubmissionEvent
  readonly from: readonly SubmissionStatus[]
  readonly to: SubmissionStatus
  readonly basis: Basis
}

const open = ['Pending', 'Validating', 'Validated'] as const

export const transitions: readonly Transition[] = [
  {
    event: 'contents change',
    from: ['Pending', 'Validated'],
    to: 'Pending',
    basis: inferred('What was validated is no longer what is there')
  },
  {
    event: 'validation is requested',
    from: ['Pending', 'Validated'],
    to: 'Validating',
    basis: providerBasedPage('request-validation')
  },
  {
    event: 'validation finds no errors',
    from: ['Validating'],
    to: 'Validated',
    basis: providerBasedPage('request-a-single-data-return-sdr-submission-token')
  },
  {
    event: 'validation finds errors',
    from: ['Validating'],
    to: 'Pending',
    basis: inferred('Errors have to be mended before it can be submitted. "Validated" may also be meant for a run that found some: --validated-with-errors')
  },
  {
    event: 'submit',
    from: ['Validated'],
    to: 'Submitted',
    basis: knowledgeBase('KA-01090')
  },
  {
    event: 'reset',
    from: open,
    to: 'Cancelled',
    basis: providerBasedPage('reset-a-submission-upload')
  },
  {
    event: 'window closes',
    from: open,
    to: 'Closed',
    basis: inferred('A return can be submitted until its window closes')
  }
]

const transitionOf = (event: SubmissionEvent): Transition => transitions.find(it => it.event === event)!

export const isPossible = (event: SubmissionEvent, status: SubmissionStatus): boolean => transitionOf(event).from.includes(status)

export const startsOf = (event: SubmissionEvent): readonly SubmissionStatus[] => transitionOf(event).from

export const statusAfter = (event: SubmissionEvent): SubmissionStatus => transitionOf(event).to

/** The status at a moment, as a window closes by itself. */
export const statusAt = (now: UtcDateTime, { status, closeWindowDate }: { status: SubmissionStatus, closeWindowDate: UtcDateTime }): SubmissionStatus =>
  now >= closeWindowDate && isPossible('window closes', status) ? 'Closed' : status
