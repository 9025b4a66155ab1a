/** SQL: whether an enrolment and a completion, by the names that they have, are of the same NSN, course and day of start. */
export const isSameStudy = (one: string, other: string): string =>
  `${one}.nationalStudentNumber = ${other}.nationalStudentNumber AND ${one}.courseCode = ${other}.courseCode
  AND newZealandDay(${one}.courseStartDate) = newZealandDay(${other}.courseStartDate)`

/** SQL of the completions of the enrolment `record`. */
export const completionOf = `sdrCourseCompletion AS completion WHERE completion.submission = :submission
  AND ${isSameStudy('completion', 'record')}`

/** SQL of the enrolments of the completion `record`. */
export const enrolmentOf = `sdrCourseEnrolment AS enrolment WHERE enrolment.submission = :submission
  AND ${isSameStudy('enrolment', 'record')}`
