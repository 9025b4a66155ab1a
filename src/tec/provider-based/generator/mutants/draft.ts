import type { Collection, PlacedRecord, SdrRecord } from '../../collections/collection.ts'
import { atMidnight, dayOf, spread, type Person } from '../people.ts'

/** Whose records a mutant can do with as it likes. */
export interface Actors extends Person {
  readonly person: number
  readonly year: number
  readonly courses: readonly SdrRecord[]
  readonly enrolment: SdrRecord
  readonly completion: SdrRecord
  /** A course that the learner is not enrolled in. */
  readonly otherCourse: SdrRecord
}

/** What breaks a rule: `bad`, in the place of `good`, once `before` is there. `found` is the record that breaks it, if not `bad` itself. */
export type MutantDraft = (actors: Actors) => { before?: readonly PlacedRecord[], good: PlacedRecord, bad: PlacedRecord, found?: string }

/** How each rule is broken, by its code. */
export type MutantDrafts = Readonly<Record<string, MutantDraft>>

/** Another learner, who has no enrolment. */
export const stranger = ({ learner }: Actors): SdrRecord & { nationalStudentNumber: number, studentIdentificationCode: string } => ({
  ...learner,
  localId: `${learner.localId}-OTHER`,
  studentIdentificationCode: `${String(learner.studentIdentificationCode)}X`,
  nationalStudentNumber: Number(learner.nationalStudentNumber) + 40_000_000
})

/** The dates of a course of a single day, and its load. */
export const ofADay = ({ courseEftsFactor }: SdrRecord, day: string) =>
  ({ courseStartDate: day, courseEndDate: day, eftsByMonth: spread(courseEftsFactor as number, 0, 0) })

/** Another enrolment of the learner, without a completion, that goes on beyond the year of the return. */
export function elsewhere ({ year, enrolment, otherCourse }: Actors): SdrRecord {
  const { courseCode, qualificationCode, fundingCategory, courseClassification, nzscedFieldOfStudy, courseEftsFactor } = otherCourse
  return {
    ...enrolment,
    ...{ courseCode, qualificationCode, fundingCategory, courseClassification, nzscedFieldOfStudy, courseEftsFactor },
    localId: `${enrolment.localId}-ELSEWHERE`,
    courseStartDate: atMidnight(dayOf(year, 0, 1)),
    courseEndDate: atMidnight(dayOf(year, 35, 31)),
    eftsByMonth: spread(courseEftsFactor as number, 0, 35)
  }
}

/** A record without a member. */
export const without = (record: SdrRecord, name: string): SdrRecord =>
  Object.fromEntries(Object.entries(record).filter(([it]) => it !== name)) as SdrRecord

/** `const enrolment = changing(courseEnrolments, 'enrolment')` makes drafts that change one record. */
export const changing = (collection: Collection, actor: 'learner' | 'enrolment' | 'completion') => ({
  /** By other members. */
  to: (change: (actors: Actors) => object): MutantDraft => (actors) =>
    ({ good: [collection, actors[actor]], bad: [collection, { ...actors[actor], ...change(actors) }] }),
  without: (name: string): MutantDraft => (actors) =>
    ({ good: [collection, actors[actor]], bad: [collection, without(actors[actor], name)] })
})
