import type { Database } from '../../../sandbox/database.ts'
import { applyToSubmission } from '../submissions/store.ts'
import { deleteFindings, findLastRun, findUnfinishedRun, markRun } from './store.ts'

/** Ends the run of a submission that is not over, if there is one, and forgets what was found. */
export function cancelRun (db: Database, submission: number): void {
  const run = findLastRun(db, submission)
  if (run && findUnfinishedRun(db, run.id)) markRun(db, 'Cancelled', run.id)
  deleteFindings(db, submission)
}

/** The same for a submission that is being validated, which can be changed from then on. */
export function cancelValidation (db: Database, submission: number): void {
  cancelRun(db, submission)
  applyToSubmission(db, submission, 'validation is cancelled')
}
