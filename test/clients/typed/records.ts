/** Records of a return, as a TMS sends them. */

/** Of a learner whom no National Student Number is given for. */
export const learner = {
  localId: 'L1',
  studentIdentificationCode: 'S1',
  gender: 'F',
  dateOfBirth: '2005-05-17T00:00:00+12:00',
  nameIdCode: 'WALKA',
  ethnicity: ['111'],
  countryOfCitizenship: 'NZL'
}

/** Of that learner, in that course. */
export const enrolment = {
  localId: 'E1',
  studentIdentificationCode: 'S1',
  nationalStudentNumber: 150000001,
  courseCode: 'CARP110',
  qualificationCode: 'NZ2738',
  courseStartDate: '2026-02-16T00:00:00+13:00',
  courseEndDate: '2026-06-26T00:00:00+12:00',
  sourceOfFunding: '37',
  residentialStatus: 'N',
  courseEftsFactor: 0.1667,
  secondarySchoolProgrammeIndicator: 'false'
}

/** Of a course that nothing is wrong with. */
export const course = {
  localId: 'C1',
  courseCode: 'CARP110',
  courseTitle: 'Timber Framing',
  qualificationCode: 'NZ2738',
  courseClassification: '22.1',
  nzscedFieldOfStudy: '040311',
  fundingCategory: 'P1',
  courseEftsFactor: 0.1667,
  credit: 20,
  learningHours: 200
}
