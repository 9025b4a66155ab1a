import { courses } from '../../collections/courses/fields.ts'
import { without, type MutantDraft, type MutantDrafts } from './draft.ts'

/** A course that nobody is enrolled in, with other members. */
const another = (n: number, change: object): MutantDraft => ({ courses: all }) => {
  const course = { ...all[n]!, localId: `${all[n]!.localId}-OTHER`, courseCode: `OTHER${n}` }
  return { good: [courses, course], bad: [courses, { ...course, ...change }] }
}

export const courseMutants: MutantDrafts = {
  S02: ({ courses: [, course] }) => ({ good: [courses, course!], bad: [courses, { ...course!, localId: `${course!.localId}-AGAIN` }] }),
  S13: ({ courses: [course] }) => ({ good: [courses, course!], bad: [courses, { ...course!, courseTitle: 'Carpentry, and More' }] }),
  S20: ({ courses: [, , course] }) => ({ good: [courses, course!], bad: [courses, without(course!, 'learningHours')] }),
  S33: another(3, { fundingCategory: 'P9' }),
  S34: another(4, { courseClassification: '40' }),
  S35: another(5, { nzscedFieldOfStudy: '04031X' }),
  S36: another(6, { levelOnTheNzQualificationsAndCredentialsFramework: '11' }),
  S37: another(7, { courseCode: 'CARP2026' }),
  S38: another(8, { courseTuitionFee: -1 }),
  S39: another(9, { courseEftsFactor: 0.16667 }),
  S69: another(1, { courseClassification: undefined }),
  S76: another(2, { courseExemptionFromAmfm: 'X' }),
  S91: another(0, { learningHours: 0 }),
  S99: ({ courses: all }) => {
    const course = { ...all[6]!, localId: `${all[6]!.localId}-IN-ANOTHER-CASE`, courseCode: 'INACASE' }
    return { good: [courses, course], bad: [courses, { ...course, courseCode: String(all[6]!.courseCode).toLowerCase() }] }
  },
  S93: another(10, { fundingCategory: 'F2' }),
  S95: another(11, { qualificationCode: 'NZ-738' })
}
