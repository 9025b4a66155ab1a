import type { Database } from '../../../sandbox/database.ts'
import { askOf } from '../../../sandbox/readings.ts'
import { ruleModesIn } from '../../../sandbox/rule-modes.ts'
import type { Sandbox } from '../../../sandbox/sandbox.ts'
import { warningCodes } from '../collections/rules.ts'
import { applyToSubmission, findSubmission } from '../submissions/store.ts'
import { validatedWithErrors } from '../readings.ts'
import type { RunStatus } from '../statuses.ts'
import { momentOf, outcomeOf } from './progression.ts'
import { countBySeverity, deleteFindings, findUnfinishedRun, finishRun, type Run } from './store.ts'

/** How a run comes to its end, and what becomes of its submission then. */

/** Ends a run by what it found, if it has judged all. */
export function completeRun ({ db, clock, settings }: Sandbox, id: number): void {
  const now = clock.now()
  const run = findUnfinishedRun(db, id)
  if (!run?.isJudged) return
  const outcome = outcomeOf(run)
  if (outcome) return failRun(db, run, outcome, now)
  const { errors, warnings } = countBySeverity(db, { run: id, warnings: JSON.stringify(warningCodes(ruleModesIn(settings))) })!
  finishRun(db, {
    id,
    status: errors > 0 ? 'Rejected' : 'Processed',
    dateStarted: momentOf(run, 0.5, now),
    dateCompleted: momentOf(run, 1, now),
    errorCount: errors,
    warningCount: warnings
  })
  const isGood = errors === 0 || askOf(settings)(validatedWithErrors) === 'yes'
  applyToSubmission(db, run.submission, isGood ? 'validation finds no errors' : 'validation finds errors')
}

/**
 * Ends a run that an error has stopped, with UnknownError, so that it can be asked for again. Never throws: where not even that can be
 * stored, the run stays as it is and is taken up again by whoever looks at it next.
 */
export function giveUp ({ store, db, clock, report }: Sandbox, id: number, error: unknown): void {
  if (!db.open) return
  report(error)
  try {
    store.transact(() => {
      const run = findUnfinishedRun(db, id)
      if (run) failRun(db, run, 'UnknownError', clock.now())
    })
  } catch (another) {
    report(another)
  }
}

/** Ends a run without a judgement: nothing that was uploaded is lost, and it can be asked for again. */
function failRun (db: Database, run: Run, status: RunStatus, now: number): void {
  deleteFindings(db, run.submission)
  finishRun(db, {
    id: run.id, status, dateStarted: momentOf(run, 0.5, now), dateCompleted: momentOf(run, 1, now), errorCount: 0, warningCount: 0
  })
  if (findSubmission(db, run.submission)!.status === 'Validating') applyToSubmission(db, run.submission, 'validation fails')
}
