import type { Rule } from '../rule.ts'
import { article, capital, lastPart } from '../words.ts'
import { make, type Kind, type Scalar } from './kind.ts'
import { narrowed, next, passes, passingOf, previous, proposed, type Range, type Side } from './range.ts'

/** Which of two days, moments or numbers comes first. Days and moments are texts that sort in time order. */

interface LimitDraft<Facts extends object, Value extends Scalar = Scalar> extends Kind<Facts> {
  value: (facts: Facts) => Value | null | undefined
  limit: (facts: Facts) => Value | null | undefined
  /** What the limit is: `the day the training plan was signed`. */
  called: string
  /** What the other rules about the value leave of it, where there are others: only what they accept too is proposed. */
  window?: (facts: Facts) => Range<Value>
}

interface Order {
  /** As a statement and a refusal say it. */
  must: string
  isNot: string
  holds: (value: Scalar, limit: Scalar) => boolean
  /** The end of the values that pass which is the limit or next to it; undefined where a limit has no next value. */
  nearest: (limit: Scalar) => Scalar | undefined
  /** Whether values pass from there on, or up to there. */
  side: Side
}

function ordered<Facts extends object> (draft: LimitDraft<Facts>, { must, isNot, holds, nearest, side }: Order): Rule {
  const { field, value, limit, called, window } = draft
  const name = lastPart(field)
  const isBound = (facts: Facts) => value(facts) != null && limit(facts) != null
  const passing = (facts: Facts) => limit(facts) == null ? {} : narrowed({ [side]: nearest(limit(facts)!) }, window?.(facts))
  return make(draft, {
    statement: `${name} must be ${must} ${called}`,
    needs: [{ name, read: value }, { name: called, read: limit }],
    holds: facts => !isBound(facts) || holds(value(facts)!, limit(facts)!),
    compares: facts => ({ [field]: value(facts), [called]: limit(facts) }),
    refusal: facts => `${field} ${value(facts)} is ${isNot} ${called} (${limit(facts)}).`,
    wouldPass: facts => nearest(limit(facts)!) === undefined
      ? `${capital(article(name))} ${must} ${limit(facts)} passes.`
      : passes(name, passing(facts), side),
    atBoundary: facts => isBound(facts) && value(facts) === nearest(limit(facts)!),
    proposal: facts => proposed(passing(facts), side),
    passing: facts => passingOf(passing(facts))
  })
}

const itself = (limit: Scalar): Scalar => limit

/** The value is the limit or comes after it. */
export const onOrAfter = <Facts extends object>(draft: LimitDraft<Facts>): Rule =>
  ordered(draft, { must: 'on or after', isNot: 'before', holds: (value, limit) => value >= limit, nearest: itself, side: 'from' })

/** The value comes after the limit. */
export const after = <Facts extends object>(draft: LimitDraft<Facts>): Rule =>
  ordered(draft, { must: 'after', isNot: 'not after', holds: (value, limit) => value > limit, nearest: next, side: 'from' })

/** The value is the limit or comes before it. */
export const onOrBefore = <Facts extends object>(draft: LimitDraft<Facts>): Rule =>
  ordered(draft, { must: 'on or before', isNot: 'after', holds: (value, limit) => value <= limit, nearest: itself, side: 'to' })

/** The value comes before the limit. */
export const before = <Facts extends object>(draft: LimitDraft<Facts>): Rule =>
  ordered(draft, { must: 'before', isNot: 'not before', holds: (value, limit) => value < limit, nearest: previous, side: 'to' })

/** A number is at least as great as another. */
export const atLeast = <Facts extends object>(draft: LimitDraft<Facts, number>): Rule =>
  ordered(draft as LimitDraft<Facts>,
    { must: 'at least', isNot: 'less than', holds: (value, limit) => value >= limit, nearest: itself, side: 'from' })

/** A number is at most as great as another. */
export const atMost = <Facts extends object>(draft: LimitDraft<Facts, number>): Rule =>
  ordered(draft as LimitDraft<Facts>,
    { must: 'at most', isNot: 'more than', holds: (value, limit) => value <= limit, nearest: itself, side: 'to' })

interface DayDraft<Facts extends object> extends Kind<Facts> {
  value: (facts: Facts) => string | null | undefined
  /** As for the other orders. */
  window?: (facts: Facts) => Range<string>
}

/** A day is today or in the past. */
export const notInFuture = <Facts extends object & { today: string }>(draft: DayDraft<Facts>): Rule => {
  const { field, value, window } = draft
  const name = lastPart(field)
  const passing = (facts: Facts) => narrowed({ to: facts.today }, window?.(facts))
  return make(draft, {
    statement: `${name} must not be in the future`,
    needs: [{ name, read: value }],
    holds: facts => value(facts) == null || value(facts)! <= facts.today,
    compares: facts => ({ [field]: value(facts), today: facts.today }),
    refusal: facts => `${field} ${value(facts)} is in the future; today is ${facts.today}.`,
    wouldPass: facts => passes(name, passing(facts), 'to'),
    atBoundary: facts => value(facts) === facts.today,
    proposal: facts => proposed(passing(facts), 'to'),
    passing: facts => passingOf(passing(facts))
  })
}
