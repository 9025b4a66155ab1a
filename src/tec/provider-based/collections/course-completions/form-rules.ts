import { inferred } from '../../../../core/basis.ts'
import { fileGuide } from '../../../sources.ts'
import { codesFor } from '../forms.ts'
import { givenFor, type RecordRule } from '../record-rule.ts'
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
  })
]
