import type { Collection, PlacedRecord, SdrRecord } from '../../collections/collection.ts'
import { courseCompletions } from '../../collections/course-completions/fields.ts'
import { courseEnrolments } from '../../collections/course-enrolments/fields.ts'
import { learners } from '../../collections/learners/fields.ts'
import { qualificationCompletions } from '../../collections/qualification-completions/fields.ts'
import { atMidnight, dayOf } from '../people.ts'
import { changing, elsewhere, stranger, without, type Actors, type MutantDraft, type MutantDrafts } from './draft.ts'

const learner = changing(learners, 'learner')

/** A learner who pays international fees, as it should be, to be changed. */
const internationalLearner = (change: (learner: Actors['learner']) => Actors['learner']): MutantDraft => ({ learner, enrolment }) => {
  const international = { ...learner, countryOfCitizenship: 'IND', tuitionFeePaidByInternationalFeePayingStudent: 21_500 }
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
  143: learner.to(() => ({ iwiAffiliation: ['0301', '4000'] })),
  S14: (actors) => {
    const known = { ...actors.learner, nationalStudentNumber: 160_000_001, nameIdCode: 'TAMAH', dateOfBirth: atMidnight('2003-08-21') }
    return { before: numbered(actors, known), good: [learners, known], bad: [learners, { ...known, nameIdCode: 'FIFIH' }] }
  },
  S15: (actors) => {
    const unverified = {
      ...stranger(actors), nationalStudentNumber: 160_000_002, nameIdCode: 'WILSO', dateOfBirth: atMidnight('2005-01-09')
    }
    const { studentIdentificationCode, nationalStudentNumber } = unverified
    const coming = elsewhere(actors)
    return {
      before: [[learners, unverified]],
      good: [courseEnrolments, coming],
      bad: [courseEnrolments, { ...coming, studentIdentificationCode, nationalStudentNumber }],
      found: unverified.localId
    }
  },
  S68: (actors) => {
    const other = stranger(actors)
    const merged = { ...other, nationalStudentNumber: 160_000_003, nameIdCode: 'PATEA', dateOfBirth: atMidnight('2004-11-30') }
    return { good: [learners, other], bad: [learners, merged] }
  },
  S22: (actors) => {
    const other = stranger(actors)
    return {
      good: [learners, other], bad: [learners, { ...other, nationalStudentNumber: actors.learner.nationalStudentNumber }]
    }
  },
  S77: learner.to(() => ({ expectationToCompleteAQualificationThisYear: '3' })),
  S78: (actors) => {
    const other = stranger(actors)
    return { good: [learners, other], bad: [learners, { ...other, nationalStudentNumber: 15_000_000_123 }] }
  },
  S98: (actors) => {
    const other = stranger(actors)
    const { studentIdentificationCode } = actors.learner
    return {
      good: [learners, other], bad: [learners, { ...other, studentIdentificationCode: String(studentIdentificationCode).toLowerCase() }]
    }
  },
  S23: learner.to(() => ({ disabilityStatus: '4' })),
  S24: learner.to(() => ({ totalFeeForDomesticStudent: 123_456_789.123 })),
  S25: learner.to(({ learner }) => ({ nameIdCode: String(learner.nameIdCode).toLowerCase() })),
  S26: learner.to(() => ({ irdNumber: '12-345-678' })),
  S27: learner.to(() => ({ termPostCode: 'SW1A' })),
  S28: learner.to(() => ({ maximaExemptFees: 410.005 })),
  S29: learner.to(() => ({ countryOfCitizenship: 'NZ' })),
  S30: learner.without('disabilityServicesAccessedIndicator'),
  S31: learner.to(({ year }) => ({ firstYearOfTertiaryEducation: year + 1 })),
  S85: learner.to(({ year }) => ({ lastYearAtSecondarySchool: year + 1 })),
  S86: learner.to(() => ({ nameIdCode: 'WALK' })),
  S87: learner.to(() => ({ disabilityServicesAccessedIndicator: '3' })),
  S88: learner.without('countryOfCitizenship'),
  S90: learner.to(() => ({ disabilityStatus: '2', disabilitySupportNeeds: ['3'] })),
  S32: learner.to(({ year }) => ({
    firstYearOfTertiaryEducation: year - 1, mainActivityAt1OctoberInYearPriorToFormalEnrolment: '07'
  }))
}

/** All that is a learner's, under the number that another record of the learner has; the learner comes last. */
function numbered ({ enrolments, completions, qualificationCompletions: qualifications }: Actors, learner: SdrRecord) {
  const { nationalStudentNumber } = learner
  const renumber = (collection: Collection, records: readonly SdrRecord[]): PlacedRecord[] =>
    records.map(record => [collection, { ...record, nationalStudentNumber }])
  return [
    ...renumber(courseEnrolments, enrolments),
    ...renumber(courseCompletions, completions),
    ...renumber(qualificationCompletions, qualifications),
    [learners, learner] as const
  ]
}
