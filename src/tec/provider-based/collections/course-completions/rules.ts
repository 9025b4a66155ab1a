import { inferred } from '../../../../core/basis.ts'
import { accuracyReport } from '../../../sources.ts'
import { givenFor } from '../given.ts'
import { firstPassGuard, ruleFor, type RecordRule } from '../record-rule.ts'
import { enrolmentOf, isSameStudy } from '../course-enrolments/completion.ts'
import { nsnOfLearner, studentOfNumber } from '../nsn-of-learner.ts'
import { courseCompletions } from './fields.ts'
import { completionFormRules } from './form-rules.ts'

const completionRule = ruleFor(courseCompletions)
const completionHas = givenFor(courseCompletions)

export const courseCompletionRules: readonly RecordRule[] = [
  completionHas({
    id: 'completion-start-given',
    ...firstPassGuard('036'),
    called: 'a start date',
    field: 'courseStartDate',
    wouldPass: 'Send the start date of the course enrolment.'
  }),
  completionHas({
    id: 'completion-nsn-given',
    ...firstPassGuard('748'),
    called: 'a National Student Number',
    field: 'nationalStudentNumber',
    wouldPass: 'Send the number of the learner.'
  }),
  completionRule({
    id: 'completion-has-enrolment',
    code: 'S03',
    statement: 'A course completion must have a course enrolment of the same NSN, course and start',
    field: 'courseCode',
    basis: inferred('TEC matches both by these, and reports on enrolments without a completion; the other way about follows'),
    errorBecause: 'a completion is one of an enrolment',
    holds: `EXISTS (SELECT 1 FROM ${enrolmentOf})`,
    refusal: say => `No course enrolment has ${say('nationalStudentNumber')}, ${say('courseCode')} and ${say('courseStartDate')}.`,
    wouldPass: 'Upload the course enrolment, or send NSN, course and start as it has them.'
  }),
  ...completionFormRules,
  completionRule({
    id: 'completion-unique',
    code: 'S59',
    statement: 'A course completion must be there once for its NSN, course and start',
    field: 'courseCode',
    basis: inferred('Completions are matched by these, so two of them cannot be told apart'),
    holds: `NOT EXISTS (SELECT 1 FROM sdrCourseCompletion AS other WHERE other.submission = :submission AND other.id < record.id
      AND ${isSameStudy('other', 'record')})`,
    refusal: say => `Another completion has ${say('nationalStudentNumber')}, ${say('courseCode')} and ${say('courseStartDate')}, too.`,
    wouldPass: 'Keep one, and delete the others by their localId.'
  }),
  nsnOfLearner(courseCompletions, 'S58'),
  studentOfNumber(courseCompletions, 'S80'),
  completionRule({
    id: 'completion-not-withdrawn',
    code: 'S82',
    statement: 'A course whose enrolment was withdrawn must not be completed',
    field: 'studentCourseCompletionIndicator',
    basis: inferred('Who withdrew did not complete; of source of funding 31 it is published, and another rule tells of that'),
    holds: `coalesce(record.studentCourseCompletionIndicator, '') <> '2' OR NOT EXISTS (SELECT 1 FROM ${enrolmentOf}
      AND coalesce(enrolment.sourceOfFunding, '') <> '31'
      AND newZealandDay(enrolment.studentsCourseWithdrawalDate) >= newZealandDay(enrolment.courseStartDate))`,
    refusal: say => `${say('studentCourseCompletionIndicator')} is completed, and the course enrolment has a studentsCourseWithdrawalDate.`,
    wouldPass: 'Send 4 (did not complete), or take the withdrawal out of the enrolment.'
  }),
  completionRule({
    id: 'completion-end-of-enrolment',
    code: 'S60',
    statement: 'A course completion must end on the day on which its enrolment does',
    field: 'courseEndDate',
    basis: inferred('Both have the dates of the same course; a vendor warns of completions that differ'),
    // Of an enrolment that ends before it starts, another rule tells.
    holds: `record.courseEndDate IS NULL OR NOT EXISTS (SELECT 1 FROM ${enrolmentOf}) OR EXISTS (SELECT 1 FROM ${enrolmentOf} AND (
      newZealandDay(enrolment.courseEndDate) = newZealandDay(record.courseEndDate)
      OR newZealandDay(enrolment.courseEndDate) < newZealandDay(enrolment.courseStartDate)))`,
    refusal: say => `${say('courseEndDate')} is not the end of the course enrolment.`,
    wouldPass: 'Send the same courseEndDate in both.'
  }),
  completionRule({
    id: 'completion-still-open',
    code: 'still_to_complete',
    statement: 'A course completion whose course is over must not be still to complete',
    field: 'studentCourseCompletionIndicator',
    basis: accuracyReport,
    warningBecause: 'a report after the submission tells of it',
    holds: "coalesce(record.studentCourseCompletionIndicator, '') NOT IN ('0', '1') OR newZealandDay(record.courseEndDate) >= :today",
    refusal: say => `${say('studentCourseCompletionIndicator')} is still to complete, and the course is over (${say('courseEndDate')}).`,
    wouldPass: 'Send how it went, or the end that the course has now.'
  })
]
