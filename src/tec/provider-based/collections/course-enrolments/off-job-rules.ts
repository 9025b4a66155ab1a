import { deliveryOfRecord } from '../../../off-job-courses.ts'
import { aboutTheReturn } from '../../../sources.ts'
import { ruleFor, type RecordRule } from '../record-rule.ts'
import { courseEnrolments } from './fields.ts'

/** What a course enrolment is held to by what the work-based API has of its learner. */
export const notOffJob: RecordRule = ruleFor(courseEnrolments)({
  id: 'enrolment-not-off-job',
  code: 'S67',
  statement: 'A course enrolment must not be an off-job course that the work-based API reports',
  field: 'courseCode',
  basis: aboutTheReturn,
  warningBecause: 'the page says where such a course belongs, not that a return which has it is refused',
  other: deliveryOfRecord,
  holds: `coalesce(record.nationalStudentNumber, 0) <= 0 OR ${deliveryOfRecord} IS NULL`,
  refusal: (say, { record, other }) => `Enrolment "${record.localId}", with ${say('courseCode')} and ${say('nationalStudentNumber')}, is ` +
    `the course of ${other}.`,
  wouldPass: 'Report it only there, and delete the enrolment by its localId.'
})
