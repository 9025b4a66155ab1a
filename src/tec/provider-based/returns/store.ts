import type { CivilDate } from '../../../core/civil-date.ts'
import type { UtcDateTime } from '../../../core/date-time.ts'
import { all, one, oneValue, run, type Database } from '../../../sandbox/database.ts'
import type { SubmissionStatus } from '../statuses.ts'
import { standingReturn, standingReturnsBetween } from './standing.ts'

/** The returns that a fixture adds or that were used, and what TEC's registers hold that a return is validated against. */
export const returnTables = `
  CREATE TABLE sdrReturn (
    eid INTEGER NOT NULL REFERENCES organisation (eid),
    returnId INTEGER NOT NULL,
    returnYear INTEGER NOT NULL,
    returnMonth INTEGER NOT NULL,
    returnType TEXT NOT NULL,
    openWindowDate TEXT NOT NULL,
    closeWindowDate TEXT NOT NULL,
    csvUploadInProgress INTEGER NOT NULL,
    courseChangesPending INTEGER NOT NULL,
    workforceQuestionnaireMissing INTEGER NOT NULL,
    extractDate TEXT,
    PRIMARY KEY (eid, returnId)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE registeredCourse (
    eid INTEGER NOT NULL REFERENCES organisation (eid),
    courseCode TEXT NOT NULL,
    courseTitle TEXT NOT NULL,
    qualificationCode TEXT NOT NULL,
    courseEftsFactor REAL NOT NULL,
    credit REAL NOT NULL,
    learningHours REAL,
    PRIMARY KEY (eid, courseCode)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE registerChange (
    eid INTEGER NOT NULL REFERENCES organisation (eid),
    courseCode TEXT NOT NULL,
    courseTitle TEXT NOT NULL,
    qualificationCode TEXT NOT NULL,
    courseEftsFactor REAL NOT NULL,
    credit REAL NOT NULL,
    learningHours REAL,
    PRIMARY KEY (eid, courseCode)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE unapprovedQualification (
    qualificationCode TEXT PRIMARY KEY,
    title TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`

/** A Single Data Return that an organisation has to make, and what may stand in its way. */
export interface Return {
  readonly eid: number
  readonly returnId: number
  readonly returnYear: number
  readonly returnMonth: number
  readonly returnType: 'Full' | 'Indicative'
  readonly openWindowDate: UtcDateTime
  readonly closeWindowDate: UtcDateTime
  /** The day as at which learners are held against the National Student Index. */
  readonly extractDate: CivilDate
  readonly csvUploadInProgress: 0 | 1
  readonly courseChangesPending: 0 | 1
  readonly workforceQuestionnaireMissing: 0 | 1
}

export const insertReturn = run(`
  INSERT INTO sdrReturn (eid, returnId, returnYear, returnMonth, returnType, openWindowDate, closeWindowDate, extractDate,
    csvUploadInProgress, courseChangesPending, workforceQuestionnaireMissing)
  VALUES (:eid, :returnId, :returnYear, :returnMonth, :returnType, :openWindowDate, :closeWindowDate, :extractDate,
    :csvUploadInProgress, :courseChangesPending, :workforceQuestionnaireMissing)`)

const findKept = one<Return>('SELECT * FROM sdrReturn WHERE eid = ? AND returnId = ?')

/** A return of an organisation: as it is kept, else as the standing rule has it. */
export const findReturn = (db: Database, eid: number, returnId: number): Return | undefined =>
  findKept(db, eid, returnId) ?? standingReturn(eid, returnId)

/** The same, kept from now on, as something is to refer to it. */
export function keepReturn (db: Database, kept: Return): void {
  if (!findKept(db, kept.eid, kept.returnId)) insertReturn(db, kept)
}

/** A return with the status of its last submission and of that one's last validation run. */
export interface ListedReturn extends Return {
  submissionStatus: SubmissionStatus | null
  submission: number | null
}

const listKept = all<ListedReturn>(`
  SELECT sdrReturn.*, submission.id AS submission, submission.status AS submissionStatus
  FROM sdrReturn LEFT JOIN submission ON submission.id = (
    SELECT max(id) FROM submission AS last WHERE last.eid = sdrReturn.eid AND last.returnId = sdrReturn.returnId)
  WHERE sdrReturn.eid = ?`)

/**
 * The returns of an organisation, the last first: those that are kept, and those of the rounds whose windows are open at any moment from
 * one to another.
 */
export function listReturns (db: Database, eid: number, from: UtcDateTime, until: UtcDateTime): ListedReturn[] {
  const kept = listKept(db, eid)
  const ids = new Set(kept.map(({ returnId }) => returnId))
  const standing = [...standingReturnsBetween([eid], from, until)].filter(({ returnId }) => !ids.has(returnId))
    .map(it => ({ ...it, submission: null, submissionStatus: null }))
  return [...kept, ...standing].sort((a, b) => b.returnId - a.returnId)
}

/** Opens and closes a return's window at other instants. */
export const moveClosing = run('UPDATE sdrReturn SET openWindowDate = ?, closeWindowDate = ? WHERE eid = ? AND returnId = ?')

/** Notes that changes of the course register have to be approved before the return goes on. */
export const notePending = run('UPDATE sdrReturn SET courseChangesPending = 1 WHERE eid = ? AND returnId = ?')

const clear = run('UPDATE sdrReturn SET csvUploadInProgress = 0, workforceQuestionnaireMissing = 0 WHERE eid = ? AND returnId = ?')
const clearPending = run('UPDATE sdrReturn SET courseChangesPending = 0 WHERE eid = ?')

/** Takes away what stands in the way of a return; changes of the register concern all of the organisation's. */
export function clearObstacles (db: Database, eid: number, returnId: number): void {
  clear(db, eid, returnId)
  clearPending(db, eid)
}

const findEid = oneValue<number>('SELECT eid FROM organisation WHERE eid = ?')

export const hasOrganisation = (db: Database, eid: number): boolean => findEid(db, eid) !== undefined

export const listEids = all<{ eid: number }>('SELECT eid FROM organisation ORDER BY eid')

/** Which end of a window. */
export type Edge = 'openWindowDate' | 'closeWindowDate'

/** The standing returns, but for those that are kept, with such an end after one instant and up to another, in order of time. */
export function listStanding (db: Database, edge: Edge, from: UtcDateTime, until: UtcDateTime, most: number): Return[] {
  const found: Return[] = []
  for (const it of standingReturnsBetween(listEids(db).map(({ eid }) => eid), from, until)) {
    if (it[edge] > from && it[edge] <= until && !findKept(db, it.eid, it.returnId) && found.push(it) >= most) break
  }
  return found
}

/** The windows that open after one instant and up to another, of the returns that are kept. */
export const listOpenings =
  all<Return>('SELECT * FROM sdrReturn WHERE openWindowDate > ? AND openWindowDate <= ? ORDER BY openWindowDate LIMIT ?')

export const listClosings =
  all<Return>('SELECT * FROM sdrReturn WHERE closeWindowDate > ? AND closeWindowDate <= ? ORDER BY closeWindowDate LIMIT ?')

export const insertRegisteredCourse = run(`
  INSERT INTO registeredCourse (eid, courseCode, courseTitle, qualificationCode, courseEftsFactor, credit, learningHours)
  VALUES (:eid, :courseCode, :courseTitle, :qualificationCode, :courseEftsFactor, :credit, :learningHours)`)

export const insertUnapprovedQualification =
  run('INSERT INTO unapprovedQualification (qualificationCode, title) VALUES (:qualificationCode, :title)')
