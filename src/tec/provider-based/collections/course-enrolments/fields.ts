import type { Collection } from '../collection.ts'

export const courseEnrolments: Collection = {
  name: 'course-enrolments',
  fileType: 'Enrolment',
  table: 'sdrCourseEnrolment',
  plural: 'CourseEnrolments',
  noun: 'course enrolment',
  isIndicative: true,
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
    {
      name: 'qualificationCode',
      kind: 'text',
      max: 6,
      required: true,
      seen: true,
      about: 'Code on the SDR qualifications register; of non-formal study G9999 or one like G48017',
      example: 'NZ2738'
    },
    { name: 'courseCode', kind: 'text', max: 20, required: true, seen: true, about: 'The course, by its code', example: 'CARP101' },
    { name: 'courseStartDate', kind: 'dateTime', about: 'First day', example: '2026-02-16T00:00:00+13:00' },
    { name: 'courseEndDate', kind: 'dateTime', about: 'Last day', example: '2026-06-26T00:00:00+12:00' },
    { name: 'studentsCourseWithdrawalDate', kind: 'dateTime', about: 'Day of the withdrawal', example: '2026-03-02T00:00:00+13:00' },
    {
      name: 'categoryOfFeesAssessmentForInternationalStudents',
      kind: 'code',
      max: 2,
      padded: true,
      about: 'How fees were assessed; 00 not applicable',
      example: '00'
    },
    {
      name: 'intramuralExtramuralAttendance',
      kind: 'code',
      max: 2,
      about: '5 to 7 in New Zealand, 8 to 10 overseas: intramural, extramural at a time, extramural at any time',
      example: 5
    },
    { name: 'courseDeliverySite', kind: 'code', max: 2, padded: true, about: 'Number of the site', example: '01' },
    {
      name: 'sourceOfFunding',
      kind: 'code',
      max: 2,
      padded: true,
      about: 'Who pays: 01 delivery funding, 02 international fees, 37 levels 3 to 7, and others',
      example: '37'
    },
    {
      name: 'residentialStatus',
      kind: 'text',
      max: 1,
      about: 'Y permanent resident of New Zealand, N otherwise, citizens included',
      example: 'N'
    },
    { name: 'australianResidentialStatus', kind: 'text', max: 1, about: 'Whether the learner resides in Australia', example: 'N' },
    { name: 'apprenticeship', kind: 'text', max: 1, about: 'Whether it is part of an apprenticeship', example: 'N' },
    { name: 'fundingCategory', kind: 'text', max: 2, about: 'Letter and digit, as the course has it', example: 'P1' },
    { name: 'courseClassification', kind: 'code', max: 4, about: 'Classification, as the course has it', example: '22.1' },
    { name: 'nzscedFieldOfStudy', kind: 'code', max: 6, padded: true, about: 'NZSCED code, as the course has it', example: '040311' },
    { name: 'courseEftsFactor', kind: 'number', about: 'Load of the whole course, as the course has it', example: 0.1667 },
    {
      name: 'eftsByMonth',
      kind: 'loads',
      max: 12,
      about: 'Load of each month of the return\'s year, January first',
      example: [0, 0.0333, 0.0333, 0.0333, 0.0333, 0.0333, 0, 0, 0, 0, 0, 0]
    },
    { name: 'nationalStudentNumber', kind: 'integer', about: 'NSN of the learner', example: 150000123 },
    { name: 'consortium', kind: 'code', about: 'Consortium, of Māori and Pasifika Trades Training', example: 'C01' },
    { name: 'iteSector', kind: 'code', max: 1, about: 'Sector of initial teacher education; 3 secondary', example: 3 },
    { name: 'iteSubject', kind: 'codes', max: 20, about: 'Subjects of initial teacher education', example: ['MATH'] },
    {
      name: 'secondarySchoolProgrammeIndicator',
      kind: 'flag',
      about: 'Whether the course is taken as part of a school or secondary-tertiary programme',
      example: false
    },
    { name: 'actualCourseFee', kind: 'number', about: 'Tuition and compulsory course costs charged to the learner', example: 1105 }
  ],
  indexes: `
  CREATE INDEX sdrCourseEnrolmentByStudent ON sdrCourseEnrolment (submission, studentIdentificationCode);
  CREATE INDEX sdrCourseEnrolmentByCourse ON sdrCourseEnrolment (submission, nationalStudentNumber, courseCode, courseStartDate);`
}
