import type { Sandbox } from '../../../sandbox/sandbox.ts'
import { findSubmission, type Submission } from '../submissions/store.ts'
import { completeRun, giveUp } from './end-run.ts'
import { progressOf } from './progression.ts'
import { runValidation } from './run-validation.ts'
import { listUnfinishedRuns, type Run } from './store.ts'

/** Starts to judge a run's records; who wants to know the outcome asks `finishDueRuns`. */
export function startRun (sandbox: Sandbox, run: Run, submission: Submission): void {
  runValidation(sandbox, run, submission)
}

/** Brings to their end the runs of an organisation that are due, having waited for their findings. */
export async function finishDueRuns (sandbox: Sandbox, eid: number): Promise<void> {
  // A time that one request was given ends no run.
  const { db, ownClock: clock } = sandbox
  for (const run of listUnfinishedRuns(db, eid)) {
    if (progressOf(run, clock.now()) < 1) continue
    await runValidation(sandbox, run, findSubmission(db, run.submission)!)
    if (!db.open) return
    try {
      sandbox.store.transact(() => completeRun(sandbox, run.id))
    } catch (error) {
      giveUp(sandbox, run.id, error)
    }
  }
}
