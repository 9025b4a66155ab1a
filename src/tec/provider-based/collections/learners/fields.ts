import type { Collection } from '../collection.ts'

export const learners: Collection = {
  name: 'learners',
  fileType: 'Learner',
  table: 'sdrLearner',
  plural: 'Learners',
  noun: 'learner',
  isIndicative: true,
  fields: [
    {
      name: 'studentIdentificationCode',
      kind: 'text',
      max: 10,
      required: true,
      seen: true,
      about: 'The provider\'s own id of the learner, constant over the years',
      example: 'S10001'
    },
    { name: 'gender', kind: 'text', required: true, seen: true, about: 'M male, F female, D another gender', example: 'F' },
    {
      name: 'dateOfBirth',
      kind: 'dateTime',
      asWritten: true,
      required: true,
      seen: true,
      about: 'Date of birth',
      example: '2004-05-17T00:00:00+12:00'
    },
    {
      name: 'totalFeeForDomesticStudent',
      kind: 'number',
      seen: true,
      about: 'What a domestic learner pays in the whole year: tuition, compulsory course costs and other compulsory fees, with GST',
      example: 6240.5
    },
    {
      name: 'nameIdCode',
      kind: 'text',
      max: 5,
      required: true,
      seen: true,
      about: 'Four letters of the surname and the first of the first name, in capitals',
      example: 'WALKA'
    },
    {
      name: 'mainActivityAt1OctoberInYearPriorToFormalEnrolment',
      kind: 'code',
      max: 2,
      padded: true,
      about: 'What the learner did on 1 October of the year before the first formal enrolment',
      example: '01'
    },
    { name: 'firstYearOfTertiaryEducation', kind: 'integer', about: 'Year of the first tertiary study', example: 2024 },
    {
      name: 'disabilityServicesAccessedIndicator', kind: 'code', max: 1, about: '1 yes, 2 no; not mandatory since December 2025', example: 2
    },
    {
      name: 'lastSecondarySchoolAttended',
      kind: 'code',
      max: 4,
      padded: true,
      about: 'The Ministry\'s number of the school',
      example: '0087'
    },
    { name: 'lastYearAtSecondarySchool', kind: 'integer', about: 'Year in which the learner left school', example: 2021 },
    {
      name: 'highestSecondarySchoolQualification', kind: 'code', max: 2, padded: true, about: 'Highest school qualification', example: '15'
    },
    { name: 'countryOfCitizenship', kind: 'text', max: 3, about: 'NZL, AUS and others; 999 not stated', example: 'NZL' },
    { name: 'disabilityStatus', kind: 'code', max: 1, about: '1 yes, 2 no, 3 prefers not to say', example: 2 },
    { name: 'disabilitySupportNeeds', kind: 'codes', max: 7, about: 'Support needs', example: ['3'] },
    {
      name: 'expectationToCompleteAQualificationThisYear',
      kind: 'code',
      max: 1,
      about: 'Whether the learner is expected to complete a qualification in the year',
      example: 1
    },
    {
      name: 'iwiAffiliation',
      kind: 'codes',
      max: 6,
      itemMax: 4,
      padded: true,
      about: 'Iwi; 4444 not known, 7777 unidentifiable',
      example: ['0301']
    },
    { name: 'irdNumber', kind: 'text', max: 11, about: 'IRD number', example: '012-345-678' },
    { name: 'nationalStudentNumber', kind: 'integer', about: 'NSN, as the National Student Index issued it', example: 150000123 },
    {
      name: 'tuitionFeePaidByInternationalFeePayingStudent',
      kind: 'number',
      about: 'Tuition received from an international learner',
      example: 21500
    },
    { name: 'maximaExemptFees', kind: 'number', about: 'Student services fees of the year', example: 410 },
    {
      name: 'ethnicity',
      kind: 'codes',
      max: 6,
      itemMax: 3,
      about: 'Ethnic groups; 944 not known, 955 refused, 966 repeated, 977 unidentifiable, 988 out of scope',
      example: ['111', '211']
    },
    { name: 'permanentPostCode', kind: 'code', max: 4, padded: true, about: 'Post code of the permanent address', example: '9016' },
    { name: 'termPostCode', kind: 'code', max: 4, padded: true, about: 'Post code of the address in term', example: '9016' }
  ],
  indexes: `
  CREATE INDEX sdrLearnerByStudent ON sdrLearner (submission, studentIdentificationCode);
  CREATE INDEX sdrLearnerByStudentInAnyCase ON sdrLearner (submission, lower(trim(studentIdentificationCode)));
  CREATE INDEX sdrLearnerByNumber ON sdrLearner (submission, nationalStudentNumber);`
}
