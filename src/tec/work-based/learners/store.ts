import type { CivilDate } from '../../../core/civil-date.ts'
import { one, oneValue, run, type Database } from '../../../sandbox/database.ts'
import type { Learner, LearnerUpdate } from './schemas.ts'

export const learnerTables = `
  CREATE TABLE learner (
    eid INTEGER NOT NULL REFERENCES organisation (eid),
    learnerLocalId TEXT NOT NULL,
    nationalStudentNumber INTEGER NOT NULL,
    dateOfBirth TEXT NOT NULL,
    nameIdCode TEXT NOT NULL,
    details TEXT NOT NULL,
    PRIMARY KEY (eid, learnerLocalId)
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX learnerByNationalStudentNumber ON learner (eid, nationalStudentNumber);
`

export interface LearnerRow {
  eid: number
  learnerLocalId: string
  nationalStudentNumber: number
  dateOfBirth: CivilDate
  nameIdCode: string
  /** JSON of LearnerUpdate. */
  details: string
}

export const findLearner = one<LearnerRow>('SELECT * FROM learner WHERE eid = ? AND learnerLocalId = ?')

/** The local id under which the TEO knows a National Student Number already. */
export const findLocalIdOf = oneValue<string>('SELECT learnerLocalId FROM learner WHERE eid = ? AND nationalStudentNumber = ?')

const insertRow = run(`
  INSERT INTO learner (eid, learnerLocalId, nationalStudentNumber, dateOfBirth, nameIdCode, details)
  VALUES (:eid, :learnerLocalId, :nationalStudentNumber, :dateOfBirth, :nameIdCode, :details)`)

export function insertLearner (db: Database, eid: number, { learnerLocalId, identity, ...details }: Learner): void {
  insertRow(db, { eid, learnerLocalId, ...identity, details: JSON.stringify(details) })
}

const updateRow = run('UPDATE learner SET details = ? WHERE eid = ? AND learnerLocalId = ?')

export function updateLearner (db: Database, eid: number, learnerLocalId: string, update: LearnerUpdate): void {
  updateRow(db, JSON.stringify(update), eid, learnerLocalId)
}

export const detailsOf = ({ details }: LearnerRow): LearnerUpdate => JSON.parse(details) as LearnerUpdate

/** The learner as the API shows it. */
export function toLearner (row: LearnerRow): Learner {
  const { learnerLocalId, nationalStudentNumber, dateOfBirth, nameIdCode } = row
  return { learnerLocalId, identity: { nationalStudentNumber, dateOfBirth, nameIdCode }, ...detailsOf(row) }
}
