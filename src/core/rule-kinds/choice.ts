import type { Rule } from '../rule.ts'
import { capital, either, lastPart, quoted } from '../words.ts'
import { make, type Kind, type Scalar } from './kind.ts'

/** Whether a value is the one, or one of those, that there are to choose from. */

interface CodeDraft<Facts extends object> extends Kind<Facts> {
  value: (facts: Facts) => Scalar | null | undefined
  /** Each code with its meaning, or the codes alone. */
  codes: Readonly<Record<string, string>> | readonly string[]
  /** Whether the other rules about the value accept a code, where there are others: only such are proposed. */
  fits?: (facts: Facts, code: string) => boolean
}

/** More codes than this are listed without their meanings, or the sentence would be a page. */
const fewCodes = 8

/** A code is one of its table. */
export const codeOf = <Facts extends object>(draft: CodeDraft<Facts>): Rule => {
  const { field, value, codes, fits } = draft
  const hasMeanings = !Array.isArray(codes)
  const known = hasMeanings ? Object.keys(codes) : codes as readonly string[]
  const isKnown = (code: Scalar) => hasMeanings ? Object.hasOwn(codes, String(code)) : known.includes(String(code))
  const named = (code: string) => hasMeanings && known.length <= fewCodes ? `${code} (${(codes as Record<string, string>)[code]})` : code
  // Where none fits, another rule tells what is wrong.
  const fitting = (facts: Facts) => {
    const all = fits ? known.filter(code => fits(facts, code)) : known
    return all.length > 0 ? all : known
  }
  return make(draft, {
    statement: `${lastPart(field)} must be a known code`,
    needs: [{ name: lastPart(field), read: value }],
    holds: facts => value(facts) == null || isKnown(value(facts)!),
    compares: facts => ({ [field]: value(facts), allowed: known }),
    refusal: facts => `${field} ${quoted(value(facts)!)} is not a known code.`,
    wouldPass: facts => `Use ${either(fitting(facts).map(named))}.`,
    proposal: facts => typeof value(facts) === 'number' ? Number(fitting(facts)[0]) : fitting(facts)[0]
  })
}

interface StatusDraft<Facts extends object> extends Kind<Facts> {
  /** What has the status: `training agreement`. */
  noun: string
  key: (facts: Facts) => Scalar | undefined
  status: (facts: Facts) => string | undefined
  allowed: readonly string[]
}

/** What a request is about has one of the statuses in which it can be done. */
export const statusIn = <Facts extends object>(draft: StatusDraft<Facts>): Rule => {
  const { noun, key, status, allowed, remedy } = draft
  const name = (facts: Facts) => key(facts) === undefined ? `The ${noun}` : `${capital(noun)} ${quoted(key(facts)!)}`
  // A remedy of the rule's own says what to do, not which statuses there are.
  const demand = remedy === undefined ? '' : `; it must be ${either(allowed)}`
  return make(draft, {
    statement: `The ${noun} must be ${either(allowed)}`,
    needs: [{ name: noun, read: status }],
    holds: facts => allowed.includes(status(facts)!),
    compares: facts => ({ status: status(facts), allowed }),
    refusal: facts => `${name(facts)} is ${status(facts)}${demand}.`,
    wouldPass: () => `The ${noun} must be ${either(allowed)}.`
  })
}

interface SameDraft<Facts extends object> extends Kind<Facts> {
  value: (facts: Facts) => Scalar | null | undefined
  other: (facts: Facts) => Scalar | null | undefined
  /** What the other is: `the study type of the programme`. */
  called: string
  /** Whether the other rules about the value accept what the other is, and what to do where they do not. */
  fits?: (facts: Facts, other: any) => boolean
  otherwise?: string
}

/** A value is the same as one that is known from elsewhere. */
export const sameAs = <Facts extends object>(draft: SameDraft<Facts>): Rule => {
  const { field, value, other, called, fits, otherwise } = draft
  const name = lastPart(field)
  const passes = (facts: Facts) => fits === undefined || fits(facts, other(facts)!)
  return make(draft, {
    statement: `${name} must be ${called}`,
    needs: [{ name, read: value }, { name: called, read: other }],
    holds: facts => value(facts) === null || other(facts) === null || value(facts) === other(facts),
    compares: facts => ({ [field]: value(facts), [called]: other(facts) }),
    refusal: facts => `${field} ${quoted(value(facts)!)} is not ${called} (${quoted(other(facts)!)}).`,
    wouldPass: facts => passes(facts) ? `Use ${name} ${quoted(other(facts)!)}.` : otherwise!,
    proposal: facts => passes(facts) ? other(facts) ?? undefined : undefined
  })
}
