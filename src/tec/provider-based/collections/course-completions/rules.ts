import { documented } from '../../../../core/basis.ts'
import { firstPassGuard, givenFor, ruleFor, type RecordRule } from '../record-rule.ts'
import { courseCompletions } from './fields.ts'

const completionRule = ruleFor(courseCompletions)
const completionHas = givenFor(courseCompletions)

export const courseCompletionRules: readonly RecordRule[] = [
  completionHas({
    id: 'completion-start-given',
    code: '036',
    pass: 1,
    called: 'a start date',
    field: 'courseStartDate',
    basis: firstPassGuard('036'),
    wouldPass: 'Send the start date of the course enrolment.'
  }),
  completionHas({
    id: 'completion-nsn-given',
    code: '748',
    pass: 1,
    called: 'a National Student Number',
    field: 'nationalStudentNumber',
    basis: firstPassGuard('748'),
    wouldPass: 'Send the number of the learner.'
  }),
  completionRule({
    id: 'completion-has-enrolment',
    code: 'S03',
    statement: 'A course completion must have a course enrolment of the same NSN, course and start',
    field: 'courseCode',
    basis: documented(
      'https://www.tec.govt.nz/Resource-Centre/Software-tools/Data-Accuracy-Report-guidance/Course-Enrolments-without-a-Completion1/'
    ),
    holds: `EXISTS (SELECT 1 FROM sdrCourseEnrolment AS enrolment WHERE enrolment.submission = :submission
      AND enrolment.nationalStudentNumber = record.nationalStudentNumber AND enrolment.courseCode = record.courseCode
      AND enrolment.courseStartDate = record.courseStartDate)`,
    refusal: say => `No course enrolment has ${say('nationalStudentNumber')}, ${say('courseCode')} and ${say('courseStartDate')}.`,
    wouldPass: 'Upload the course enrolment, or send NSN, course and start as it has them.'
  })
]
