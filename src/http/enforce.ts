import { Failure, type FieldErrors } from '../core/errors.ts'
import { brokenBy, message, type Known, type Mode, type Rule } from '../core/rule.ts'
import type { Entry } from '../sandbox/journal.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

/** A set of facts about the member `at` of a request, `''` for the whole of it. */
export interface JudgedAt {
  readonly at: string
  readonly rules: readonly Rule[]
  readonly facts: object
  /** The member that a refusal is filed under, where that is not the rule's. */
  readonly field?: string
}

/** See Context.enforce. The verdicts go into the journal's entry. */
export function enforce<Facts extends object, Needed extends keyof Facts = never> (
  sandbox: Sandbox, entry: Entry, rules: readonly Rule[], facts: Facts, needed: readonly Needed[] = []
): Known<Facts, Needed> {
  enforceAll(sandbox, entry, [{ at: '', rules, facts }])
  for (const name of needed) {
    if (facts[name] == null) throw new Error(`No enforced rule makes sure of "${String(name)}"`)
  }
  return facts as Known<Facts, Needed>
}

const none: readonly Rule[] = []

export function enforceAll ({ settings }: Sandbox, entry: Entry, judged: readonly JudgedAt[]): void {
  const modes = settings.recall<Record<string, Mode>>('rule-modes')
  const refused: Array<{ rule: Rule, facts: object, field: string }> = []
  for (const { at, rules, facts, field } of judged) {
    const broken = brokenBy(facts, rules)
    const modeOf = (rule: Rule) => modes?.[rule.id] ?? rule.modeOver?.(facts) ?? rule.mode
    const refusing = broken.length === 0 ? none : broken.filter(rule => modeOf(rule) === 'enforce')
    entry.judgements.push({ rules, facts, broken, refusing })
    for (const rule of refusing) refused.push({ rule, facts, field: field ?? (at === '' ? rule.field : `${at}.${rule.field}`) })
  }
  if (refused.length > 0) throw refusal(refused)
}

function refusal (refused: ReadonlyArray<{ rule: Rule, facts: object, field: string }>): Failure {
  const errors: FieldErrors = {}
  for (const { rule, facts, field } of refused) (errors[field] ??= []).push(message(rule, facts))
  const kinds = refused.map(({ rule }) => rule.failure)
  const first = (['unauthenticated', 'forbidden'] as const).find(it => kinds.includes(it))
  const kind = first ?? (kinds.every(it => it === 'missing') ? 'missing' : 'unacceptable')
  return new Failure(kind, Object.values(errors).flat().join(' '), { errors, code: refused[0]!.rule.code })
}
