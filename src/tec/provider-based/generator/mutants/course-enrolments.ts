import type { SdrRecord } from '../../collections/collection.ts'
import { courseCompletions } from '../../collections/course-completions/fields.ts'
import { courseEnrolments } from '../../collections/course-enrolments/fields.ts'
import { learners } from '../../collections/learners/fields.ts'
import { atMidnight, dayOf, spread } from '../people.ts'
import { changing, elsewhere, ofADay, without, type Actors, type MutantDraft, type MutantDrafts } from './draft.ts'

const enrolment = changing(courseEnrolments, 'enrolment')

/** An enrolment of a day that is over and was withdrawn, and its completion, as they should be. */
function withdrawn ({ enrolment, completion, year }: Actors) {
  const day = atMidnight(dayOf(year, 0, 1))
  const ended = {
    sourceOfFunding: '31',
    studentsCourseWithdrawalDate: day,
    categoryOfFeesAssessmentForInternationalStudents: '00'
  }
  return {
    enrolment: { ...enrolment, ...ofADay(enrolment, day), ...ended },
    completion: { ...completion, courseStartDate: day, courseEndDate: day, studentCourseCompletionIndicator: '4' }
  }
}

/** A withdrawn enrolment that is to be changed. */
export const withdrawnEnrolment = (change: (enrolment: SdrRecord) => SdrRecord): MutantDraft => (actors) => {
  const { enrolment, completion } = withdrawn(actors)
  return {
    before: [[courseCompletions, completion], [courseEnrolments, enrolment]],
    good: [courseEnrolments, enrolment],
    bad: [courseEnrolments, change(enrolment)]
  }
}

const completedOtherwise: MutantDraft = (actors) => {
  const { enrolment, completion } = withdrawn(actors)
  return {
    before: [[courseEnrolments, enrolment], [courseCompletions, completion]],
    good: [courseCompletions, completion],
    bad: [courseCompletions, { ...completion, studentCourseCompletionIndicator: '2' }],
    found: enrolment.localId
  }
}

const residentCitizen: MutantDraft = ({ learner, enrolment }) => ({
  before: [[learners, { ...learner, countryOfCitizenship: 'NZL' }]],
  good: [courseEnrolments, enrolment],
  bad: [courseEnrolments, { ...enrolment, residentialStatus: 'Y' }]
})

const courseNowhere: MutantDraft = (actors) => {
  const coming = elsewhere(actors)
  return { good: [courseEnrolments, coming], bad: [courseEnrolments, { ...coming, courseCode: 'NO-SUCH-COURSE' }] }
}

const tooMuchInApril = (loads: number[]): number[] => loads.map((load, month) => month === 3 ? load + 0.01 : load)

export const courseEnrolmentMutants: MutantDrafts = {
  '005': enrolment.without('courseStartDate'),
  '006': enrolment.without('courseEndDate'),
  712: enrolment.without('nationalStudentNumber'),
  762: enrolment.without('sourceOfFunding'),
  '001': enrolment.to(() => ({ studentIdentificationCode: 'NOBODY' })),
  S01: courseNowhere,
  S04: (actors) => {
    const coming = elsewhere(actors)
    const over = { ...coming, ...ofADay(coming, atMidnight(dayOf(actors.year, 0, 1))) }
    return { good: [courseEnrolments, coming], bad: [courseEnrolments, over] }
  },
  S05: enrolment.to(({ year }) => ({ courseEndDate: atMidnight(dayOf(year - 2, 0, 1)), eftsByMonth: spread(0, 0, 0) })),
  S06: enrolment.to(({ year }) => ({ studentsCourseWithdrawalDate: atMidnight(dayOf(year - 2, 0, 1)) })),
  S07: withdrawnEnrolment(enrolment => without(enrolment, 'studentsCourseWithdrawalDate')),
  S08: completedOtherwise,
  S09: withdrawnEnrolment(enrolment => ({ ...enrolment, categoryOfFeesAssessmentForInternationalStudents: '99' })),
  S10: residentCitizen,
  S11: enrolment.to(({ enrolment }) => ({ eftsByMonth: tooMuchInApril(enrolment.eftsByMonth as number[]) })),
  S12: enrolment.to(() => ({ fundingCategory: 'G1' })),
  S16: enrolment.to(() => ({ qualificationCode: 'NZ0001' })),
  S17: enrolment.to(() => ({ iteSector: '3' })),
  S19: enrolment.without('secondarySchoolProgrammeIndicator'),
  S21: enrolment.to(() => ({ sourceOfFunding: '29' }))
}
