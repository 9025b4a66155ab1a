import { inferred } from '../../../../core/basis.ts'
import { deliveryMembers } from '../courses/form-rules.ts'
import { apart, differing } from '../apart.ts'
import { ruleFor, type RecordRule } from '../record-rule.ts'
import { courseEnrolments } from './fields.ts'

/** SQL of the courses of the enrolment `record`. */
export const courseOf = 'sdrCourse AS course WHERE course.submission = :submission AND course.courseCode = record.courseCode'

// Of a value that is not of its form, another rule tells.
const members = Object.entries(deliveryMembers)
  .map(([name, isOfItsForm]) => ({ name, differs: `(course.${name} <> record.${name} AND ${isOfItsForm})` }))

export const agreesWithCourse: RecordRule = ruleFor(courseEnrolments)({
  id: 'enrolment-agrees-with-course',
  code: 'S12',
  statement: 'A course enrolment must have the funding category, classification, field of study and factor of its course',
  field: 'courseCode',
  basis: inferred('Both files ask for them of the same course'),
  holds: `NOT EXISTS (SELECT 1 FROM ${courseOf} AND (${members.map(({ differs }) => differs).join(' OR ')}))`,
  other: differing('course', courseOf, members),
  refusal: (say, found) => `The course with ${say('courseCode')} has ${apart(found)}.`,
  wouldPass: 'Send what the course has.'
})
