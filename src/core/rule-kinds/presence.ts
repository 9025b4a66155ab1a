import type { Rule } from '../rule.ts'
import { article, lastPart, quoted } from '../words.ts'
import { make, type Kind, type Scalar } from './kind.ts'

/** Whether something is there, is free, or was sent. */

interface ExistsDraft<Facts extends object> extends Kind<Facts> {
  /** What it is, in words: `learner`. */
  noun: string
  /** The id by which it is named. */
  key: (facts: Facts) => Scalar | undefined
  found: (facts: Facts) => unknown
  /** Where it was looked for: `for EID 9001`. */
  where?: (facts: Facts) => string
}

/** What a request names is there. */
export const exists = <Facts extends object>(draft: ExistsDraft<Facts>): Rule => {
  const { field, noun, key, found, where } = draft
  return make(draft, {
    failure: 'missing',
    statement: `${lastPart(field)} must name ${article(noun)} that exists`,
    needs: [{ name: lastPart(field), read: key }],
    holds: facts => found(facts) != null,
    compares: facts => ({ [field]: key(facts) }),
    refusal: facts => `No ${noun} ${quoted(key(facts)!)} exists${where ? ` ${where(facts)}` : ''}.`,
    wouldPass: () => `Create it first, or check ${lastPart(field)}.`,
    names: key
  })
}

interface UnusedDraft<Facts extends object> extends Kind<Facts> {
  /** What has the value: `learner`. */
  noun: string
  value: (facts: Facts) => Scalar | undefined
  /** What has it already, by its id or as anything that is not false; undefined, null and false for nothing. */
  usedBy: (facts: Facts) => unknown
  /** Within what it is unique: `within the TEO`. */
  within?: string
  /** Where the value is used already: `under training plan "TP-1"`. */
  where?: (facts: Facts) => string
}

/** A value that only one record may have is free. */
export const unused = <Facts extends object>(draft: UnusedDraft<Facts>): Rule => {
  const { field, noun, value, usedBy, within, where } = draft
  const isUsed = (facts: Facts) => usedBy(facts) != null && usedBy(facts) !== false
  const user = (facts: Facts) => {
    const id = usedBy(facts)
    return typeof id === 'string' || typeof id === 'number' ? `${noun} ${quoted(id)}` : `another ${noun}`
  }
  return make(draft, {
    statement: `${lastPart(field)} must be unique${within ? ` ${within}` : ''}`,
    needs: [{ name: lastPart(field), read: value }],
    holds: facts => !isUsed(facts),
    compares: facts => ({ [field]: value(facts), 'used by': isUsed(facts) ? user(facts) : undefined }),
    refusal: facts => `${field} ${quoted(value(facts)!)} is already used by ${user(facts)}${where ? ` ${where(facts)}` : ''}.`,
    wouldPass: () => `Use ${article(lastPart(field))} that is not taken.`
  })
}

interface RequiredDraft<Facts extends object> extends Kind<Facts> {
  value: (facts: Facts) => unknown
  /** What it is a part of; the rule is not judged where that was not sent either. */
  partOf?: (facts: Facts) => unknown
  /** When it has to be given: `when a new agreement is created`. */
  when?: string
}

/** Something is given. */
export const required = <Facts extends object>(draft: RequiredDraft<Facts>): Rule => {
  const { field, value, partOf, when } = draft
  const isGiven = (facts: Facts) => value(facts) != null && value(facts) !== '' && value(facts) !== false
  return make(draft, {
    statement: `${lastPart(field)} must be given${when ? ` ${when}` : ''}`,
    needs: partOf ? [{ name: field.slice(0, Math.max(0, field.lastIndexOf('.'))) || 'what it is a part of', read: partOf }] : [],
    holds: isGiven,
    compares: facts => ({ [field]: isGiven(facts) ? 'given' : null }),
    refusal: () => `${field} is missing.`,
    wouldPass: () => `Send ${field}.`
  })
}
