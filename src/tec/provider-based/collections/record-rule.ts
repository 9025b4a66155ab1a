import type { Basis } from '../../../core/basis.ts'
import type { RuleText } from '../../../core/rule.ts'
import type { Collection } from './collection.ts'

/** An error keeps a return from being submitted; a warning does not. */
export type Severity = 'Error' | 'Warning'

/** A rule of the Single Data Return, over every record of one collection, in the light of the whole submission. */
export interface RecordRule extends RuleText {
  /** The published three digits, or S and two where the number is not public. */
  readonly code: string
  readonly collection: Collection
  /** A first-pass rule that is broken hides all others. */
  readonly pass: 1 | 2
  readonly severity: Severity
  /** The first return that it is for, as year and month. */
  readonly since: number
  /**
   * SQL over the columns of `record` that is true when all is well, and neither true nor false where it cannot be judged.
   * It may use `:submission`, `:eid`, `:returnId`, `:returnYear`, `:isFull` and `:today`, the day in New Zealand.
   */
  readonly holds: string
  /** The members whose values a message tells. */
  readonly compares: readonly string[]
  /** Which values would have been accepted. */
  readonly wouldPass: string
}

interface Draft {
  id: string
  code: string
  statement: string
  field: string
  basis: Basis
  pass?: 1
  severity?: Severity
  since?: number
  holds: string
  compares: readonly string[]
  wouldPass: string
}

/** `const learnerRule = ruleFor(learners)` makes rules that are judged over each learner. */
export const ruleFor = (collection: Collection) => ({ pass, severity = 'Error', since = 0, ...draft }: Draft): RecordRule => ({
  ...draft,
  id: `sdr.${draft.id}`,
  collection,
  pass: pass ?? 2,
  severity,
  since,
  mode: severity === 'Error' ? 'enforce' : 'warn',
  modeReason: severity === 'Error'
    ? 'it is an error of the validation: the records are stored all the same, and the return cannot be submitted'
    : 'it is a warning of the validation: the return can be submitted all the same'
})
