import type { UtcDateTime } from '../../../core/date-time.ts'
import { all, one, oneValue, run } from '../../../sandbox/database.ts'
import type { RunStatus } from '../statuses.ts'

/** Validation runs, and what they found. */
export const validationTables = `
  CREATE TABLE validationRun (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    submission INTEGER NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
    status TEXT NOT NULL,
    dateReceived TEXT NOT NULL,
    dateStarted TEXT,
    dateCompleted TEXT,
    errorCount INTEGER NOT NULL DEFAULT 0,
    warningCount INTEGER NOT NULL DEFAULT 0,
    progression TEXT NOT NULL,
    reads INTEGER NOT NULL DEFAULT 0,
    isJudged INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  CREATE INDEX validationRunBySubmission ON validationRun (submission);
  CREATE INDEX unfinishedRun ON validationRun (submission) WHERE status = 'Queued';

  CREATE TABLE finding (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES validationRun (id) ON DELETE CASCADE,
    rule TEXT NOT NULL,
    localId TEXT NOT NULL,
    courseCode TEXT,
    studentId TEXT,
    record TEXT NOT NULL
  ) STRICT;

  CREATE INDEX findingByRun ON finding (run);
`

/** A validation run as it is kept: Queued until it is over, however far it has come. */
export interface Run {
  readonly id: number
  readonly submission: number
  readonly status: RunStatus
  readonly dateReceived: UtcDateTime
  readonly dateStarted: UtcDateTime | null
  readonly dateCompleted: UtcDateTime | null
  readonly errorCount: number
  readonly warningCount: number
  /** JSON of the Progression that was set when it was asked for. */
  readonly progression: string
  /** How often its status was read. */
  readonly reads: number
  /** Whether all findings are there; nobody sees them before the run is over. */
  readonly isJudged: 0 | 1
}

export const listRuns = all<Run>('SELECT * FROM validationRun WHERE submission = ? ORDER BY id')

export const findLastRun = one<Run>('SELECT * FROM validationRun WHERE submission = ? ORDER BY id DESC LIMIT 1')

/** The run, if it is not over. */
export const findUnfinishedRun = one<Run>("SELECT * FROM validationRun WHERE id = ? AND status = 'Queued'")

/** An organisation's runs that are not over. */
export const listUnfinishedRuns = all<Run>(`
  SELECT validationRun.* FROM submission CROSS JOIN validationRun ON validationRun.submission = submission.id
  WHERE submission.eid = ? AND validationRun.status = 'Queued'`)

/** Every organisation's. */
export const listAllUnfinishedRuns = all<Run & { eid: number, returnId: number }>(`
  SELECT validationRun.*, eid, returnId FROM validationRun JOIN submission ON submission.id = validationRun.submission
  WHERE validationRun.status = 'Queued'`)

export const insertRun = all<Run>(`
  INSERT INTO validationRun (submission, status, dateReceived, progression) VALUES (?, 'Queued', ?, ?) RETURNING *`)

export const countRead = run('UPDATE validationRun SET reads = reads + 1 WHERE id = ?')

export const finishRun = run(`
  UPDATE validationRun SET status = :status, dateStarted = :dateStarted, dateCompleted = :dateCompleted,
    errorCount = :errorCount, warningCount = :warningCount WHERE id = :id`)

export const markRun = run('UPDATE validationRun SET status = ? WHERE id = ?')

export const markJudged = run('UPDATE validationRun SET isJudged = 1 WHERE id = ?')

/** Only the last run's findings can be read, so those of the others go. */
export const deleteFindings = run('DELETE FROM finding WHERE run IN (SELECT id FROM validationRun WHERE submission = ?)')

/** One thing that a run found: the number of the rule, and the record as it was, as JSON of its columns by the names of its members. */
export interface Finding {
  readonly rule: string
  readonly localId: string
  readonly courseCode: string | null
  readonly studentId: string | null
  readonly record: string
}

export const listFindings =
  all<Finding>('SELECT rule, localId, courseCode, studentId, record FROM finding WHERE run = ? ORDER BY id LIMIT ? OFFSET ?')

/** How many of a run's findings are errors, and how many warnings: those of the rules whose codes `:warnings` has, as JSON. */
export const countBySeverity = one<{ errors: number, warnings: number }>(`
  SELECT count(*) FILTER (WHERE NOT isWarning) AS errors, count(*) FILTER (WHERE isWarning) AS warnings
  FROM (SELECT rule IN (SELECT value FROM json_each(:warnings)) AS isWarning FROM finding WHERE run = :run)`)

export const countFindings = oneValue<number>('SELECT count(*) FROM finding WHERE run = ?')
