import type { CivilDate } from '../../../core/civil-date.ts'
import type { UtcDateTime } from '../../../core/date-time.ts'
import { all, run } from '../../../sandbox/database.ts'

/** Completions that NZQA has, and that TEC will know of with the next feed. */
export const completionTables = `
  CREATE TABLE awaitedCompletion (
    enrolmentId INTEGER PRIMARY KEY REFERENCES enrolment (id),
    completionDate TEXT NOT NULL,
    arrives TEXT NOT NULL
  ) STRICT;
`

export interface AwaitedCompletion {
  readonly enrolmentId: number
  readonly completionDate: CivilDate
  readonly arrives: UtcDateTime
}

/** Another one of the same enrolment takes its place. */
export const awaitCompletion = run(`
  INSERT OR REPLACE INTO awaitedCompletion (enrolmentId, completionDate, arrives) VALUES (:enrolmentId, :completionDate, :arrives)`)

export const forgetCompletion = run('DELETE FROM awaitedCompletion WHERE enrolmentId = ?')

/** Those that arrive up to an instant, in order of time. */
export const listAwaited =
  all<AwaitedCompletion>('SELECT * FROM awaitedCompletion WHERE arrives <= ? ORDER BY arrives, enrolmentId LIMIT ?')
