import type { Collection } from '../collection.ts'

export const courseCompletions: Collection = {
  name: 'course-completions',
  fileType: 'CourseCompletion',
  table: 'sdrCourseCompletion',
  plural: 'CourseCompletions',
  noun: 'course completion',
  isIndicative: false,
  fields: [
    {
      name: 'studentIdentificationCode',
      kind: 'text',
      max: 10,
      required: true,
      seen: true,
      about: 'The learner, by the provider\'s own id',
      example: 'S10001'
    },
    { name: 'courseCode', kind: 'text', max: 20, required: true, seen: true, about: 'The course, by its code', example: 'CARP101' },
    {
      name: 'studentCourseCompletionIndicator',
      kind: 'code',
      max: 1,
      about: 'How it went, 0 to 8: 2 completed, 3 not successful, 4 did not complete',
      example: 2
    },
    { name: 'courseStartDate', kind: 'dateTime', about: 'First day, as the enrolment has it', example: '2026-02-16T00:00:00+13:00' },
    { name: 'nationalStudentNumber', kind: 'integer', about: 'NSN of the learner', example: 150000123 },
    { name: 'courseEndDate', kind: 'dateTime', about: 'Last day', example: '2026-06-26T00:00:00+12:00' },
    { name: 'pbrfCourseCompletionYear', kind: 'integer', about: 'Year of the completion, of research courses', example: 2026 }
  ],
  indexes: `
  CREATE INDEX sdrCourseCompletionByCourse ON sdrCourseCompletion (submission, nationalStudentNumber, courseCode, courseStartDate);`
}
