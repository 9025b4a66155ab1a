/** SQL of the completions of the enrolment `record`: those of the same NSN, course and start. */
export const completionOf = `sdrCourseCompletion AS completion WHERE completion.submission = :submission
  AND completion.nationalStudentNumber = record.nationalStudentNumber AND completion.courseCode = record.courseCode
  AND completion.courseStartDate = record.courseStartDate`
