import { inferred } from '../../../core/basis.ts'
import type { CivilDate } from '../../../core/civil-date.ts'
import { notInFuture, onOrAfter } from '../../../core/rule-kinds.ts'
import type { Rule } from '../../../core/rule.ts'
import { enrolmentExists, enrolmentIsOpen, type NamedEnrolment } from '../enrolments/rules.ts'

/** What holds of a completion that NZQA reports. */

export interface CompletionFacts extends NamedEnrolment {
  completionDate: CivilDate
  today: CivilDate
}

export const completionRules: readonly Rule[] = [
  enrolmentExists,
  enrolmentIsOpen,
  notInFuture<CompletionFacts>({
    id: 'completion.by-today',
    field: 'completionDate',
    basis: inferred('NZQA reports what a learner has achieved'),
    enforcedBecause: 'nothing is completed before its day comes',
    value: ({ completionDate }) => completionDate
  }),
  onOrAfter<CompletionFacts>({
    id: 'completion.on-or-after-start',
    field: 'completionDate',
    basis: inferred('What has not begun is not complete'),
    value: ({ completionDate }) => completionDate,
    limit: ({ enrolment }) => enrolment?.participationStartDate,
    called: 'the day participation started'
  })
]
