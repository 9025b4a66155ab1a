import { immediately, type Database } from '../../../sandbox/database.ts'
import type { Sandbox } from '../../../sandbox/sandbox.ts'
import type { RunStatus } from '../statuses.ts'
import { befall, findSubmission, type Submission } from '../submissions/store.ts'
import { judge } from './judge.ts'
import { countBySeverity } from './judgement.ts'
import { momentOf, progressOf } from './progression.ts'
import type { ValidationRun } from './schemas.ts'
import { finishRun, findUnfinishedRun, listUnfinishedRuns, type Run } from './store.ts'

/** Whether a run that found errors leaves the submission Validated, too; TEC's page can be read both ways. */
export interface ValidationSettings { readonly validatedWithErrors: boolean }

/** Starts to judge a run's records; who wants to know the outcome asks `finishDueRuns`. */
export function startRun (sandbox: Sandbox, run: Run, submission: Submission): void {
  judge(sandbox, run, submission).catch((error: unknown) => {
    if (sandbox.db.open) throw error
  })
}

/** Brings to their end the runs of an organisation that are due, having waited for their findings. */
export async function finishDueRuns (sandbox: Sandbox, eid: number, settings: ValidationSettings): Promise<void> {
  const { db, clock } = sandbox
  for (const run of listUnfinishedRuns(db, eid)) {
    if (progressOf(run, clock.now()) < 1) continue
    await judge(sandbox, run, findSubmission(db, run.submission)!)
    if (db.open) immediately(db, () => finish(db, run.id, clock.now(), settings))
  }
}

function finish (db: Database, id: number, now: number, { validatedWithErrors }: ValidationSettings): void {
  const run = findUnfinishedRun(db, id)
  if (!run?.isJudged) return
  const { errors, warnings } = countBySeverity(db, id)!
  finishRun(db, {
    id,
    status: errors > 0 ? 'Rejected' : 'Processed',
    dateStarted: momentOf(run, 0.5, now),
    dateCompleted: momentOf(run, 1, now),
    errorCount: errors,
    warningCount: warnings
  })
  befall(db, run.submission, errors > 0 && !validatedWithErrors ? 'validation finds errors' : 'validation finds no errors')
}

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

/** A run that goes on at once is over when it is next seen; who has just asked for it is told that it is Queued. */
const isHalfway = (run: Run, now: number): boolean => progressOf(run, now) >= 0.5 && progressOf(run, now) < 1
