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
  /** Where the code comes from, if not from where the sentence does. */
  readonly codeBasis?: Basis | undefined
  readonly mode: Mode
  /** Why the mode is not what the basis alone would give. */
  readonly modeReason?: string | undefined
}

/** One published business rule: a sentence with "must", and a pure predicate over facts. */
export interface Rule extends RuleText {
  /** What a refusal amounts to. */
  readonly failure: Extract<FailureKind, 'unacceptable' | 'malformed' | 'missing' | 'unauthenticated' | 'forbidden'>
  // Method syntax on purpose: a rule over some facts is a rule, whatever the facts.
  /** Whether all is known that the rule compares; if not, it is not judged. */
  canJudge (facts: object): boolean
  /** What is not known. */
  unknown (facts: object): readonly string[]
  holds (facts: object): boolean
  compares (facts: object): Compared
  /** What is wrong with the value, and the limit with its value: one sentence or two, without the rule's code. */
  refusal (facts: object): string
  /** What to do: which values pass. A sentence. */
  wouldPass (facts: object): string
  /** The mode over these facts, where a reading decides it; else `mode` is. */
  modeOver? (facts: object): Mode
  /** Whether the facts meet the rule's limit exactly, so that the next value would break it. */
  atBoundary? (facts: object): boolean
  /** Of a rule that something is there: the id by which it is named. */
  names? (facts: object): string | number | undefined
  /** A value of `field` with which the rule holds. */
  proposal? (facts: object): string | number | undefined
  /** Of a rule that puts values in order: those that pass, ends included, without those in between that do not; undefined for none. */
  passing? (facts: object): Passing | undefined
}

/** An end that is not there is open. */
export interface Passing {
  readonly from?: string | number | null | undefined
  readonly to?: string | number | null | undefined
  readonly except?: ReadonlyArray<string | number> | undefined
}

/** The same rule, which refuses where a reading says so, and only warns where it does not. */
export const refusingWhere = <Facts extends object>(rule: Rule, refuses: (facts: Facts) => boolean): Rule =>
  ({ ...rule, modeOver: facts => refuses(facts as Facts) ? 'enforce' : 'warn' })

export type Verdict = 'holds' | 'broken' | 'not judged'

/** The facts of which those named by `Needed` are known. */
export type Known<Facts, Needed extends keyof Facts> = Facts & { [Name in Needed]-?: NonNullable<Facts[Name]> }

/** What every kind of rule is told. */
export interface RuleDraft {
  id: string
  field: string
  basis: Basis
  code?: string
  codeBasis?: Basis
  /** An inferred rule is enforced only where the operation makes no sense without it; say why. */
  enforcedBecause?: string
  /** A documented rule is not enforced only where that could refuse what the real service accepts; say why. */
  warnsBecause?: string
  failure?: Rule['failure']
}

export interface Draft<Facts, Needed extends keyof Facts> extends RuleDraft {
  statement: string
  needs?: readonly Needed[]
  holds: (facts: Known<Facts, Needed>) => boolean
  compares: (facts: Known<Facts, Needed>) => Compared
  refusal: (facts: Known<Facts, Needed>) => string
  wouldPass: (facts: Known<Facts, Needed>) => string
  atBoundary?: (facts: Known<Facts, Needed>) => boolean
  proposal?: (facts: Known<Facts, Needed>) => string | number | undefined
}

/** A rule's mode, which its basis gives unless there is a reason for another. */
export function modeOf ({ basis, enforcedBecause, warnsBecause }: RuleDraft): Pick<Rule, 'mode' | 'modeReason'> {
  const modeReason = isDocumented(basis) ? warnsBecause : enforcedBecause
  return { mode: isDocumented(basis) === (modeReason === undefined) ? 'enforce' : 'warn', modeReason }
}

/** `const visitRule = ruleOver<VisitFacts>()` makes rules of their own kind that are judged over those facts. */
export const ruleOver = <Facts extends object>() =>
  <Needed extends keyof Facts & string = never>(draft: Draft<Facts, Needed>): Rule => {
    const { needs = [], failure = 'unacceptable', enforcedBecause, warnsBecause, ...rest } = draft
    return {
      ...rest,
      ...modeOf(draft),
      failure,
      canJudge: needs.length === 0 ? always : facts => isKnown(needs, facts),
      unknown: facts => needs.filter(name => (facts as Facts)[name] == null)
    } as Rule
  }

const always = (): boolean => true

const none: readonly Rule[] = []

/** The rules that are broken by the facts; a rule that needs a fact that is not known is not judged. `note` is told of each that is. */
export function brokenBy (
  facts: object, rules: readonly Rule[], note?: (rule: Rule, facts: object, holds: boolean) => void
): readonly Rule[] {
  let broken: Rule[] | undefined
  for (const rule of rules) {
    if (!rule.canJudge(facts)) continue
    const holds = rule.holds(facts)
    note?.(rule, facts, holds)
    if (!holds) (broken ??= []).push(rule)
  }
  return broken ?? none
}

function isKnown (needs: readonly string[], facts: object): boolean {
  for (const name of needs) if ((facts as Record<string, unknown>)[name] == null) return false
  return true
}

/** The refusal in plain words: its code, what is wrong, and what to do. */
export const message = (rule: Pick<Rule, 'code' | 'refusal' | 'wouldPass'>, facts: object): string =>
  `${rule.code === undefined ? '' : `${rule.code}: `}${rule.refusal(facts)} ${toDo(rule, facts)}`

/** What to do; a day of it that is today is told as such, where the refusal does not say what today is: tomorrow it is another. */
function toDo ({ refusal, wouldPass }: Pick<Rule, 'refusal' | 'wouldPass'>, facts: object): string {
  const [sentence, { today }] = [wouldPass(facts), facts as { today?: unknown }]
  if (typeof today !== 'string' || !sentence.includes(today) || /\btoday\b/.test(refusal(facts) + sentence)) return sentence
  return sentence.replace(new RegExp(`${today}(?![\\dT])`), '$& (today)')
}

const withoutOpen = ({ from, to, except = [] }: Passing): Passing =>
  ({ ...from != null && { from }, ...to != null && { to }, ...except.length > 0 && { except } })

/** A rule's verdict over the facts, as a reader of an explanation wants it. */
export function explainVerdict (rule: Rule, facts: object, broken: readonly Rule[], refusing: readonly Rule[]) {
  const { id, code, statement, field, basis } = rule
  const verdict: Verdict = broken.includes(rule) ? 'broken' : rule.canJudge(facts) ? 'holds' : 'not judged'
  const mode = verdict !== 'broken' ? rule.mode : refusing.includes(rule) ? 'enforce' : 'warn'
  const about = { rule: id, verdict, mode, ...(code && { code }), statement, field, basis }
  if (verdict === 'not judged') return { ...about, unknown: rule.unknown(facts) }
  const compared = rule.compares(facts)
  if (verdict === 'holds') return { ...about, compared }
  const [passing, proposal] = [rule.passing?.(facts), rule.proposal?.(facts)]
  return {
    ...about,
    message: message(rule, facts),
    compared,
    wouldPass: toDo(rule, facts),
    ...passing && { passing: withoutOpen(passing) },
    ...proposal !== undefined && { proposal }
  }
}
