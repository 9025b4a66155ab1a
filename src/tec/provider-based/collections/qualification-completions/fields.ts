import type { Collection } from '../collection.ts'

export const qualificationCompletions: Collection = {
  name: 'qualification-completions',
  fileType: 'QualificationCompletion',
  table: 'sdrQualificationCompletion',
  plural: 'QualificationCompletions',
  noun: 'qualification completion',
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
    { name: 'nationalStudentNumber', kind: 'integer', required: true, seen: true, about: 'NSN of the learner', example: 150000123 },
    {
      name: 'qualificationCode',
      kind: 'text',
      max: 6,
      required: true,
      seen: true,
      formIsGuessed: true,
      about: 'The qualification, by its code; non-formal study is not reported here',
      example: 'NZ2738'
    },
    { name: 'yearRequirementsMet', kind: 'integer', about: 'Year in which its requirements were met', example: 2026 },
    {
      name: 'qualificationCompletionDate',
      kind: 'dateTime',
      about: 'Day on which its requirements were met',
      example: '2026-06-26T00:00:00+12:00'
    },
    { name: 'irdNumber', kind: 'text', max: 11, about: 'IRD number', example: '012-345-678' },
    {
      name: 'linkedQualificationForFeesFree',
      kind: 'text',
      max: 6,
      about: 'Another qualification code that the enrolments were under',
      example: 'NZ2737'
    }
  ],
  indexes: `
  CREATE INDEX sdrQualificationCompletionByNumber ON sdrQualificationCompletion (submission, nationalStudentNumber);`
}
