import { inferred } from '../../../../core/basis.ts'
import { ruleFor, type RecordRule } from '../record-rule.ts'
import { qualificationCompletions } from './fields.ts'

const completionRule = ruleFor(qualificationCompletions)

export const qualificationCompletionRules: readonly RecordRule[] = [
  completionRule({
    id: 'qualification-completion-date-given',
    code: 'S18',
    since: 202508,
    statement: 'A qualification completion has the day of the completion',
    field: 'qualificationCompletionDate',
    basis: inferred('It is mandatory from the August 2025 return on; the number of the rule is not public'),
    holds: 'record.qualificationCompletionDate IS NOT NULL',
    compares: ['qualificationCompletionDate'],
    wouldPass: 'the day on which the requirements were met'
  })
]
