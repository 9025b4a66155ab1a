import { immediately } from '../../../sandbox/database.ts'
import type { Sandbox } from '../../../sandbox/sandbox.ts'
import { findSubmission, type Submission } from '../submissions/store.ts'
import { completeRun, giveUp, type Report, type ValidationSettings } from './end-run.ts'
import { progressOf } from './progression.ts'
import { runValidation } from './run-validation.ts'
import { listUnfinishedRuns, type Run } from './store.ts'

/** Starts to judge a run's records; who wants to know the outcome asks `finishDueRuns`. */
export function startRun (sandbox: Sandbox, run: Run, submission: Submission, report: Report): void {
  runValidation(sandbox, run, submission, report)
}

/** Brings to their end the runs of an organisation that are due, having waited for their findings. */
export async function finishDueRuns (sandbox: Sandbox, eid: number, settings: ValidationSettings, report: Report): Promise<void> {
  const { db, clock } = sandbox
  for (const run of listUnfinishedRuns(db, eid)) {
    if (progressOf(run, clock.now()) < 1) continue
    await runValidation(sandbox, run, findSubmission(db, run.submission)!, report)
    if (!db.open) return
    try {
      immediately(db, () => completeRun(db, run.id, clock.now(), settings))
    } catch (error) {
      giveUp(sandbox, run.id, error, report)
    }
  }
}
