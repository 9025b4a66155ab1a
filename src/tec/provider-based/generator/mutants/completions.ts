import { courseCompletions } from '../../collections/course-completions/fields.ts'
import { qualificationCompletions } from '../../collections/qualification-completions/fields.ts'
import { changing, without, type MutantDraft, type MutantDrafts } from './draft.ts'

const completion = changing(courseCompletions, 'completion')

const undatedQualification: MutantDraft = ({ learner, enrolment, year }) => {
  const { studentIdentificationCode, nationalStudentNumber } = learner
  const dated = {
    localId: `QUALIFICATION-OF-${learner.localId}`,
    studentIdentificationCode,
    nationalStudentNumber,
    qualificationCode: enrolment.qualificationCode,
    yearRequirementsMet: year,
    qualificationCompletionDate: enrolment.courseEndDate
  }
  return { good: [qualificationCompletions, dated], bad: [qualificationCompletions, without(dated, 'qualificationCompletionDate')] }
}

export const completionMutants: MutantDrafts = {
  '036': completion.without('courseStartDate'),
  748: completion.without('nationalStudentNumber'),
  S03: ({ completion, otherCourse }) => ({
    good: [courseCompletions, completion],
    bad: [courseCompletions, { ...completion, localId: `${completion.localId}-ELSEWHERE`, courseCode: otherCourse.courseCode }]
  }),
  S18: undatedQualification
}
