import { inferred } from '../../../core/basis.ts'
import type { Collection } from './collection.ts'
import { ruleFor, type RecordRule } from './record-rule.ts'

/** Makes the rule that a record has the National Student Number that its learner has. */
export const nsnOfLearner = (collection: Collection, code: string): RecordRule => ruleFor(collection)({
  id: `${collection.name.replace('course-enrolments', 'enrolment').replace(/s$/, '')}-nsn-of-learner`,
  code,
  statement: `A ${collection.noun} must have the National Student Number that its learner has`,
  field: 'nationalStudentNumber',
  basis: inferred('The number is the same in every collection, and what belongs together is found by it'),
  // Whether there is a number at all, other rules ask.
  holds: `coalesce(record.nationalStudentNumber, 0) <= 0 OR NOT EXISTS (SELECT 1 FROM sdrLearner AS learner
      WHERE learner.submission = :submission AND learner.studentIdentificationCode = record.studentIdentificationCode)
    OR EXISTS (SELECT 1 FROM sdrLearner AS learner
      WHERE learner.submission = :submission AND learner.studentIdentificationCode = record.studentIdentificationCode
        AND learner.nationalStudentNumber = record.nationalStudentNumber)`,
  refusal: say => `${say('nationalStudentNumber')} is not the number of the learner with ${say('studentIdentificationCode')}.`,
  wouldPass: 'Send the same number in every collection.'
})

/** Makes the rule that a record names its learner by the student id that the owner of its number has. */
export const studentOfNumber = (collection: Collection, code: string): RecordRule => ruleFor(collection)({
  id: `${collection.name.replace(/s$/, '')}-student-of-number`,
  code,
  statement: `The student of a ${collection.noun} must be the learner who has its National Student Number`,
  field: 'studentIdentificationCode',
  basis: inferred('The student id is one for each learner, and what belongs together is found by the number'),
  // Where the student is among the learners with another number, the rule about the number tells of it.
  holds: `coalesce(record.nationalStudentNumber, 0) <= 0 OR NOT EXISTS (SELECT 1 FROM sdrLearner AS learner
      WHERE learner.submission = :submission AND learner.nationalStudentNumber = record.nationalStudentNumber)
    OR EXISTS (SELECT 1 FROM sdrLearner AS learner
      WHERE learner.submission = :submission AND learner.studentIdentificationCode = record.studentIdentificationCode)`,
  refusal: say => `${say('studentIdentificationCode')} is not among the learners, and ${say('nationalStudentNumber')} is.`,
  wouldPass: 'Send the studentIdentificationCode of the learner with that number.'
})
