import type { UtcDateTime } from '../../../core/date-time.ts'
import { all, one, run } from '../../../sandbox/database.ts'
import type { SubmissionStatus } from '../statuses.ts'

/** The returns that organisations have to make, and what TEC's registers hold that a return is validated against. */
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
    PRIMARY KEY (eid, returnId)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE registeredCourse (
    eid INTEGER NOT NULL REFERENCES organisation (eid),
    courseCode TEXT NOT NULL,
    courseTitle TEXT NOT NULL,
    qualificationCode TEXT NOT NULL,
    courseEftsFactor REAL NOT NULL,
    credit REAL NOT NULL,
    PRIMARY KEY (eid, courseCode)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE unapprovedQualification (
    qualificationCode TEXT PRIMARY KEY,
    title TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE student (
    nationalStudentNumber INTEGER PRIMARY KEY,
    nameIdCode TEXT NOT NULL,
    dateOfBirth TEXT NOT NULL,
    isVerified INTEGER NOT NULL
  ) STRICT;
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
  readonly csvUploadInProgress: 0 | 1
  readonly courseChangesPending: 0 | 1
  readonly workforceQuestionnaireMissing: 0 | 1
}

export const insertReturn = run(`
  INSERT INTO sdrReturn (eid, returnId, returnYear, returnMonth, returnType, openWindowDate, closeWindowDate,
    csvUploadInProgress, courseChangesPending, workforceQuestionnaireMissing)
  VALUES (:eid, :returnId, :returnYear, :returnMonth, :returnType, :openWindowDate, :closeWindowDate,
    :csvUploadInProgress, :courseChangesPending, :workforceQuestionnaireMissing)`)

export const findReturn = one<Return>('SELECT * FROM sdrReturn WHERE eid = ? AND returnId = ?')

/** A return with the status of its last submission and of that one's last validation run. */
export interface ListedReturn extends Return {
  submissionStatus: SubmissionStatus | null
  submission: number | null
}

/** The returns of an organisation, the last first; Indicative ones only where they are asked for. */
export const listReturns = all<ListedReturn>(`
  SELECT sdrReturn.*, submission.id AS submission, submission.status AS submissionStatus
  FROM sdrReturn LEFT JOIN submission ON submission.id = (
    SELECT max(id) FROM submission AS last WHERE last.eid = sdrReturn.eid AND last.returnId = sdrReturn.returnId)
  WHERE sdrReturn.eid = :eid AND (returnType = 'Full' OR :includeIndicative)
  ORDER BY returnId DESC`)

/** The windows that open after one instant and up to another. */
export const listOpenings =
  all<Return>('SELECT * FROM sdrReturn WHERE openWindowDate > ? AND openWindowDate <= ? ORDER BY openWindowDate LIMIT ?')

export const listClosings =
  all<Return>('SELECT * FROM sdrReturn WHERE closeWindowDate > ? AND closeWindowDate <= ? ORDER BY closeWindowDate LIMIT ?')

export const insertRegisteredCourse = run(`
  INSERT INTO registeredCourse (eid, courseCode, courseTitle, qualificationCode, courseEftsFactor, credit)
  VALUES (:eid, :courseCode, :courseTitle, :qualificationCode, :courseEftsFactor, :credit)`)

export const insertUnapprovedQualification =
  run('INSERT INTO unapprovedQualification (qualificationCode, title) VALUES (:qualificationCode, :title)')

export const insertStudent = run(`
  INSERT INTO student (nationalStudentNumber, nameIdCode, dateOfBirth, isVerified)
  VALUES (:nationalStudentNumber, :nameIdCode, :dateOfBirth, :isVerified)`)
