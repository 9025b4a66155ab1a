import type { CivilDate } from '../../../core/civil-date.ts'
import { one, run } from '../../../sandbox/database.ts'

/** The National Student Index: what it has held of each number since a day, and the numbers that it merged away. */
export const studentTables = `
  CREATE TABLE student (
    nationalStudentNumber INTEGER NOT NULL,
    since TEXT NOT NULL,
    nameIdCode TEXT NOT NULL,
    dateOfBirth TEXT NOT NULL,
    isVerified INTEGER NOT NULL,
    alternativeNameIdCodes TEXT,
    PRIMARY KEY (nationalStudentNumber, since)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE mergedStudent (
    nationalStudentNumber INTEGER PRIMARY KEY,
    mergedInto INTEGER NOT NULL
  ) STRICT;
`

/** A student as the index holds them, from a day on. */
export interface StudentRow {
  readonly nationalStudentNumber: number
  readonly since: CivilDate
  readonly nameIdCode: string
  readonly dateOfBirth: CivilDate
  readonly isVerified: 0 | 1
  /** JSON of a list. */
  readonly alternativeNameIdCodes: string | null
}

/** Where nobody says since when. */
export const ever: CivilDate = '0001-01-01'

export const saveStudent = run(`
  INSERT OR REPLACE INTO student (nationalStudentNumber, since, nameIdCode, dateOfBirth, isVerified, alternativeNameIdCodes)
  VALUES (:nationalStudentNumber, :since, :nameIdCode, :dateOfBirth, :isVerified, :alternativeNameIdCodes)`)

export const findStudent = one<StudentRow>(`
  SELECT * FROM student WHERE nationalStudentNumber = ? AND since <= ? ORDER BY since DESC LIMIT 1`)

export const mergeStudent = run(`
  INSERT OR REPLACE INTO mergedStudent (nationalStudentNumber, mergedInto) VALUES (:nationalStudentNumber, :mergedInto)`)

export const findMerged =
  one<{ mergedInto: number }>('SELECT mergedInto FROM mergedStudent WHERE nationalStudentNumber = ?')
