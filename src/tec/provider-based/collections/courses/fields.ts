import type { Collection } from '../collection.ts'

export const courses: Collection = {
  name: 'courses',
  fileType: 'Course',
  table: 'sdrCourse',
  plural: 'Courses',
  noun: 'course',
  isIndicative: true,
  fields: [
    {
      name: 'courseCode',
      kind: 'text',
      max: 20,
      required: true,
      seen: true,
      about: 'Identifies the course whatever the period, place or year',
      example: 'CARP101'
    },
    {
      name: 'courseTitle',
      kind: 'text',
      max: 255,
      required: true,
      seen: true,
      about: 'Title of the course',
      example: 'Carpentry in Practice'
    },
    {
      name: 'qualificationCode',
      kind: 'text',
      max: 6,
      required: true,
      seen: true,
      about: 'Code of the qualification on the SDR qualifications register',
      example: 'NZ2738'
    },
    {
      name: 'courseClassification', kind: 'code', max: 4, about: 'Classification of the course, 1 to 39 with their parts', example: '22.1'
    },
    { name: 'nzscedFieldOfStudy', kind: 'code', max: 6, padded: true, about: 'NZSCED code', example: '040311' },
    { name: 'levelOnTheNzQualificationsAndCredentialsFramework', kind: 'code', max: 2, about: 'Level, 1 to 10', example: 4 },
    { name: 'credit', kind: 'number', about: 'Credits', example: 20 },
    { name: 'fundingCategory', kind: 'text', max: 2, about: 'Letter and digit', example: 'P1' },
    { name: 'courseEftsFactor', kind: 'number', about: 'Load of the whole course, in equivalent full-time students', example: 0.1667 },
    { name: 'courseTuitionFee', kind: 'number', about: 'Tuition fee', example: 1040 },
    {
      name: 'pbrfEligibleCourseIndicator',
      kind: 'code',
      max: 1,
      about: 'Whether the course counts for the performance-based research fund',
      example: '2'
    },
    { name: 'compulsoryCourseCostsFee', kind: 'number', about: 'Compulsory course costs', example: 65 },
    { name: 'courseExemptionFromAmfm', kind: 'code', max: 1, about: 'Exemption from the annual maximum fee movement', example: '2' },
    { name: 'discountedCourseTuitionFee', kind: 'number', about: 'Tuition fee after a discount', example: 940 },
    { name: 'discountedCompulsoryCourseCostsFee', kind: 'number', about: 'Compulsory course costs after a discount', example: 50 },
    { name: 'learningHours', kind: 'number', about: 'Learning hours', example: 200 },
    { name: 'volumeResearchFactor', kind: 'number', about: 'Volume of research factor', example: 1 },
    {
      name: 'tuitionFeePaidByInternationalFeePayingStudent', kind: 'number', about: 'Tuition fee for international learners', example: 4800
    }
  ],
  indexes: `
  CREATE INDEX sdrCourseByCode ON sdrCourse (submission, courseCode);
  CREATE INDEX sdrCourseByCodeInAnyCase ON sdrCourse (submission, lower(trim(courseCode)));`
}
