import { inferred } from '../../../../core/basis.ts'
import { accuracyReport, december2025Page, providerBasedPage } from '../../../sources.ts'
import { globsFor, qualificationForm } from '../forms.ts'
import { nsnOfLearner, studentOfNumber } from '../nsn-of-learner.ts'
import { allGivenFor, givenFor, isGiven } from '../given.ts'
import { ruleFor, type RecordRule } from '../record-rule.ts'
import { qualificationCompletions } from './fields.ts'

const completionRule = ruleFor(qualificationCompletions)
const completionHas = givenFor(qualificationCompletions)

/** SQL of the learner's enrolments, by number. */
const enrolments = `sdrCourseEnrolment AS enrolment
      WHERE enrolment.submission = :submission AND enrolment.nationalStudentNumber = record.nationalStudentNumber`

const itsOwn = `${enrolments} AND enrolment.qualificationCode = record.qualificationCode`

const afterSubmission = { basis: accuracyReport, warningBecause: 'a report after the submission tells of it' } as const

export const qualificationCompletionRules: readonly RecordRule[] = [
  completionHas({
    id: 'qualification-completion-date-given',
    code: 'S18',
    since: 202508,
    called: 'the day of the completion',
    field: 'qualificationCompletionDate',
    basis: december2025Page,
    wouldPass: 'Send the day on which the requirements were met.'
  }),
  completionHas({
    id: 'qualification-completion-nsn-given',
    code: 'S61',
    called: 'a National Student Number',
    field: 'nationalStudentNumber',
    basis: providerBasedPage('upload-qualification-completion-data-to-the-submission'),
    wouldPass: 'Send the number of the learner.'
  }),
  allGivenFor(qualificationCompletions)({
    id: 'qualification-completion-members-given',
    code: 'S72',
    names: ['yearRequirementsMet'],
    basis: inferred('The SDR asks for it of every completion; that the API demands it is not seen')
  }),
  completionRule({
    id: 'qualification-completed-by-today',
    code: 'S74',
    statement: 'A qualification must be completed no later than the day of the validation',
    field: 'qualificationCompletionDate',
    basis: inferred('What is to come is not completed'),
    holds: `CASE WHEN ${isGiven(qualificationCompletions, 'qualificationCompletionDate')}
      THEN newZealandDay(record.qualificationCompletionDate) <= :today
      ELSE record.yearRequirementsMet <= substr(:today, 1, 4) + 0 END`,
    refusal: (say, { record }) => record.qualificationCompletionDate == null
      ? `${say('yearRequirementsMet')} is in the future.`
      : `${say('qualificationCompletionDate')} is in the future.`,
    wouldPass: 'Report the completion once the requirements are met.'
  }),
  nsnOfLearner(qualificationCompletions, 'S62'),
  studentOfNumber(qualificationCompletions, 'S81'),
  qualificationForm(qualificationCompletions, 'qualificationCode', 'S96'),
  qualificationForm(qualificationCompletions, 'linkedQualificationForFeesFree', 'S97'),
  completionRule({
    id: 'qualification-completion-unique',
    code: 'S63',
    statement: 'A qualification completion must be there once for its NSN and qualification',
    field: 'qualificationCode',
    basis: inferred('Two of them cannot be told apart'),
    holds: `record.nationalStudentNumber <= 0 OR NOT EXISTS (SELECT 1 FROM sdrQualificationCompletion AS other
      WHERE other.submission = :submission AND other.id < record.id AND other.nationalStudentNumber = record.nationalStudentNumber
        AND other.qualificationCode = record.qualificationCode)`,
    refusal: say => `Another completion has ${say('nationalStudentNumber')} and ${say('qualificationCode')}, too.`,
    wouldPass: 'Keep one, and delete the others by their localId.'
  }),
  globsFor(qualificationCompletions)({
    id: 'qualification-ird-number-form',
    code: 'S64',
    statement: 'The IRD number of a qualification completion must be nine digits as 123-456-789',
    field: 'irdNumber',
    globs: ['[0-9][0-9][0-9]-[0-9][0-9][0-9]-[0-9][0-9][0-9]'],
    basis: inferred('The work-based API holds the same field to that form'),
    wouldPass: 'Write it as 012-345-678, with a zero before one of eight digits.'
  }),
  completionRule({
    id: 'qualification-year-of-completion-date',
    code: 'S65',
    statement: 'The year in which the requirements of a qualification were met must be that of the completion date',
    field: 'yearRequirementsMet',
    basis: inferred('Both tell of the same day'),
    holds: 'record.yearRequirementsMet = substr(newZealandDay(record.qualificationCompletionDate), 1, 4) + 0',
    refusal: say => `${say('yearRequirementsMet')} is not the year of ${say('qualificationCompletionDate')}.`,
    wouldPass: 'Send the year of that day.'
  }),
  completionRule({
    id: 'non-formal-not-completed',
    code: 'S66',
    statement: 'Non-formal study must not be reported as a qualification completion',
    field: 'qualificationCode',
    basis: inferred('Non-formal education is not reported here'),
    holds: "record.qualificationCode NOT GLOB 'G[0-9][0-9][0-9][0-9]*'",
    refusal: say => `${say('qualificationCode')} is non-formal study.`,
    wouldPass: 'Leave it out.'
  }),
  completionRule({
    id: 'qualification-year-by-last-course',
    code: 'qual_comp_yr_<_course_end',
    ...afterSubmission,
    statement: 'The requirements of a qualification must be met no earlier than the year in which its last course ended',
    field: 'yearRequirementsMet',
    holds: `record.yearRequirementsMet >= (SELECT max(substr(newZealandDay(enrolment.courseEndDate), 1, 4)) + 0 FROM ${itsOwn}
      AND enrolment.studentsCourseWithdrawalDate IS NULL AND newZealandDay(enrolment.courseEndDate) <= :today)`,
    refusal: say => `${say('yearRequirementsMet')} is before the year in which the last course of ${say('qualificationCode')} ended.`,
    wouldPass: 'Send the year in which the requirements were met, or check the ends of the courses.'
  }),
  completionRule({
    id: 'qualification-has-enrolment',
    code: 'qual_comp_no_enrol',
    ...afterSubmission,
    statement: 'A qualification completion must be of a learner who has enrolments',
    field: 'nationalStudentNumber',
    holds: `record.nationalStudentNumber <= 0 OR EXISTS (SELECT 1 FROM ${enrolments})`,
    refusal: say => `No course enrolment has ${say('nationalStudentNumber')}.`,
    wouldPass: 'Check the number; a learner whose study was in earlier years may have none in this return.'
  }),
  completionRule({
    id: 'qualification-of-enrolment',
    code: 'imprecise_matches',
    ...afterSubmission,
    statement: 'A qualification completion must have the qualification of the learner\'s enrolments, or name it as linked',
    field: 'qualificationCode',
    holds: `EXISTS (SELECT 1 FROM ${itsOwn}) OR NOT EXISTS (SELECT 1 FROM ${enrolments}) OR EXISTS (SELECT 1 FROM ${enrolments}
      AND enrolment.qualificationCode = record.linkedQualificationForFeesFree)`,
    refusal: say => `The enrolments of ${say('nationalStudentNumber')} are in other qualifications than ${say('qualificationCode')}.`,
    wouldPass: 'Send linkedQualificationForFeesFree with the code that the enrolments were under.'
  })
]
