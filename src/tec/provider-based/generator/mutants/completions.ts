import { daysAfter } from '../../../../core/civil-date.ts'
import { courseCompletions } from '../../collections/course-completions/fields.ts'
import { courseEnrolments } from '../../collections/course-enrolments/fields.ts'
import { learners } from '../../collections/learners/fields.ts'
import { atMidnight, dayOf } from '../people.ts'
import { changing, ofADay, stranger, type MutantDraft, type MutantDrafts } from './draft.ts'

const completion = changing(courseCompletions, 'completion')

/** The course ends on the first day of the return's year. */
const stillOpen: MutantDraft = ({ enrolment, completion, year }) => {
  const { courseStartDate, courseEndDate, eftsByMonth } = ofADay(enrolment, atMidnight(dayOf(year, 0, 1)))
  const ended = { ...completion, courseStartDate, courseEndDate }
  return {
    before: [[courseEnrolments, { ...enrolment, courseStartDate, courseEndDate, eftsByMonth }], [courseCompletions, ended]],
    good: [courseCompletions, ended],
    bad: [courseCompletions, { ...ended, studentCourseCompletionIndicator: '0' }]
  }
}

const ofStranger: MutantDraft = (actors) => {
  const other = stranger(actors)
  const { studentIdentificationCode } = other
  return {
    before: [[learners, other]],
    good: [courseCompletions, actors.completion],
    bad: [courseCompletions, { ...actors.completion, studentIdentificationCode }]
  }
}

const completedThoughWithdrawn: MutantDraft = ({ enrolment, completion, year }) => {
  const day = atMidnight(dayOf(year, 0, 1))
  const ended = { ...completion, courseStartDate: day, courseEndDate: day }
  return {
    before: [
      [courseEnrolments, { ...enrolment, ...ofADay(enrolment, day), studentsCourseWithdrawalDate: day }],
      [courseCompletions, { ...ended, studentCourseCompletionIndicator: '4' }]
    ],
    good: [courseCompletions, { ...ended, studentCourseCompletionIndicator: '4' }],
    bad: [courseCompletions, { ...ended, studentCourseCompletionIndicator: '2' }]
  }
}

export const completionMutants: MutantDrafts = {
  '036': completion.without('courseStartDate'),
  748: completion.without('nationalStudentNumber'),
  S03: ({ completion, otherCourse }) => ({
    good: [courseCompletions, completion],
    bad: [courseCompletions, { ...completion, localId: `${completion.localId}-ELSEWHERE`, courseCode: otherCourse.courseCode }]
  }),
  S56: completion.to(() => ({ studentCourseCompletionIndicator: '9' })),
  S57: completion.without('studentCourseCompletionIndicator'),
  S58: ofStranger,
  S59: ({ completion }) => ({
    good: [courseCompletions, completion], bad: [courseCompletions, { ...completion, localId: `${completion.localId}-AGAIN` }]
  }),
  S60: completion.to(({ completion }) => ({
    courseEndDate: atMidnight(daysAfter(String(completion.courseEndDate).slice(0, 10), 1))
  })),
  S80: completion.to(({ completion }) => ({ studentIdentificationCode: `${String(completion.studentIdentificationCode)}X` })),
  S82: completedThoughWithdrawn,
  S71: completion.without('courseEndDate'),
  S89: completion.to(({ year }) => ({ pbrfCourseCompletionYear: year + 1 })),
  still_to_complete: stillOpen
}
