import { inferred } from '../../../../core/basis.ts'
import { fileGuide } from '../../../sources.ts'
import { codesFor } from '../forms.ts'
import { allGivenFor, givenFor } from '../given.ts'
import { ruleFor, type RecordRule } from '../record-rule.ts'
import { courseCompletions } from './fields.ts'

/** What the fields of a course completion are held to, each by itself. */
export const completionFormRules: readonly RecordRule[] = [
  codesFor(courseCompletions)({
    id: 'completion-indicator-code',
    code: 'S56',
    field: 'studentCourseCompletionIndicator',
    codes: ['0', '1', '2', '3', '4', '5', '6', '7', '8'],
    basis: fileGuide,
    wouldPass: 'Use 2 (completed), 3 (not successful), 4 (did not complete), or another from 0 to 8.'
  }),
  givenFor(courseCompletions)({
    id: 'completion-indicator-given',
    code: 'S57',
    called: 'its indicator',
    field: 'studentCourseCompletionIndicator',
    basis: inferred('Only what has an indicator from 0 to 8 is reported; one that is missing is not 0'),
    wouldPass: 'Send how it went, or leave out the completion, as that of a cross credit.'
  }),
  allGivenFor(courseCompletions)({
    id: 'completion-members-given',
    code: 'S71',
    names: ['courseEndDate'],
    basis: inferred('The SDR asks for it of every completion; that the API demands it is not seen')
  }),
  ruleFor(courseCompletions)({
    id: 'completion-research-year',
    code: 'S89',
    statement: 'The year in which a research course was completed must be from that of its start to that of the return',
    field: 'pbrfCourseCompletionYear',
    basis: inferred('Nothing is completed before it begins, and what is to come is not reported'),
    holds: `record.pbrfCourseCompletionYear IS NULL OR record.pbrfCourseCompletionYear = 0 OR record.pbrfCourseCompletionYear
      BETWEEN coalesce(substr(newZealandDay(record.courseStartDate), 1, 4) + 0, 1900) AND :returnYear`,
    refusal: (say, { returnYear }) =>
      `${say('pbrfCourseCompletionYear')} is not between the year of ${say('courseStartDate')} and ${returnYear}, the year of the return.`,
    wouldPass: 'Send the year of the completion; leave it out for any course but one of research.'
  })
]
