import { isDocumented, type Basis } from './basis.ts'
import type { FailureKind } from './errors.ts'

/** The values that a rule held against each other, by the names that the API gives them. */
export type Compared = Record<string, string | number | boolean | null | undefined | readonly string[]>

/** `enforce` refuses; `warn` only tells. */
export type Mode = 'enforce' | 'warn'

/** What can be said of a rule without judging it. */
export interface RuleText {
  /** Readable and stable: `visit.date-on-or-after-plan-signed`. */
  readonly id: string
  readonly statement: string
  /** The wire member that a refusal is filed under. */
  readonly field: string
  readonly basis: Basis
  /** The code that the API publishes for it: `AM2`. */
  readonly code?: string | undefined
  readonly mode: Mode
  /** Why the mode is not what the basis alone would give. */
  readonly modeReason?: string | undefined
}

/** One published business rule: a sentence that is true when all is well, and a pure predicate over facts. */
export interface Rule extends RuleText {
  /** What a refusal amounts to. */
  readonly failure: Extract<FailureKind, 'unacceptable' | 'missing' | 'unauthenticated'>
  /** The facts without which the rule cannot be judged. */
  readonly needs: readonly string[]
  // Method syntax on purpose: a rule over some facts is a rule, whatever the facts.
  holds (facts: object): boolean
  compares (facts: object): Compared
  /** Which values would have been accepted, for somebody who wants to mend the request. */
  wouldPass (facts: object): string
}

export type Verdict = 'holds' | 'broken' | 'not judged'

/** The facts of which those named by `Needed` are known. */
export type Known<Facts, Needed extends keyof Facts> = Facts & { [Name in Needed]-?: NonNullable<Facts[Name]> }

interface Draft<Facts, Needed extends keyof Facts> {
  id: string
  statement: string
  field: string
  basis: Basis
  code?: string
  needs?: readonly Needed[]
  /** An inferred rule is enforced only where the operation makes no sense without it; say why. */
  enforcedBecause?: string
  /** A documented rule is not enforced only where that could refuse what TEC accepts; say why. */
  warnsBecause?: string
  failure?: Rule['failure']
  holds: (facts: Known<Facts, Needed>) => boolean
  compares: (facts: Known<Facts, Needed>) => Compared
  wouldPass: (facts: Known<Facts, Needed>) => string
}

/** `const visitRule = ruleOver<VisitFacts>()` makes rules that are judged over those facts. */
export const ruleOver = <Facts extends object>() =>
  <Needed extends keyof Facts & string = never>(draft: Draft<Facts, Needed>): Rule => {
    const { needs = [], enforcedBecause, warnsBecause, failure = 'unacceptable', ...rest } = draft
    const modeReason = isDocumented(draft.basis) ? warnsBecause : enforcedBecause
    const enforced = isDocumented(draft.basis) === (modeReason === undefined)
    return {
      ...rest as unknown as Pick<Rule, 'id' | 'statement' | 'field' | 'basis' | 'code' | 'holds' | 'compares' | 'wouldPass'>,
      needs,
      failure,
      mode: enforced ? 'enforce' : 'warn',
      modeReason
    }
  }

const none: readonly Rule[] = []

/** The rules that are broken by the facts; a rule that needs a fact that is not known is not judged. */
export function brokenBy (facts: object, rules: readonly Rule[]): readonly Rule[] {
  let broken: Rule[] | undefined
  for (const rule of rules) {
    if (isKnown(rule.needs, facts) && !rule.holds(facts)) (broken ??= []).push(rule)
  }
  return broken ?? none
}

function isKnown (needs: readonly string[], facts: object): boolean {
  for (const name of needs) if ((facts as Record<string, unknown>)[name] == null) return false
  return true
}

/** The rule in plain words, with the values compared. */
export function message (rule: Rule, facts: object): string {
  const values = Object.entries(rule.compares(facts)).map(([name, value]) => `${name} is ${say(value)}`)
  const code = rule.code === undefined ? '' : `${rule.code}: `
  return `${code}${rule.statement}, but ${values.length > 0 ? values.join(', ') : 'that is not so'}.`
}

function say (value: Compared[string]): string {
  if (value == null) return 'not given'
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : 'none'
  return value === '' ? 'empty' : String(value)
}

/** A rule's verdict over the facts, as a reader of an explanation wants it. */
export function explainVerdict (rule: Rule, facts: object, broken: readonly Rule[]) {
  const { id, code, statement, field, basis, mode } = rule
  const verdict: Verdict = broken.includes(rule) ? 'broken' : isKnown(rule.needs, facts) ? 'holds' : 'not judged'
  const about = { rule: id, verdict, mode, ...(code && { code }), statement, field, basis }
  if (verdict === 'not judged') {
    return { ...about, unknown: rule.needs.filter(name => !isKnown([name], facts)) }
  }
  const compared = rule.compares(facts)
  return verdict === 'broken'
    ? { ...about, message: message(rule, facts), compared, wouldPass: rule.wouldPass(facts) }
    : { ...about, compared }
}
