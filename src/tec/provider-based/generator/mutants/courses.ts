import { courses } from '../../collections/courses/fields.ts'
import { without, type MutantDrafts } from './draft.ts'

export const courseMutants: MutantDrafts = {
  S02: ({ courses: [, course] }) => ({ good: [courses, course!], bad: [courses, { ...course!, localId: `${course!.localId}-AGAIN` }] }),
  S13: ({ courses: [course] }) => ({ good: [courses, course!], bad: [courses, { ...course!, courseTitle: 'Carpentry, and More' }] }),
  S20: ({ courses: [, , course] }) => ({ good: [courses, course!], bad: [courses, without(course!, 'learningHours')] })
}
