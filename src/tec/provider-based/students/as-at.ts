/** SQL of what the National Student Index says of a number; arguments are SQL as well. */

/** Some columns of a student as the index held them on a day. */
export const studentOn = (columns: string, nationalStudentNumber: string, day: string): string => `(
  SELECT ${columns} FROM student WHERE student.nationalStudentNumber = ${nationalStudentNumber} AND student.since <= ${day}
  ORDER BY student.since DESC LIMIT 1)`

/** The number that another was merged into, whenever that was; nothing for one that is good. */
export const mergedInto = (nationalStudentNumber: string): string =>
  `(SELECT merged.mergedInto FROM mergedStudent AS merged WHERE merged.nationalStudentNumber = ${nationalStudentNumber})`
