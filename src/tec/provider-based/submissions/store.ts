import type { UtcDateTime } from '../../../core/date-time.ts'
import { Failure } from '../../../core/errors.ts'
import { all, one, oneValue, run, type Database } from '../../../sandbox/database.ts'
import type { Return } from '../returns/store.ts'
import { submissionMachine, type SubmissionEvent, type SubmissionStatus } from '../statuses.ts'

/** What is gathered for a return, and the tokens to it. */
export const submissionTables = `
  CREATE TABLE submission (
    id INTEGER PRIMARY KEY,
    eid INTEGER NOT NULL,
    returnId INTEGER NOT NULL,
    status TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 0,
    FOREIGN KEY (eid, returnId) REFERENCES sdrReturn (eid, returnId)
  ) STRICT;

  CREATE INDEX submissionByReturn ON submission (eid, returnId);

  CREATE TABLE submissionToken (
    submissionToken TEXT PRIMARY KEY,
    submission INTEGER NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
    tokenExpiry TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX submissionTokenBySubmission ON submissionToken (submission, tokenExpiry);
`

export interface Submission extends Return {
  readonly id: number
  /** As it was set last; `statusAt` says what the clock makes of it. */
  readonly status: SubmissionStatus
}

export const findSubmission = one<Submission>(`
  SELECT sdrReturn.*, submission.id, submission.status FROM submission JOIN sdrReturn USING (eid, returnId) WHERE submission.id = ?`)

/** A submission with the token that it was named by. */
export interface SubmissionByToken extends Submission {
  readonly submissionToken: string
  readonly tokenExpiry: UtcDateTime
}

const byToken = `
  SELECT sdrReturn.*, submission.id, submission.status, submissionToken.submissionToken, submissionToken.tokenExpiry
  FROM submissionToken JOIN submission ON submission.id = submissionToken.submission JOIN sdrReturn USING (eid, returnId)
  WHERE submissionToken.submissionToken = ?`

/** The submission of a token, if the token is the organisation's. */
export const findByToken = one<SubmissionByToken>(`${byToken} AND submission.eid = ?`)

/** The submission of a token, whoever's it is. */
export const findByTokenOfAnyEid = one<SubmissionByToken>(byToken)

/** The submission of a return that was not cancelled. */
export const findCurrent = one<{ id: number, status: SubmissionStatus }>(`
  SELECT id, status FROM submission WHERE eid = ? AND returnId = ? AND status <> 'Cancelled' ORDER BY id DESC LIMIT 1`)

/** Whether there was a submission of the same return before one, which was cancelled. */
export const wasCancelled = (db: Database, { eid, returnId, id }: { eid: number, returnId: number, id: number }): boolean =>
  findCancelledBefore(db, eid, returnId, id) !== undefined

const findCancelledBefore = oneValue<number>(
  "SELECT id FROM submission WHERE eid = ? AND returnId = ? AND id < ? AND status = 'Cancelled' LIMIT 1")

/** The last token of a submission. */
export const findToken = one<{ submissionToken: string, tokenExpiry: UtcDateTime }>(`
  SELECT submissionToken, tokenExpiry FROM submissionToken WHERE submission = ? ORDER BY tokenExpiry DESC LIMIT 1`)

/** Answers the rows; there is one. */
export const insertSubmission =
  all<{ id: number }>('INSERT INTO submission (eid, returnId, status) VALUES (:eid, :returnId, :status) RETURNING id')

export const insertToken = run('INSERT INTO submissionToken (submissionToken, submission, tokenExpiry) VALUES (?, ?, ?)')

export const deleteTokens = run('DELETE FROM submissionToken WHERE submission = ?')

/** The tokens that expire after one instant and up to another. */
export const listExpiries = all<{ eid: number, returnId: number, tokenExpiry: UtcDateTime }>(`
  SELECT eid, returnId, tokenExpiry FROM submissionToken JOIN submission ON submission.id = submissionToken.submission
  WHERE tokenExpiry > ? AND tokenExpiry <= ? ORDER BY tokenExpiry LIMIT ?`)

const setStatus = run('UPDATE submission SET status = ? WHERE id = ?')

const addRevision = run('UPDATE submission SET revision = revision + 1 WHERE id = ?')

/** How often the contents of a submission were changed: what is read in parts belongs together while this stays as it is. */
export const findRevision = oneValue<number>('SELECT revision FROM submission WHERE id = ?')

/** Makes something happen to a submission. Throws Failure where its status does not allow that, whatever the rules in force say. */
export function applyToSubmission (db: Database, submission: number, event: SubmissionEvent): void {
  const { status } = findSubmission(db, submission)!
  const transition = submissionMachine.next(event, status)
  if (!transition) {
    const refusal = `SC5: The submission is ${status}, in which "${event}" cannot happen.`
    throw new Failure('unacceptable', refusal, { errors: { submissionToken: [refusal] }, code: 'SC5' })
  }
  setStatus(db, transition.to, submission)
  if (event === 'contents change' || event === 'reset') addRevision(db, submission)
}
