import { courseEnrolments } from '../../collections/course-enrolments/fields.ts'
import { learners } from '../../collections/learners/fields.ts'
import { atMidnight, dayOf } from '../people.ts'
import { changing, without, type Actors, type MutantDraft, type MutantDrafts } from './draft.ts'

const learner = changing(learners, 'learner')

/** A learner who pays international fees, as it should be, to be changed. */
const internationalLearner = (change: (learner: Actors['learner']) => Actors['learner']): MutantDraft => ({ learner, enrolment }) => {
  const international = { ...learner, tuitionFeePaidByInternationalFeePayingStudent: 21_500 }
  return {
    before: [[learners, international], [courseEnrolments, { ...enrolment, sourceOfFunding: '02' }]],
    good: [learners, international],
    bad: [learners, change(international)]
  }
}

export const learnerMutants: MutantDrafts = {
  364: learner.without('nationalStudentNumber'),
  '002': ({ learner }) => ({ good: [learners, learner], bad: [learners, { ...learner, localId: `${learner.localId}-AGAIN` }] }),
  101: learner.to(() => ({ gender: 'X' })),
  102: learner.to(({ year }) => ({ dateOfBirth: atMidnight(dayOf(year - 130, 5, 1)) })),
  105: learner.to(() => ({ ethnicity: ['999'] })),
  108: learner.to(({ year }) => ({ firstYearOfTertiaryEducation: year, mainActivityAt1OctoberInYearPriorToFormalEnrolment: '10' })),
  362: internationalLearner(learner => without(learner, 'tuitionFeePaidByInternationalFeePayingStudent')),
  363: internationalLearner(learner => ({ ...learner, tuitionFeePaidByInternationalFeePayingStudent: 0 })),
  S14: learner.to(() => ({ nationalStudentNumber: 160_000_001 })),
  S15: learner.to(() => ({ nationalStudentNumber: 160_000_002, nameIdCode: 'WILSO', dateOfBirth: atMidnight('2005-01-09') }))
}
