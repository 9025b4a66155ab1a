import { inferred, type Basis } from '../../../core/basis.ts'
import type { Mode, RuleText } from '../../../core/rule.ts'
import { newZealandDay } from '../../../core/date-time.ts'
import { quoted } from '../../../core/rule-kinds.ts'
import type { Collection, KeptRecord } from './collection.ts'

/** An error keeps a return from being submitted; a warning does not. */
export type Severity = 'Error' | 'Warning'

export const severityOf = (mode: Mode): Severity => mode === 'enforce' ? 'Error' : 'Warning'

/** A record as a validation found it, and the return that it is part of. */
export interface FoundRecord {
  readonly record: KeptRecord
  readonly eid: number
  readonly returnYear: number
}

/** A rule of the Single Data Return, over every record of one collection, in the light of the whole submission. */
export interface RecordRule extends RuleText {
  /** The published three digits, or S and two where the number is not public. */
  readonly code: string
  readonly collection: Collection
  /** A first-pass rule that is broken hides all others. */
  readonly pass: 1 | 2
  /** The first return that it is for, as year and month. */
  readonly since: number
  /**
   * SQL over the columns of `record` that is true when all is well, and neither true nor false where it cannot be judged.
   * It may use `:submission`, `:eid`, `:returnId`, `:returnYear`, `:isFull` and `:today`, the day in New Zealand.
   */
  readonly holds: string
  // Method syntax, as a rule of requests has it: both make their messages alike.
  /** What is wrong with the value, and the limit with its value. */
  refusal (found: FoundRecord): string
  /** What to do. A sentence. */
  wouldPass (found: FoundRecord): string
}

/** A member with its value, as a sentence tells of it: `gender "X"`, `courseStartDate 2026-02-16`, `no courseEndDate`. */
type Say = (member: string) => string

interface RuleOfRecords {
  id: string
  code: string
  field: string
  basis: Basis
  pass?: 1
  severity?: Severity
  since?: number
}

interface Draft extends RuleOfRecords {
  statement: string
  holds: string
  refusal: string | ((say: Say, found: FoundRecord) => string)
  wouldPass: string
}

interface GivenDraft extends RuleOfRecords {
  /** What the field is, in words: `a start date`. */
  called: string
  wouldPass: string
}

/** `const learnerRule = ruleFor(learners)` makes rules that are judged over each learner. */
export const ruleFor = (collection: Collection) => (
  { pass, severity = 'Error', since = 0, refusal, wouldPass, ...draft }: Draft
): RecordRule => ({
  ...draft,
  id: `sdr.${draft.id}`,
  collection,
  pass: pass ?? 2,
  since,
  mode: severity === 'Error' ? 'enforce' : 'warn',
  modeReason: severity === 'Error'
    ? 'it is an error of the validation: the records are stored all the same, and the return cannot be submitted'
    : 'it is a warning of the validation: the return can be submitted all the same',
  refusal: (found) => typeof refusal === 'string' ? refusal : refusal(sayOf(collection, found.record), found),
  wouldPass: () => wouldPass
})

const sayOf = ({ fields }: Collection, record: KeptRecord): Say => (member) => {
  const value = record[member]
  if (value == null || value === '') return `no ${member}`
  const { kind } = fields.find(field => field.name === member)!
  return `${member} ${kind === 'dateTime' ? newZealandDay(value as string) : kind === 'codes' || kind === 'loads' ? value : quoted(value)}`
}

/** `const learnerHas = givenFor(learners)` makes rules that each learner has a member. */
export const givenFor = (collection: Collection) => ({ called, ...draft }: GivenDraft): RecordRule => ruleFor(collection)({
  ...draft,
  statement: `A ${collection.noun} must have ${called}`,
  holds: `record.${draft.field} IS NOT NULL`,
  refusal: `${draft.field} is missing.`
})

/** Whence a rule of the first pass is known, by its number. */
export const firstPassGuard = (code: string): Basis =>
  inferred(`${code} is published as a first-pass rule, without its text; those rules guard what later ones go by`)
