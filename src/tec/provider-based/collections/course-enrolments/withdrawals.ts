import { either } from '../../../../core/rule-kinds.ts'
import { withdrawalGuide } from '../../../sources.ts'
import { isGiven } from '../given.ts'
import { ruleFor, type RecordRule } from '../record-rule.ts'
import { completionOf } from './completion.ts'
import { courseEnrolments } from './fields.ts'

const enrolmentRule = ruleFor(courseEnrolments)

const categories = ['00', '01', '03', '04', '06', '08', '09', '12', '13']
const categoriesInSql = categories.map(category => `'${category}'`).join(', ')

/** What goes with source of funding 31, an enrolment that was withdrawn. */
export const withdrawalRules: readonly RecordRule[] = [
  enrolmentRule({
    id: 'withdrawn-funding-has-withdrawal',
    code: 'S07',
    statement: 'A course enrolment with source of funding 31 must have a withdrawal date',
    field: 'studentsCourseWithdrawalDate',
    basis: withdrawalGuide,
    holds: `record.sourceOfFunding <> '31' OR ${isGiven(courseEnrolments, 'studentsCourseWithdrawalDate')}`,
    refusal: say => `studentsCourseWithdrawalDate is missing, and ${say('sourceOfFunding')} means withdrawn.`,
    wouldPass: 'Send the day of the withdrawal, or another source of funding.'
  }),
  enrolmentRule({
    id: 'withdrawn-funding-not-completed',
    code: 'S08',
    statement: 'The completion of a course enrolment with source of funding 31 must be 4, did not complete',
    field: 'sourceOfFunding',
    basis: withdrawalGuide,
    holds: `record.sourceOfFunding <> '31'
      OR NOT EXISTS (SELECT 1 FROM ${completionOf} AND completion.studentCourseCompletionIndicator <> '4')`,
    refusal: say => `${say('sourceOfFunding')} means withdrawn, and the course completion of ${say('courseCode')} ` +
      'has another studentCourseCompletionIndicator than 4.',
    wouldPass: 'Send studentCourseCompletionIndicator 4 in the course completion, or another source of funding.'
  }),
  enrolmentRule({
    id: 'withdrawn-funding-fee-category',
    code: 'S09',
    statement: 'A course enrolment with source of funding 31 must have a category of fees assessment that goes with it',
    field: 'categoryOfFeesAssessmentForInternationalStudents',
    basis: withdrawalGuide,
    holds: `record.sourceOfFunding <> '31'
      OR coalesce(record.categoryOfFeesAssessmentForInternationalStudents, '') IN (${categoriesInSql})`,
    refusal: say => `${say('sourceOfFunding')} needs a category that fits it, but the enrolment has ` +
      `${say('categoryOfFeesAssessmentForInternationalStudents')}.`,
    wouldPass: `Use ${either(categories)}.`
  })
]
