import { daysAfter } from '../../../../core/civil-date.ts'
import type { SdrRecord } from '../../collections/collection.ts'
import { courseEnrolments } from '../../collections/course-enrolments/fields.ts'
import { learners } from '../../collections/learners/fields.ts'
import { atMidnight, dayOf, spread } from '../people.ts'
import { withdrawnEnrolment } from './course-enrolments.ts'
import { changing, elsewhere, without, type MutantDraft, type MutantDrafts } from './draft.ts'

const enrolment = changing(courseEnrolments, 'enrolment')

/** An enrolment with a value that is not of its form; whether its course has another is not asked then. */
const malformed = (field: string, value: unknown, change: object = {}): MutantDraft => (actors) => {
  const coming = elsewhere(actors)
  return { good: [courseEnrolments, coming], bad: [courseEnrolments, { ...coming, [field]: value, ...change }] }
}

const dayAfterEnd = ({ courseEndDate }: SdrRecord): string => atMidnight(daysAfter(String(courseEndDate).slice(0, 10), 1))

const twice: MutantDraft = (actors) => {
  const first = elsewhere(actors)
  const second = { ...first, localId: `${first.localId}-AGAIN` }
  return {
    before: [[courseEnrolments, first]],
    good: [courseEnrolments, { ...second, courseStartDate: atMidnight(dayOf(actors.year, 0, 2)) }],
    bad: [courseEnrolments, second]
  }
}

const inYearsToCome: MutantDraft = (actors) => {
  const coming = elsewhere(actors)
  const dates = { courseStartDate: atMidnight(dayOf(actors.year + 5, 1, 10)), courseEndDate: atMidnight(dayOf(actors.year + 5, 3, 10)) }
  return { good: [courseEnrolments, coming], bad: [courseEnrolments, { ...coming, ...dates, eftsByMonth: spread(0, 0, 0) }] }
}

/** Of a source of funding whose enrolments need no completion. */
const overAYear: MutantDraft = (actors) => {
  const coming = elsewhere(actors)
  const ended = {
    ...coming,
    sourceOfFunding: '06',
    courseStartDate: atMidnight(dayOf(actors.year, -12, 20)),
    courseEndDate: atMidnight(dayOf(actors.year, 0, 15)),
    eftsByMonth: spread(coming.courseEftsFactor as number, -12, 0)
  }
  const longer = { ...ended, courseStartDate: atMidnight(dayOf(actors.year, -12, 10)) }
  return { good: [courseEnrolments, ended], bad: [courseEnrolments, longer] }
}

/** It began before anybody was born who is reported, and goes on beyond the return. */
const beforeBirth: MutantDraft = (actors) => {
  const coming = elsewhere(actors)
  const early = {
    courseStartDate: atMidnight(dayOf(actors.year, -840, 1)), eftsByMonth: spread(coming.courseEftsFactor as number, -840, 35)
  }
  return { good: [courseEnrolments, coming], bad: [courseEnrolments, { ...coming, ...early }] }
}

/** Of an enrolment that goes on for years. */
const withdrawalToCome: MutantDraft = (actors) => {
  const coming = elsewhere(actors)
  const courseEndDate = atMidnight(dayOf(actors.year, 419, 31))
  const spreadOver = { ...coming, courseEndDate, eftsByMonth: spread(coming.courseEftsFactor as number, 0, 419) }
  const on = (month: number) => ({ ...spreadOver, studentsCourseWithdrawalDate: atMidnight(dayOf(actors.year, month, 1)) })
  return { good: [courseEnrolments, on(0)], bad: [courseEnrolments, on(400)] }
}

const ofNewLearner: MutantDraft = ({ learner, enrolment, year }) => ({
  before: [[learners, { ...learner, firstYearOfTertiaryEducation: year, mainActivityAt1OctoberInYearPriorToFormalEnrolment: '01' }]],
  good: [courseEnrolments, enrolment],
  bad: [courseEnrolments, without(enrolment, 'actualCourseFee')]
})

const payingCitizen: MutantDraft = ({ learner, enrolment }) => ({
  before: [[learners, { ...learner, tuitionFeePaidByInternationalFeePayingStudent: 21_500 }]],
  good: [courseEnrolments, enrolment],
  bad: [courseEnrolments, { ...enrolment, sourceOfFunding: '02' }]
})

const residentOverseas: MutantDraft = ({ learner, enrolment }) => {
  const resident = { ...enrolment, residentialStatus: 'Y' }
  return {
    before: [[learners, { ...learner, countryOfCitizenship: 'IND' }]],
    good: [courseEnrolments, resident],
    bad: [courseEnrolments, { ...resident, intramuralExtramuralAttendance: '8' }]
  }
}

/** How the forms of an enrolment's fields are broken, its dates, and what it has to agree with. */
export const enrolmentFormMutants: MutantDrafts = {
  S40: enrolment.to(() => ({ intramuralExtramuralAttendance: '4' })),
  S41: enrolment.to(() => ({ residentialStatus: 'X' })),
  S42: malformed('fundingCategory', 'P9'),
  S43: enrolment.to(() => ({ sourceOfFunding: '17' })),
  S44: (actors) => {
    const coming = elsewhere(actors)
    return { good: [courseEnrolments, coming], bad: [courseEnrolments, { ...coming, nationalStudentNumber: 190_900_000 }] }
  },
  S45: twice,
  S46: ofNewLearner,
  S47: withdrawnEnrolment(enrolment => ({ ...enrolment, studentsCourseWithdrawalDate: dayAfterEnd(enrolment) })),
  S48: inYearsToCome,
  S49: malformed('nzscedFieldOfStudy', '04031X'),
  S50: malformed('courseClassification', '40'),
  S51: malformed('courseEftsFactor', 0.16667, { eftsByMonth: spread(0.16667, 0, 35) }),
  S52: enrolment.to(() => ({ actualCourseFee: 1105.005 })),
  S53: payingCitizen,
  S54: residentOverseas,
  S55: enrolment.to(() => ({ sourceOfFunding: '37', categoryOfFeesAssessmentForInternationalStudents: '01' })),
  S70: enrolment.without('courseDeliverySite'),
  S73: withdrawalToCome,
  S75: enrolment.to(() => ({ secondarySchoolProgrammeIndicator: 'perhaps' })),
  S84: beforeBirth,
  S92: enrolment.to(() => ({ iteSubject: ['MATH'] })),
  S94: malformed('fundingCategory', 'F2'),
  '>_12months': overAYear
}
