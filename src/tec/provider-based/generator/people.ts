import { inNewZealand, monthsAfter, startOfDay, type CivilDate } from '../../../core/civil-date.ts'
import type { SdrRecord } from '../collections/collection.ts'
import { randomOf, type Random } from './random.ts'

/** Makes up learners, what they enrol in, and what comes of it, so that all agree with each other. */

/** What a return is made up from. */
export interface ReturnSpec {
  readonly seed: number
  readonly learners: number
  /** Year and month of a Full return. */
  readonly returnId: number
}

/** A learner with the records that go with it. */
export interface Person {
  readonly learner: SdrRecord
  readonly enrolments: SdrRecord[]
  readonly completions: SdrRecord[]
  readonly qualificationCompletions: SdrRecord[]
}

const yearOf = ({ returnId }: ReturnSpec): number => Math.floor(returnId / 100)

/** The day from which a return can be asked for: what is said to have happened has happened by then. */
const asAt = (spec: ReturnSpec): CivilDate => dayOf(yearOf(spec), spec.returnId % 100 - 1, 1)

export const howManyCourses = ({ learners }: ReturnSpec): number => Math.min(400, Math.max(12, Math.ceil(learners / 50)))

const titles = [
  'Carpentry', 'Joinery', 'Plumbing', 'Hospitality', 'Horticulture', 'Welding', 'Te Reo Māori', 'Early Childhood', 'Business', 'Computing'
]

/** The first course is one that TEC's register of the fixtures holds; the others are made up. */
export function makeCourse (spec: ReturnSpec, n: number): SdrRecord {
  const random = randomOf(spec.seed, 1, n)
  const credit = n === 0 ? 20 : random.oneOf([10, 15, 20, 30])
  return {
    localId: `COURSE-${n + 1}`,
    courseCode: n === 0 ? 'CARP101' : `GEN${String(101 + n)}`,
    courseTitle: n === 0 ? 'Carpentry in Practice' : `${titles[n % titles.length]!} ${n}`,
    qualificationCode: n === 0 ? 'NZ2738' : `NZ${String(2500 + n % 40)}`,
    courseClassification: '22.1',
    nzscedFieldOfStudy: '040311',
    levelOnTheNzQualificationsAndCredentialsFramework: random.oneOf(['3', '4', '5']),
    credit,
    fundingCategory: random.oneOf(['P1', 'J1', 'A1']),
    courseEftsFactor: Math.round(credit / 120 * 10_000) / 10_000,
    courseTuitionFee: 52 * credit,
    compulsoryCourseCostsFee: 65,
    courseExemptionFromAmfm: '2',
    learningHours: 10 * credit
  }
}

const letters = ['WALK', 'TAMA', 'SING', 'PATE', 'FIFI', 'OREI', 'CHEN', 'KING', 'RANG', 'SMIT']
const initials = [...'ABCDEHJKLMNPRST']
const ethnicities = [['111'], ['211'], ['111', '211'], ['311'], ['431'], ['421'], ['121', '511']]
/** Months in which courses start and end, counted from January of the return's year. */
const periods = [[-2, 2], [0, 2], [1, 5], [1, 10], [2, 6], [6, 10], [7, 11], [10, 13]] as const
/** The period of a course that is over on the first day of the year, and so by any return of it. */
const early = [-3, 0] as const

/** The nth learner: three enrolments, each with its completion, and sometimes a qualification. */
export function makePerson (spec: ReturnSpec, n: number): Person {
  const random = randomOf(spec.seed, 2, n)
  const isInternational = random.below(20) === 0
  const identity = { studentIdentificationCode: `S${100_000 + n}`, nationalStudentNumber: 150_000_001 + n }
  const learner = makeLearner(spec, random, n, identity, isInternational)
  const first = random.below(howManyCourses(spec))
  const pairs = [0, 1, 2].map(k => makeEnrolment(spec, random, learner, n, k, (first + k * 5) % howManyCourses(spec), isInternational))
  const [{ enrolment }] = pairs as [typeof pairs[number]]
  const completedOn = enrolment.courseEndDate as string
  const hasQualification = isQualified(n) && completedOn.slice(0, 10) <= asAt(spec)
  return {
    learner,
    enrolments: pairs.map(pair => pair.enrolment),
    completions: pairs.map(pair => pair.completion),
    qualificationCompletions: hasQualification
      ? [{
          localId: `QUALIFICATION-${n + 1}`,
          ...identity,
          qualificationCode: enrolment.qualificationCode,
          yearRequirementsMet: Number(completedOn.slice(0, 4)),
          qualificationCompletionDate: completedOn
        }]
      : []
  }
}

/** Whether the first course of the nth learner is the last of a qualification. */
const isQualified = (n: number): boolean => n % 10 === 0

interface Identity { studentIdentificationCode: string, nationalStudentNumber: number }

function makeLearner (spec: ReturnSpec, random: Random, n: number, identity: Identity, isInternational: boolean): SdrRecord {
  const year = yearOf(spec)
  const isNew = random.below(3) === 0
  return {
    localId: `LEARNER-${n + 1}`,
    studentIdentificationCode: identity.studentIdentificationCode,
    gender: random.oneOf(['F', 'M', 'D']),
    dateOfBirth: atMidnight(dayOf(year - 18 - random.below(40), random.below(12), 1 + random.below(28))),
    ...(!isInternational && { totalFeeForDomesticStudent: 3120 + random.below(2000) }),
    nameIdCode: random.oneOf(letters) + random.oneOf(initials),
    mainActivityAt1OctoberInYearPriorToFormalEnrolment: isNew
      ? random.oneOf(['01', '02', '03', '09'])
      : random.oneOf(['03', '05', '06', '11']),
    firstYearOfTertiaryEducation: isNew ? year : year - 1 - random.below(8),
    lastYearAtSecondarySchool: year - 1 - random.below(10),
    countryOfCitizenship: isInternational ? 'IND' : random.oneOf(['NZL', 'NZL', 'NZL', 'AUS']),
    disabilityServicesAccessedIndicator: '2',
    disabilityStatus: '2',
    nationalStudentNumber: identity.nationalStudentNumber,
    ...(isInternational && { tuitionFeePaidByInternationalFeePayingStudent: 18_000 + random.below(6000) }),
    ethnicity: isInternational ? ['431'] : random.oneOf(ethnicities),
    permanentPostCode: '9016',
    termPostCode: '9016'
  }
}

function makeEnrolment (
  spec: ReturnSpec, random: Random, learner: SdrRecord, n: number, k: number, courseNumber: number, isInternational: boolean
) {
  const course = makeCourse(spec, courseNumber)
  const [drawn, isEarly, year] = [random.oneOf(periods), k === 0 && isQualified(n), yearOf(spec)]
  const [from, to] = isEarly ? early : drawn
  const [start, withdrawn] = [dayOf(year, from, 10 + random.below(10)), dayOf(year, from, 22)]
  const isWithdrawn = !isInternational && random.below(25) === 0 && withdrawn <= asAt(spec)
  const key = {
    studentIdentificationCode: learner.studentIdentificationCode,
    courseCode: course.courseCode,
    courseStartDate: atMidnight(start),
    courseEndDate: atMidnight(dayOf(year, to, isEarly ? 1 : 20 + random.below(8))),
    nationalStudentNumber: learner.nationalStudentNumber
  }
  const enrolment: SdrRecord = {
    localId: `ENROLMENT-${n + 1}-${k + 1}`,
    ...key,
    qualificationCode: course.qualificationCode,
    ...(isWithdrawn && { studentsCourseWithdrawalDate: atMidnight(withdrawn) }),
    categoryOfFeesAssessmentForInternationalStudents: '00',
    intramuralExtramuralAttendance: '5',
    courseDeliverySite: '01',
    sourceOfFunding: isInternational ? '02' : isWithdrawn ? '31' : random.oneOf(['01', '37']),
    residentialStatus: 'N',
    fundingCategory: course.fundingCategory,
    courseClassification: course.courseClassification,
    nzscedFieldOfStudy: course.nzscedFieldOfStudy,
    courseEftsFactor: course.courseEftsFactor,
    eftsByMonth: spread(course.courseEftsFactor as number, from, to),
    secondarySchoolProgrammeIndicator: 'false',
    actualCourseFee: 1105
  }
  const completion: SdrRecord = {
    localId: `COMPLETION-${n + 1}-${k + 1}`,
    ...key,
    studentCourseCompletionIndicator: isWithdrawn ? '4' : random.oneOf(['2', '2', '2', '3'])
  }
  return { enrolment, completion }
}

/** EFTS of the twelve months of a year: the factor over the months from one to another, rounded down to four decimals. */
export function spread (factor: number, from: number, to: number): number[] {
  const share = Math.floor(Math.round(factor * 10_000) / (to - from + 1)) / 10_000
  return Array.from({ length: 12 }, (_, month) => month >= from && month <= to ? share : 0)
}

/** Months count from 0 and may lie in the years before and after. */
export const dayOf = (year: number, month: number, day: number): CivilDate =>
  monthsAfter(new Date(Date.UTC(year, 0, day)).toISOString().slice(0, 10), month)

const midnights = new Map<CivilDate, string>()

/** The first moment of a day in New Zealand: `2026-02-16T00:00:00+13:00`. */
export function atMidnight (day: CivilDate): string {
  let midnight = midnights.get(day)
  if (!midnight) midnights.set(day, midnight = inNewZealand(startOfDay(day)))
  return midnight
}
