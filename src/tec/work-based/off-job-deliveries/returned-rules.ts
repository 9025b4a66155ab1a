import { ruleOver, type Rule } from '../../../core/rule.ts'
import { quoted } from '../../../core/words.ts'
import { aboutTheReturn } from '../../sources.ts'
import type { OffJobDeliveryUpdate } from './schemas.ts'

/** What a delivery is held to by what a Single Data Return has of its learner. */

export interface ReturnedFacts {
  delivery: OffJobDeliveryUpdate
  nationalStudentNumber: number | undefined
  /** The course enrolment in a return that is the same course. */
  returned: { eid: number, returnId: number, localId: string } | undefined
}

export const notInAReturn: Rule = ruleOver<ReturnedFacts>()({
  id: 'off-job.not-in-a-return',
  statement: 'An off-job course of a work-based learner must not be in a Single Data Return as well',
  field: 'courseCode',
  basis: aboutTheReturn,
  warnsBecause: 'the page says where such a course belongs, and it is the record in the return that is out of place',
  holds: ({ returned }) => returned === undefined,
  compares: ({ delivery, nationalStudentNumber, returned }) =>
    ({ courseCode: delivery.courseCode, nationalStudentNumber, returnId: returned?.returnId, 'course enrolment': returned?.localId }),
  refusal: ({ delivery, nationalStudentNumber, returned }) => `Course ${quoted(delivery.courseCode)} of the learner with ` +
    `nationalStudentNumber ${nationalStudentNumber} is in return ${returned!.returnId} of EID ${returned!.eid}, too ` +
    `(course enrolment ${quoted(returned!.localId)}).`,
  wouldPass: () => 'Report it only here: delete the course enrolment from the return by its localId.'
})
