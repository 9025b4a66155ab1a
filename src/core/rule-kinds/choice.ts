import type { Rule } from '../rule.ts'
import { capital, either, lastPart, quoted } from '../words.ts'
import { make, type Kind, type Scalar } from './kind.ts'

/** Whether a value is the one, or one of those, that there are to choose from. */

interface CodeDraft<Facts extends object> extends Kind<Facts> {
  value: (facts: Facts) => Scalar | null | undefined
  /** Each code with its meaning, or the codes alone. */
  codes: Readonly<Record<string, string>> | readonly string[]
}

/** More codes than this are listed without their meanings, or the sentence would be a page. */
const fewCodes = 8

/** A code is one of its table. */
export const codeOf = <Facts extends object>(draft: CodeDraft<Facts>): Rule => {
  const { field, value, codes } = draft
  const hasMeanings = !Array.isArray(codes)
  const known = hasMeanings ? Object.keys(codes) : codes as readonly string[]
  const isKnown = (code: Scalar) => hasMeanings ? Object.hasOwn(codes, String(code)) : known.includes(String(code))
  const withMeanings = () => Object.entries(codes).map(([code, meaning]) => `${code} (${meaning})`)
  return make(draft, {
    statement: `${lastPart(field)} must be a known code`,
    needs: [{ name: lastPart(field), read: value }],
    holds: facts => value(facts) == null || isKnown(value(facts)!),
    compares: facts => ({ [field]: value(facts), allowed: known }),
    refusal: facts => `${field} ${quoted(value(facts)!)} is not a known code.`,
    wouldPass: () => `Use ${either(hasMeanings && known.length <= fewCodes ? withMeanings() : known)}.`,
    proposal: facts => typeof value(facts) === 'number' ? Number(known[0]) : known[0]
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
}

/** A value is the same as one that is known from elsewhere. */
export const sameAs = <Facts extends object>(draft: SameDraft<Facts>): Rule => {
  const { field, value, other, called } = draft
  const name = lastPart(field)
  return make(draft, {
    statement: `${name} must be ${called}`,
    needs: [{ name, read: value }, { name: called, read: other }],
    holds: facts => value(facts) === null || other(facts) === null || value(facts) === other(facts),
    compares: facts => ({ [field]: value(facts), [called]: other(facts) }),
    refusal: facts => `${field} ${quoted(value(facts)!)} is not ${called} (${quoted(other(facts)!)}).`,
    wouldPass: facts => `Use ${name} ${quoted(other(facts)!)}.`,
    proposal: facts => other(facts) ?? undefined
  })
}
