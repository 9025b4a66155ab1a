import { courseCompletionRules } from './course-completions/rules.ts'
import { courseEnrolmentRules } from './course-enrolments/rules.ts'
import { courseRules } from './courses/rules.ts'
import { learnerRules } from './learners/rules.ts'
import { qualificationCompletionRules } from './qualification-completions/rules.ts'
import type { RecordRule } from './record-rule.ts'

/** What the records of a return are validated by. Two passes: where the first finds anything, the second is not made. */
export const recordRules: readonly RecordRule[] = [
  ...learnerRules, ...courseRules, ...courseEnrolmentRules, ...courseCompletionRules, ...qualificationCompletionRules
]

/** The rules that only warn, by their codes; `modes` are those that were set, by the ids of the rules. */
export const warningCodes = (modes: Readonly<Record<string, string>> = {}): string[] =>
  recordRules.filter(rule => (modes[rule.id] ?? rule.mode) === 'warn').map(({ code }) => code)
