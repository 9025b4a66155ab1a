import type { RunStatus } from '../statuses.ts'
import { isMovedByTime, momentOf, progressOf } from './progression.ts'
import type { ValidationRun } from './schemas.ts'
import type { Run } from './store.ts'

/** A run as a client sees it at a moment: nothing of what it found, before it is over. */
export function describeRun (run: Run, submissionToken: string, now: number): ValidationRun {
  const { dateReceived, errorCount, warningCount } = run
  const status = statusOf(run, now)
  const dateStarted = run.dateStarted ?? (status === 'InProgress' ? momentOf(run, 0.5, now) : undefined)
  return {
    submissionToken,
    dateReceived,
    ...(dateStarted && { dateStarted }),
    ...(run.dateCompleted && { dateCompleted: run.dateCompleted }),
    status,
    errorCount,
    warningCount
  }
}

/** A run that is not over is stored as Queued; its progress tells more. */
export const statusOf = (run: Run, now: number): RunStatus =>
  run.status === 'Queued' && isHalfway(run, now) ? 'InProgress' : run.status

/**
 * A run that goes on at once is over when it is next seen; who has just asked for it is told that it is Queued. One that time moves may be
 * seen by a request that was given a later time, which ends nothing.
 */
const isHalfway = (run: Run, now: number): boolean => progressOf(run, now) >= 0.5 && (progressOf(run, now) < 1 || isMovedByTime(run))
