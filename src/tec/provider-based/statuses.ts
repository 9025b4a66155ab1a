import { documented, inferred, type Basis } from '../../core/basis.ts'
import type { UtcDateTime } from '../../core/date-time.ts'
import { enumeration } from '../../core/schema.ts'
import { machine } from '../../core/state-machine.ts'
import { knowledgeBase, providerBasedPage } from '../sources.ts'

/** What a submission and a validation run can be in, and everything that moves them. */

export const returnTypes = enumeration('ReturnType', 'The kind of a return', ['Full', 'Indicative'])

export const submissionStatuses = enumeration('SubmissionStatus', 'What a submission is in', [
  'Pending', 'Validating', 'Validated', 'Submitted', 'Cancelled', 'Closed'
])
export type SubmissionStatus = typeof submissionStatuses[number]

/** As the pages list them, in their order. */
export const runStatuses = enumeration('ValidationRunStatus', 'How far a validation has come', [
  'Accumulate', 'RollBack', 'Cancelled', 'FailedToTransfer', 'Halted', 'InProgress', 'Processed', 'Queued', 'Rejected', 'Submitted',
  'UnknownError', 'SubmitError'
])
export type RunStatus = typeof runStatuses[number]

export type SubmissionEvent =
  | 'contents change' | 'validation is requested' | 'validation finds no errors' | 'validation finds errors' | 'validation fails'
  | 'validation is cancelled' | 'submit' | 'reset' | 'window closes' | 'opened again'

interface Transition {
  readonly event: SubmissionEvent
  readonly from: readonly SubmissionStatus[]
  readonly to: SubmissionStatus
  readonly basis: Basis
}

/** The statuses of a submission that has not come to its end, whatever is done with it meanwhile. */
export const openStatuses = ['Pending', 'Validating', 'Validated'] as const satisfies readonly SubmissionStatus[]

/** Everything that moves a submission. How a validation run goes on is its progression, and no transition. */
const transitions: readonly Transition[] = [
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
    basis: inferred('Errors have to be fixed before it can be submitted. ' +
      '"Validated" may also be meant for a run that found some: the reading validated-with-errors')
  },
  {
    event: 'validation fails',
    from: ['Validating'],
    to: 'Pending',
    basis: inferred('The run has the documented status UnknownError; that it can be asked for again follows')
  },
  {
    event: 'validation is cancelled',
    from: ['Validating'],
    to: 'Pending',
    basis: inferred('What is being validated may be changed all the same, which ends the run: the reading change-while-validating')
  },
  {
    event: 'submit',
    from: ['Validated'],
    to: 'Submitted',
    basis: knowledgeBase('KA-01090')
  },
  {
    event: 'reset',
    from: openStatuses,
    to: 'Cancelled',
    basis: providerBasedPage('reset-a-submission-upload')
  },
  {
    event: 'window closes',
    from: openStatuses,
    to: 'Closed',
    basis: inferred('A return can be submitted until its window closes')
  },
  {
    event: 'opened again',
    from: ['Submitted', 'Closed'],
    to: 'Pending',
    basis: documented('https://www.tec.govt.nz/About-us/News/TEC-Now/2015-August-SDR-is-due-5pm-21-August-2015/')
  }
]

/** What an event makes of a status, and from which statuses it can happen. */
export const submissionMachine = machine(transitions)

export const isPossible = (event: SubmissionEvent, status: SubmissionStatus): boolean => submissionMachine.next(event, status) !== undefined

/** The status at a moment, as a window closes by itself. */
export const statusAt = (
  now: UtcDateTime, { status, closeWindowDate }: { status: SubmissionStatus, closeWindowDate: UtcDateTime }
): SubmissionStatus =>
  now >= closeWindowDate && isPossible('window closes', status) ? 'Closed' : status
