import type { Collection } from './collection.ts'
import { courseCompletions } from './course-completions/fields.ts'
import { courseEnrolments } from './course-enrolments/fields.ts'
import { courses } from './courses/fields.ts'
import { learners } from './learners/fields.ts'
import { qualificationCompletions } from './qualification-completions/fields.ts'

/** The files of a Single Data Return. */
export const collections: readonly Collection[] = [learners, courses, courseEnrolments, courseCompletions, qualificationCompletions]
