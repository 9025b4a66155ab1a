import { differing } from '../apart.ts'
import { all, oneValue, run } from '../../../../sandbox/database.ts'

/** TEC's course register, and how a return's courses stand to it. */

/** What the register holds of a course. */
const held = ['courseTitle', 'qualificationCode', 'courseEftsFactor', 'credit']

/** SQL of those in which the course `record` differs. */
export const differsFromRegister = differing('registered',
  'registeredCourse AS registered WHERE registered.eid = :eid AND registered.courseCode = record.courseCode',
  held.map(name => ({ name, differs: `registered.${name} <> record.${name}` })))

/** SQL: whether the course `record` is as the register has it; neither true nor false for one that it does not have. */
export const isAsRegistered = `(record.courseTitle, record.qualificationCode, record.courseEftsFactor, record.credit) = (
      SELECT registered.courseTitle, registered.qualificationCode, registered.courseEftsFactor, registered.credit
      FROM registeredCourse AS registered WHERE registered.eid = :eid AND registered.courseCode = record.courseCode)`

const unlikeTheRegister = `FROM sdrCourse AS record WHERE record.submission = :submission AND NOT (${isAsRegistered})`

/** The courses of a submission that differ from the register. */
export const listCourseDifferences = all<{ courseCode: string }>(`SELECT DISTINCT courseCode ${unlikeTheRegister} ORDER BY courseCode`)

/** Asks TEC to change the register to what the submission has; answers how many courses that are. */
export const insertRegisterChanges = run(`
  INSERT OR REPLACE INTO registerChange (eid, courseCode, courseTitle, qualificationCode, courseEftsFactor, credit, learningHours)
  SELECT :eid, courseCode, courseTitle, qualificationCode, courseEftsFactor, credit, learningHours ${unlikeTheRegister}`)

export const countRegisterChanges = oneValue<number>('SELECT count(*) FROM registerChange WHERE eid = ?')

/** Learning hours that somebody typed in the portal stay where a register file leaves them out. */
const applyChanges = run(`
  INSERT INTO registeredCourse (eid, courseCode, courseTitle, qualificationCode, courseEftsFactor, credit, learningHours)
  SELECT * FROM registerChange WHERE eid = ?
  ON CONFLICT (eid, courseCode) DO UPDATE SET courseTitle = excluded.courseTitle, qualificationCode = excluded.qualificationCode,
    courseEftsFactor = excluded.courseEftsFactor, credit = excluded.credit,
    learningHours = coalesce(excluded.learningHours, learningHours)`)

const deleteChanges = run('DELETE FROM registerChange WHERE eid = ?')

/** The changes of an organisation become the register; answers how many courses that are. */
export function approveRegisterChanges (db: Parameters<typeof applyChanges>[0], eid: number): number {
  const count = applyChanges(db, eid)
  deleteChanges(db, eid)
  return count
}
