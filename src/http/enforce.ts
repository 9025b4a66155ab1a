import { Failure, type FieldErrors } from '../core/errors.ts'
import { brokenBy, message, type Known, type Mode, type Rule } from '../core/rule.ts'
import type { Counter } from '../sandbox/coverage.ts'
import type { Entry } from '../sandbox/journal.ts'
import { ruleModesIn, type RuleModes } from '../sandbox/rule-modes.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

/** A set of facts about the member `at` of a request, `''` for the whole of it. */
export interface JudgedAt {
  readonly at: string
  readonly rules: readonly Rule[]
  readonly facts: object
  /** The member that a refusal is filed under, where that is not the rule's. */
  readonly field?: string
  /** What only a proposal needs, read once a rule is broken: it costs a look at what is there already. */
  readonly forProposals?: () => object
}

/** See Context.enforce. The verdicts go into the journal's entry. */
export function enforce<Facts extends object, Needed extends keyof Facts = never> (
  sandbox: Sandbox, entry: Entry, rules: readonly Rule[], facts: Facts, needed: readonly Needed[] = [], forProposals?: () => Partial<Facts>
): Known<Facts, Needed> {
  enforceAll(sandbox, entry, [{ at: '', rules, facts, ...forProposals && { forProposals } }])
  for (const name of needed) {
    if (facts[name] == null) throw new Error(`No enforced rule makes sure of "${String(name)}"`)
  }
  return facts as Known<Facts, Needed>
}

const none: readonly Rule[] = []

export function enforceAll ({ settings, journal: { coverage } }: Sandbox, entry: Entry, judged: readonly JudgedAt[]): void {
  const modes = ruleModesIn(settings)
  const counter = coverage.counterOf(entry.operation!.operationId)
  let refused = noRefusals
  for (const one of judged) {
    const { rules: all, facts } = one
    const rules = modes ? inForce(all, modes) : all
    const broken = brokenBy(facts, rules, counter.judged)
    if (broken.length === 0 && rules === all) entry.judgements.push({ rules, facts, broken, refusing: none })
    else refused = [...refused, ...noteBroken(entry, one, rules, broken, modes, counter)]
  }
  if (refused.length > 0) throw refusal(refused)
}

const noRefusals: readonly Refused[] = []

const inForce = (rules: readonly Rule[], modes: RuleModes): readonly Rule[] => rules.filter(({ id }) => modes[id] !== 'off')

/** Notes what was broken, or not judged as it is off; answers what refuses. */
function noteBroken (
  entry: Entry, { at, rules: all, facts: known, field, forProposals }: JudgedAt, rules: readonly Rule[], broken: readonly Rule[],
  modes: RuleModes | undefined, counter: Counter
): Refused[] {
  const facts = broken.length > 0 && forProposals ? { ...known, ...forProposals() } : known
  const modeOf = (rule: Rule) => modes?.[rule.id] ?? (entry.filled?.has(rule.field) ? 'warn' : usualMode(rule, facts))
  const refusing = broken.length === 0 ? none : broken.filter(rule => modeOf(rule) === 'enforce')
  for (const rule of broken) counter.broken(rule, refusing.includes(rule))
  const off = rules.length < all.length && { off: all.filter(rule => !rules.includes(rule)) }
  entry.judgements.push(off ? { rules, facts, broken, refusing, ...off } : { rules, facts, broken, refusing })
  return refusing.map(rule => ({ rule, facts, field: field ?? (at === '' ? rule.field : `${at}.${rule.field}`) }))
}

const usualMode = (rule: Rule, facts: object): Mode => rule.modeOver?.(facts) ?? rule.mode

/**
 * The refusal by rules that were set to warn, or to be off, where the operation could not be done without them; undefined where no such
 * rule is to blame. The journal and the coverage have them as those that refuse.
 */
export function refusalAfterAll ({ operation, judgements }: Entry, { journal: { coverage } }: Sandbox): Failure | undefined {
  const refused: Refused[] = []
  for (const [n, { rules, facts, broken, refusing, off = none }] of judgements.entries()) {
    const brokenOff = brokenBy(facts, off)
    const needed = [...broken, ...brokenOff].filter(rule => !refusing.includes(rule) && usualMode(rule, facts) === 'enforce')
    if (needed.length === 0) continue
    const counter = coverage.counterOf(operation!.operationId)
    for (const rule of needed) {
      refused.push({ rule, facts, field: rule.field })
      counter.refusesAfterAll(rule, broken.includes(rule))
    }
    judgements[n] = {
      rules: [...rules, ...brokenOff],
      facts,
      broken: [...broken, ...brokenOff],
      refusing: [...refusing, ...needed],
      off: off.filter(rule => !brokenOff.includes(rule))
    }
  }
  return refused.length === 0 ? undefined : refusal(refused, ' The rule is set not to refuse, but this cannot be done without it.')
}

interface Refused { readonly rule: Rule, readonly facts: object, readonly field: string }

function refusal (refused: readonly Refused[], but = ''): Failure {
  const errors: FieldErrors = {}
  for (const { rule, facts, field } of refused) (errors[field] ??= []).push(`${message(rule, facts)}${but}`)
  const kinds = [...new Set(refused.map(({ rule }) => rule.failure))]
  const first = (['unauthenticated', 'forbidden'] as const).find(it => kinds.includes(it))
  const kind = first ?? (kinds.length === 1 ? kinds[0]! : 'unacceptable')
  return new Failure(kind, Object.values(errors).flat().join(' '), { errors, code: refused[0]!.rule.code })
}
