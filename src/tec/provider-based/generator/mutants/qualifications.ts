import { courseCompletions } from '../../collections/course-completions/fields.ts'
import { courseEnrolments } from '../../collections/course-enrolments/fields.ts'
import { learners } from '../../collections/learners/fields.ts'
import { qualificationCompletions } from '../../collections/qualification-completions/fields.ts'
import { atMidnight, dayOf } from '../people.ts'
import { ofADay, stranger, without, type Actors, type MutantDraft, type MutantDrafts } from './draft.ts'

/** A qualification of the learner, as it should be. */
function qualificationOf ({ learner, enrolment, year }: Actors) {
  const { studentIdentificationCode, nationalStudentNumber } = learner
  const completedOn = atMidnight(dayOf(year, 0, 1))
  return {
    localId: `QUALIFICATION-OF-${learner.localId}`,
    studentIdentificationCode,
    nationalStudentNumber,
    qualificationCode: enrolment.qualificationCode,
    yearRequirementsMet: Number(completedOn.slice(0, 4)),
    qualificationCompletionDate: completedOn
  }
}

type Qualification = ReturnType<typeof qualificationOf>

const qualification = (change: (dated: Qualification, actors: Actors) => object): MutantDraft => (actors) => {
  const dated = qualificationOf(actors)
  return { good: [qualificationCompletions, dated], bad: [qualificationCompletions, { ...dated, ...change(dated, actors) }] }
}

const ofStranger = (change: (other: ReturnType<typeof stranger>) => object): MutantDraft => (actors) => {
  const [dated, other] = [qualificationOf(actors), stranger(actors)]
  return {
    before: [[learners, other]],
    good: [qualificationCompletions, dated],
    bad: [qualificationCompletions, { ...dated, ...change(other) }]
  }
}

/** The course ends on the first day of the return's year, the qualification is said to have been completed the day before. */
const beforeItsLastCourse: MutantDraft = (actors) => {
  const [day, dayBefore] = [atMidnight(dayOf(actors.year, 0, 1)), atMidnight(dayOf(actors.year - 1, 11, 31))]
  const { courseStartDate, courseEndDate, eftsByMonth } = ofADay(actors.enrolment, day)
  const dated = { ...qualificationOf(actors), yearRequirementsMet: actors.year, qualificationCompletionDate: day }
  return {
    before: [
      [courseEnrolments, { ...actors.enrolment, courseStartDate, courseEndDate, eftsByMonth }],
      [courseCompletions, { ...actors.completion, courseStartDate, courseEndDate }]
    ],
    good: [qualificationCompletions, dated],
    bad: [qualificationCompletions, { ...dated, yearRequirementsMet: actors.year - 1, qualificationCompletionDate: dayBefore }]
  }
}

export const qualificationMutants: MutantDrafts = {
  S18: (actors) => {
    const dated = qualificationOf(actors)
    return { good: [qualificationCompletions, dated], bad: [qualificationCompletions, without(dated, 'qualificationCompletionDate')] }
  },
  S72: qualification(() => ({ yearRequirementsMet: undefined })),
  S74: qualification(({ yearRequirementsMet }) => ({
    yearRequirementsMet: yearRequirementsMet + 30, qualificationCompletionDate: atMidnight(dayOf(yearRequirementsMet + 30, 0, 1))
  })),
  S61: qualification(() => ({ nationalStudentNumber: 0 })),
  S62: ofStranger(({ studentIdentificationCode }) => ({ studentIdentificationCode })),
  S63: (actors) => {
    const dated = qualificationOf(actors)
    return {
      before: [[qualificationCompletions, dated]],
      good: [qualificationCompletions, dated],
      bad: [qualificationCompletions, { ...dated, localId: `${dated.localId}-AGAIN` }]
    }
  },
  S64: qualification(() => ({ irdNumber: '12-345-678' })),
  S65: qualification(({ yearRequirementsMet }) => ({ yearRequirementsMet: yearRequirementsMet + 1 })),
  S66: qualification(({ qualificationCode }) => ({ qualificationCode: 'G9999', linkedQualificationForFeesFree: qualificationCode })),
  S81: qualification(({ studentIdentificationCode }) => ({ studentIdentificationCode: `${String(studentIdentificationCode)}X` })),
  S96: qualification(({ qualificationCode }) => ({ qualificationCode: 'NZ-738', linkedQualificationForFeesFree: qualificationCode })),
  S97: qualification(() => ({ linkedQualificationForFeesFree: 'NZ-738' })),
  'qual_comp_yr_<_course_end': beforeItsLastCourse,
  qual_comp_no_enrol: ofStranger(({ studentIdentificationCode, nationalStudentNumber }) =>
    ({ studentIdentificationCode, nationalStudentNumber })),
  imprecise_matches: qualification(() => ({ qualificationCode: 'NZ9999' }))
}
