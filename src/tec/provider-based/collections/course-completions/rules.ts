import { documented, inferred } from '../../../../core/basis.ts'
import { ruleFor, type RecordRule } from '../record-rule.ts'
import { courseCompletions } from './fields.ts'

const completionRule = ruleFor(courseCompletions)

const guard = (code: string) => inferred(`${code} is published as a first-pass rule, without its text; those rules guard what later ones go by`)

export const courseCompletionRules: readonly RecordRule[] = [
  completionRule({
    id: 'completion-start-given',
    code: '036',
    pass: 1,
    statement: 'A course completion has a start date',
    field: 'courseStartDate',
    basis: guard('036'),
    holds: 'record.courseStartDate IS NOT NULL',
    compares: ['courseStartDate'],
    wouldPass: 'the start date of the course enrolment'
  }),
  completionRule({
    id: 'completion-nsn-given',
    code: '748',
    pass: 1,
    statement: 'A course completion has a National Student Number',
    field: 'nationalStudentNumber',
    basis: guard('748'),
    holds: 'record.nationalStudentNumber IS NOT NULL',
    compares: ['nationalStudentNumber'],
    wouldPass: 'the number of the learner'
  }),
  completionRule({
    id: 'completion-has-enrolment',
    code: 'S03',
    statement: 'A course completion has a course enrolment of the same NSN, course and start',
    field: 'courseCode',
    basis: documented('https://www.tec.govt.nz/Resource-Centre/Software-tools/Data-Accuracy-Report-guidance/Course-Enrolments-without-a-Completion1/'),
    holds: `EXISTS (SELECT 1 FROM sdrCourseEnrolment AS enrolment WHERE enrolment.submission = :submission
      AND enrolment.nationalStudentNumber = record.nationalStudentNumber AND enrolment.courseCode = record.courseCode
      AND enrolment.courseStartDate = record.courseStartDate)`,
    compares: ['nationalStudentNumber', 'courseCode', 'courseStartDate'],
    wouldPass: 'NSN, course and start as an enrolment has them'
  })
]
