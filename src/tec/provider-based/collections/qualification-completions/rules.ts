import { inferred } from '../../../../core/basis.ts'
import { givenFor, type RecordRule } from '../record-rule.ts'
import { qualificationCompletions } from './fields.ts'

const completionHas = givenFor(qualificationCompletions)

export const qualificationCompletionRules: readonly RecordRule[] = [
  completionHas({
    id: 'qualification-completion-date-given',
    code: 'S18',
    since: 202508,
    called: 'the day of the completion',
    field: 'qualificationCompletionDate',
    basis: inferred('It is mandatory from the August 2025 return on; the number of the rule is not public'),
    wouldPass: 'Send the day on which the requirements were met.'
  })
]
