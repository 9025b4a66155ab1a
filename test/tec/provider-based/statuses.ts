import t from 'tap'
import {
  isPossible, openStatuses, runStatuses, statusAt, submissionMachine, submissionStatuses, type SubmissionEvent, type SubmissionStatus
} from '../../../src/tec/provider-based/statuses.ts'

/** To which status each event takes a submission that is in one; in any other it cannot happen. */
const moves: Record<SubmissionEvent, Partial<Record<SubmissionStatus, SubmissionStatus>>> = {
  'contents change': { Pending: 'Pending', Validated: 'Pending' },
  'validation is requested': { Pending: 'Validating', Validated: 'Validating' },
  'validation finds no errors': { Validating: 'Validated' },
  'validation finds errors': { Validating: 'Pending' },
  'validation fails': { Validating: 'Pending' },
  'validation is cancelled': { Validating: 'Pending' },
  submit: { Validated: 'Submitted' },
  reset: { Pending: 'Cancelled', Validating: 'Cancelled', Validated: 'Cancelled' },
  'window closes': { Pending: 'Closed', Validating: 'Closed', Validated: 'Closed' },
  'opened again': { Submitted: 'Pending', Closed: 'Pending' }
}

t.test('What moves a submission, from each status', t => {
  t.same(submissionStatuses, ['Pending', 'Validating', 'Validated', 'Submitted', 'Cancelled', 'Closed'])
  for (const [event, to] of Object.entries(moves) as Array<[SubmissionEvent, typeof moves[SubmissionEvent]]>) {
    t.same([...submissionMachine.from(event)].sort(), Object.keys(to).sort(), event)
    for (const status of submissionStatuses) {
      t.equal(submissionMachine.next(event, status)?.to, to[status], `${event}, ${status}`)
      t.equal(isPossible(event, status), to[status] !== undefined)
    }
  }
  t.end()
})

t.test('A submission that is open is Closed from the moment at which its window closes', t => {
  const closeWindowDate = '2026-04-29T05:00:00.000Z'
  for (const status of submissionStatuses) {
    const closed = (openStatuses as readonly string[]).includes(status) ? 'Closed' : status
    for (const [now, wanted] of [
      ['2026-04-29T04:59:59.999Z', status], [closeWindowDate, closed], ['2026-04-29T05:00:00.001Z', closed]
    ] as const) t.equal(statusAt(now, { status, closeWindowDate }), wanted, `${status} at ${now}`)
  }
  t.end()
})

t.test('The statuses of a validation run are those that the pages list, in their order', t => {
  t.same(runStatuses, [
    'Accumulate', 'RollBack', 'Cancelled', 'FailedToTransfer', 'Halted', 'InProgress', 'Processed', 'Queued', 'Rejected', 'Submitted',
    'UnknownError', 'SubmitError'
  ])
  t.end()
})
