import type { Collection } from '../collections/collection.ts'
import { courseCompletions } from '../collections/course-completions/fields.ts'
import { courseEnrolments } from '../collections/course-enrolments/fields.ts'
import { courses } from '../collections/courses/fields.ts'
import { learners } from '../collections/learners/fields.ts'
import { qualificationCompletions } from '../collections/qualification-completions/fields.ts'
import type { RecordRule } from '../collections/record-rule.ts'
import { recordRules } from '../collections/rules.ts'
import type { Written } from '../records/store.ts'
import { BadInput } from '../../../core/errors.ts'
import { atMidnight, dayOf, howManyCourses, makeCourse, makePerson, spread, type Making, type Person } from './people.ts'

/** A record in its collection. */
export type Placed = readonly [Collection, Written]

/** What breaks a rule, and no other: one record, by itself or once others are changed, which by themselves break nothing. */
export interface Mutant {
  readonly rule: RecordRule
  /** Whose records they are: the nth learner of the return. */
  readonly person: number
  /** Changes that break nothing. */
  readonly before: readonly Placed[]
  readonly good: Placed
  readonly bad: Placed
  /** The local id of the record that the rule is broken by, which need not be the one that was changed. */
  readonly found: string
}

/** Who a mutant can do with as it likes. */
interface Cast extends Person {
  readonly person: number
  readonly year: number
  readonly courses: readonly Written[]
  readonly enrolment: Written
  readonly completion: Written
  /** A course that the learner is not enrolled in. */
  readonly otherCourse: Written
}

type Draft = (cast: Cast) => { before?: readonly Placed[], good: Placed, bad: Placed, found?: string }

/** A record without a member, or with others. */
const without = (record: Written, name: string): Written => Object.fromEntries(Object.entries(record).filter(([it]) => it !== name)) as Written

const learner = (change: (cast: Cast) => object): Draft => (cast) =>
  ({ good: [learners, cast.learner], bad: [learners, { ...cast.learner, ...change(cast) }] })

const learnerWithout = (name: string): Draft => ({ learner }) => ({ good: [learners, learner], bad: [learners, without(learner, name)] })

const enrolment = (change: (cast: Cast) => object): Draft => (cast) =>
  ({ good: [courseEnrolments, cast.enrolment], bad: [courseEnrolments, { ...cast.enrolment, ...change(cast) }] })

const enrolmentWithout = (name: string): Draft => ({ enrolment }) => ({ good: [courseEnrolments, enrolment], bad: [courseEnrolments, without(enrolment, name)] })

const completionWithout = (name: string): Draft => ({ completion }) => ({ good: [courseCompletions, completion], bad: [courseCompletions, without(completion, name)] })

/** An enrolment that was withdrawn as it should be, to be changed in one point. */
function withdrawn ({ enrolment, completion }: Cast) {
  const ended = { sourceOfFunding: '31', studentsCourseWithdrawalDate: enrolment.courseEndDate, categoryOfFeesAssessmentForInternationalStudents: '00' }
  return { enrolment: { ...enrolment, ...ended }, completion: { ...completion, studentCourseCompletionIndicator: 4 } }
}

/** An international learner as it should be. */
const international = ({ learner, enrolment }: Cast) => ({
  learner: { ...learner, tuitionFeePaidByInternationalFeePayingStudent: 21_500 },
  enrolment: { ...enrolment, sourceOfFunding: '02' }
})

const drafts: Readonly<Record<string, Draft>> = {
  '005': enrolmentWithout('courseStartDate'),
  '006': enrolmentWithout('courseEndDate'),
  '036': completionWithout('courseStartDate'),
  364: learnerWithout('nationalStudentNumber'),
  712: enrolmentWithout('nationalStudentNumber'),
  748: completionWithout('nationalStudentNumber'),
  762: enrolmentWithout('sourceOfFunding'),

  '001': enrolment(() => ({ studentIdentificationCode: 'NOBODY' })),
  '002': ({ learner }) => ({ good: [learners, learner], bad: [learners, { ...learner, localId: `${learner.localId}-AGAIN` }] }),
  100: learner(() => ({ providerCode: '1' })),
  101: learner(() => ({ gender: 'X' })),
  102: learner(({ year }) => ({ dateOfBirth: atMidnight(dayOf(year - 130, 5, 1)) })),
  105: learner(() => ({ ethnicity: ['999'] })),
  108: learner(({ year }) => ({ firstYearOfTertiaryEducation: year, mainActivityAt1OctoberInYearPriorToFormalEnrolment: '10' })),
  362: (cast) => {
    const { learner, enrolment } = international(cast)
    return {
      before: [[learners, learner], [courseEnrolments, enrolment]],
      good: [learners, learner],
      bad: [learners, without(learner, 'tuitionFeePaidByInternationalFeePayingStudent')]
    }
  },
  363: (cast) => {
    const { learner, enrolment } = international(cast)
    return {
      before: [[learners, learner], [courseEnrolments, enrolment]],
      good: [learners, learner],
      bad: [learners, { ...learner, tuitionFeePaidByInternationalFeePayingStudent: 0 }]
    }
  },
  S01: (cast) => {
    const coming = elsewhere(cast, 5)
    return { good: [courseEnrolments, coming], bad: [courseEnrolments, { ...coming, courseCode: 'NO-SUCH-COURSE' }] }
  },
  S02: ({ courses: [, course] }) => ({ good: [courses, course!], bad: [courses, { ...course!, localId: `${course!.localId}-AGAIN` }] }),
  S03: ({ completion, otherCourse }) => ({
    good: [courseCompletions, completion],
    bad: [courseCompletions, { ...completion, localId: `${completion.localId}-ELSEWHERE`, courseCode: otherCourse.courseCode }]
  }),
  S04: (cast) => ({ good: [courseEnrolments, elsewhere(cast, 5)], bad: [courseEnrolments, elsewhere(cast, -2)] }),
  S05: enrolment(({ year }) => ({ courseEndDate: atMidnight(dayOf(year - 2, 0, 1)), eftsByMonth: spread(0, 0, 0) })),
  S06: enrolment(({ year }) => ({ studentsCourseWithdrawalDate: atMidnight(dayOf(year - 2, 0, 1)) })),
  S07: (cast) => {
    const { enrolment, completion } = withdrawn(cast)
    return {
      before: [[courseCompletions, completion], [courseEnrolments, enrolment]],
      good: [courseEnrolments, enrolment],
      bad: [courseEnrolments, without(enrolment, 'studentsCourseWithdrawalDate')]
    }
  },
  S08: (cast) => {
    const { enrolment, completion } = withdrawn(cast)
    return {
      before: [[courseEnrolments, enrolment], [courseCompletions, completion]],
      good: [courseCompletions, completion],
      bad: [courseCompletions, { ...completion, studentCourseCompletionIndicator: 2 }],
      found: enrolment.localId
    }
  },
  S09: (cast) => {
    const { enrolment, completion } = withdrawn(cast)
    return {
      before: [[courseCompletions, completion], [courseEnrolments, enrolment]],
      good: [courseEnrolments, enrolment],
      bad: [courseEnrolments, { ...enrolment, categoryOfFeesAssessmentForInternationalStudents: '99' }]
    }
  },
  S10: ({ learner, enrolment }) => ({
    before: [[learners, { ...learner, countryOfCitizenship: 'NZL' }]],
    good: [courseEnrolments, enrolment],
    bad: [courseEnrolments, { ...enrolment, residentialStatus: 'Y' }]
  }),
  S11: enrolment(({ enrolment }) => ({ eftsByMonth: (enrolment.eftsByMonth as number[]).map((load, month) => month === 3 ? load + 0.01 : load) })),
  S12: enrolment(() => ({ fundingCategory: 'G1' })),
  S13: ({ courses: [course] }) => ({ good: [courses, course!], bad: [courses, { ...course!, courseTitle: 'Carpentry, and More' }] }),
  S14: learner(() => ({ nationalStudentNumber: 160_000_001 })),
  S15: learner(() => ({ nationalStudentNumber: 160_000_002, nameIdCode: 'WILSO', dateOfBirth: atMidnight('2005-01-09') })),
  S16: enrolment(() => ({ qualificationCode: 'NZ0001' })),
  S17: enrolment(() => ({ iteSector: 3 })),
  S18: ({ learner, enrolment, year }) => {
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
  },
  S19: enrolmentWithout('secondarySchoolProgrammeIndicator'),
  S20: ({ courses: [, , course] }) => ({ good: [courses, course!], bad: [courses, without(course!, 'learningHours')] }),
  S21: enrolment(() => ({ sourceOfFunding: '29' }))
}

/** Another enrolment of the learner, without a completion, so many years from the return's. */
function elsewhere ({ year, enrolment, otherCourse }: Cast, years: number): Written {
  const { courseCode, qualificationCode, fundingCategory, courseClassification, nzscedFieldOfStudy, courseEftsFactor } = otherCourse
  return {
    ...enrolment,
    ...{ courseCode, qualificationCode, fundingCategory, courseClassification, nzscedFieldOfStudy, courseEftsFactor },
    localId: `${enrolment.localId}-ELSEWHERE`,
    courseStartDate: atMidnight(dayOf(year + years, 1, 10)),
    courseEndDate: atMidnight(dayOf(year + years, 3, 10)),
    eftsByMonth: spread(0, 0, 0)
  }
}

/**
 * What breaks each rule that is for the return, each with a learner of its own. Throws BadInput where the return has too few.
 */
export function makeMutants (making: Making): Mutant[] {
  const casts = castsOf(making)
  return recordRules.filter(rule => rule.since <= making.returnId).map(rule => {
    const cast = casts.next().value
    if (!cast) throw new BadInput(`A return of ${making.learners} learners has too few for a mutant of each rule; make it 200`)
    const { before = [], good, bad, found = bad[1].localId } = drafts[rule.code]!(cast)
    return { rule, person: cast.person, before, good, bad, found }
  })
}

/** The learners of a return who are citizens, and whose first enrolment was not withdrawn. */
function * castsOf (making: Making): Generator<Cast, undefined> {
  const count = howManyCourses(making)
  const all = Array.from({ length: count }, (_, n) => makeCourse(making, n))
  for (let n = 0; n < making.learners; n++) {
    const person = makePerson(making, n)
    const [enrolment, completion] = [person.enrolments[0]!, person.completions[0]!]
    if (person.learner.countryOfCitizenship !== 'NZL' || enrolment.sourceOfFunding === '31') continue
    const taken = person.enrolments.map(it => it.courseCode)
    yield {
      ...person,
      person: n,
      year: Math.floor(making.returnId / 100),
      courses: all,
      enrolment,
      completion,
      otherCourse: all.find(({ courseCode }, i) => i > 2 && !taken.includes(courseCode))!
    }
  }
  return undefined
}
