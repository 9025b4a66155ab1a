import { documented, inferred, isDocumented, type Basis } from '../../../core/basis.ts'
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
  /** Another record that the rule tells of, in words. */
  readonly other?: string
}

/** A rule of the Single Data Return, over every record of one collection, in the light of the whole submission. */
export interface RecordRule extends RuleText {
  /** The published three digits; S and two where the number is not public; the tab of the report, for what is checked after submission. */
  readonly code: string
  readonly collection: Collection
  /** A first-pass rule that is broken hides all others. */
  readonly pass: 1 | 2
  /** The first return that it is for, as year and month. */
  readonly since: number
  /** The first return that it is for no more. */
  readonly until: number
  /**
   * SQL over the columns of `record` that is true when all is well, and neither true nor false where it cannot be judged.
   * It may use `:submission`, `:eid`, `:returnId`, `:returnYear`, `:isFull` and `:today`, the day in New Zealand, and what
   * `ReadingsInSql` has.
   */
  readonly holds: string
  /** SQL of another record that the rule tells of, in words; a finding keeps it, for `FoundRecord.other`. */
  readonly other: string | undefined
  // Method syntax, as a rule of requests has it: both make their messages alike.
  /** What is wrong with the value, and the limit with its value. */
  refusal (found: FoundRecord): string
  /** What to do. A sentence. */
  wouldPass (found: FoundRecord): string
}

/** Whether a rule is for a return. */
export const isFor = (returnId: number) => ({ since, until }: RecordRule): boolean => since <= returnId && returnId < until

/** A member with its value, as a sentence tells of it: `gender "X"`, `courseStartDate 2026-02-16`, `no courseEndDate`. */
export type Say = (member: string) => string

export interface RuleOfRecords {
  id: string
  code: string
  field: string
  basis: Basis
  pass?: 1
  since?: number
  until?: number
  /** An inferred rule is an error only where a return makes no sense without it; say why. */
  errorBecause?: string
  /** A documented rule is a warning only where an error could refuse what TEC accepts; say why. */
  warningBecause?: string
}

export interface Draft extends RuleOfRecords {
  statement: string
  holds: string
  other?: string
  refusal: string | ((say: Say, found: FoundRecord) => string)
  wouldPass: string | ((found: FoundRecord) => string)
}

const withoutNumber = inferred('The number of the rule is not public')
const firstPassArticle = documented('https://tecknowledgebase.powerappsportals.com/en-nz/knowledgebase/article/KA-02972')

/** Where the code of a rule comes from, if its sentence comes from elsewhere. */
function codeBasisOf ({ code, pass }: RuleOfRecords): Basis | undefined {
  if (/^S\d+$/.test(code)) return withoutNumber
  return pass === 1 ? firstPassArticle : undefined
}

/** Which kind of finding it is, and why. */
function modeOf ({ basis, errorBecause, warningBecause }: RuleOfRecords): Pick<RecordRule, 'mode' | 'modeReason'> {
  const isError = isDocumented(basis) ? warningBecause === undefined : errorBecause !== undefined
  const because = errorBecause ?? warningBecause
  const means = isError
    ? 'it is an error of the validation: the records are stored all the same, and the return cannot be submitted'
    : 'it is a warning of the validation: the return can be submitted all the same'
  return { mode: isError ? 'enforce' : 'warn', modeReason: because === undefined ? means : `${because}; ${means}` }
}

/** `const learnerRule = ruleFor(learners)` makes rules that are judged over each learner. */
export const ruleFor = (collection: Collection) => (draft: Draft): RecordRule => {
  const { id, code, field, basis, statement, holds, other, pass = 2, since = 0, until = Infinity, refusal, wouldPass } = draft
  return {
    id: `sdr.${id}`,
    code,
    codeBasis: codeBasisOf(draft),
    field,
    basis,
    statement,
    holds,
    other,
    collection,
    pass,
    since,
    until,
    ...modeOf(draft),
    refusal: (found) => typeof refusal === 'string' ? refusal : refusal(sayOf(collection, found.record), found),
    wouldPass: (found) => typeof wouldPass === 'string' ? wouldPass : wouldPass(found)
  }
}

const sayOf = ({ fields }: Collection, record: KeptRecord): Say => (member) => {
  const value = record[member]
  if (value == null) return `no ${member}`
  const { kind } = fields.find(field => field.name === member)!
  return `${member} ${kind === 'dateTime' ? newZealandDay(value as string) : kind === 'codes' || kind === 'loads' ? value : quoted(value)}`
}

/** Whence a rule of the first pass is known, by its number. */
export const firstPassGuard = (code: string): Pick<RuleOfRecords, 'code' | 'pass' | 'basis' | 'errorBecause'> => ({
  code,
  pass: 1,
  basis: inferred(`${code} is published as a first-pass rule, without its text; those rules guard what later ones go by`),
  errorBecause: 'what the first pass finds are errors'
})

/** Whether a rule has a published number whose text is not public. */
export const isTextGuessed = ({ pass, basis }: RecordRule): boolean => pass === 1 && !isDocumented(basis)
