import { inferred } from '../../../../core/basis.ts'
import { accuracyReport } from '../../../sources.ts'
import { ruleFor, type RecordRule } from '../record-rule.ts'
import { courseEnrolments } from './fields.ts'

const enrolmentRule = ruleFor(courseEnrolments)

const [start, end] = ['newZealandDay(record.courseStartDate)', 'newZealandDay(record.courseEndDate)'] as const

/** SQL of the year of a day. */
const yearOf = (day: string) => `CAST(substr(${day}, 1, 4) AS INTEGER)`

/** SQL of the day a year after another; a period from one 29 February to the next 28th is no longer. */
const yearAfter = (day: string) => `((substr(${day}, 1, 4) + 1) || substr(${day}, 5))`

/** What the dates of a course enrolment are held to, beside their order. */
export const periodRules: readonly RecordRule[] = [
  enrolmentRule({
    id: 'withdrawal-by-end',
    code: 'S47',
    statement: 'A student must withdraw no later than the day on which the course enrolment ends',
    field: 'studentsCourseWithdrawalDate',
    basis: inferred('Nobody withdraws from what is over'),
    holds: `newZealandDay(record.studentsCourseWithdrawalDate) <= ${end} OR ${end} < ${start}`,
    refusal: say => `${say('studentsCourseWithdrawalDate')} is after ${say('courseEndDate')}.`,
    wouldPass: 'Send a studentsCourseWithdrawalDate up to courseEndDate.'
  }),
  enrolmentRule({
    id: 'withdrawal-by-today',
    code: 'S73',
    statement: 'A student must have withdrawn no later than the day of the validation',
    field: 'studentsCourseWithdrawalDate',
    basis: inferred('What is to come is not reported; the work-based API refuses such a day'),
    // Of one after the end of the course, another rule tells.
    holds: `newZealandDay(record.studentsCourseWithdrawalDate) <= :today OR newZealandDay(record.studentsCourseWithdrawalDate) > ${end}`,
    refusal: say => `${say('studentsCourseWithdrawalDate')} is in the future.`,
    wouldPass: 'Send a studentsCourseWithdrawalDate up to today.'
  }),
  enrolmentRule({
    id: 'enrolment-in-return-year',
    code: 'S48',
    statement: 'A course enrolment must touch the year of the return',
    field: 'courseStartDate',
    basis: inferred('A vendor reports those whose start year is no later than the return\'s, and whose end year is no earlier'),
    holds: `${end} < ${start} OR (${yearOf(start)} <= :returnYear AND ${yearOf(end)} >= :returnYear)`,
    refusal: (say, { returnYear }) =>
      `${say('courseStartDate')} to ${say('courseEndDate')} lies outside ${returnYear}, the year of the return.`,
    wouldPass: 'Send enrolments of which at least a day is in the year of the return.'
  }),
  enrolmentRule({
    id: 'enrolment-within-twelve-months',
    code: '>_12months',
    statement: 'A course enrolment that began in an earlier year and ends in the return\'s must not be longer than twelve months',
    field: 'courseEndDate',
    basis: accuracyReport,
    warningBecause: 'a report after the submission tells of it, and it may be right',
    holds: `${end} <= ${yearAfter(start)} OR ${yearOf(start)} >= :returnYear OR ${yearOf(end)} <> :returnYear`,
    refusal: say => `${say('courseStartDate')} to ${say('courseEndDate')} is more than twelve months.`,
    wouldPass: 'Check the dates; a course may well be that long.'
  })
]
