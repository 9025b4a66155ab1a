import { dayAfter, daysAfter, isCivilDate } from './civil-date.ts'
import { modeOf, type Compared, type Rule, type RuleDraft } from './rule.ts'

/**
 * The kinds that most rules are of. A kind makes the predicate, the refusal, what would pass and the limit out of a line that names the
 * value and what it is held against. A value or a limit that is undefined is not known: the rule is not judged. A limit that is null is
 * none: the rule holds.
 */

type Scalar = string | number

interface Kind<Facts extends object> extends RuleDraft {
  /** Only where the kind's own sentence will not do. With "must". */
  statement?: string
  /** Only where the kind's own sentence will not do: what to do, as a sentence. */
  remedy?: string | ((facts: Facts) => string)
}

/** What a kind adds to what it was told. */
interface Made<Facts extends object> extends Pick<Rule, 'statement'> {
  failure?: Rule['failure']
  unknown: (facts: Facts) => readonly string[]
  holds: (facts: Facts) => boolean
  compares: (facts: Facts) => Compared
  refusal: (facts: Facts) => string
  wouldPass: (facts: Facts) => string
  atBoundary?: (facts: Facts) => boolean
  proposal?: (facts: Facts) => Scalar | undefined
}

function make<Facts extends object> (draft: Kind<Facts>, made: Made<Facts>): Rule {
  const { id, field, basis, code, remedy } = draft
  const { unknown, wouldPass, failure = 'unacceptable', ...rest } = made
  return {
    id,
    field,
    basis,
    code,
    ...modeOf(draft),
    ...rest,
    statement: draft.statement ?? made.statement,
    failure: draft.failure ?? failure,
    unknown,
    canJudge: facts => unknown(facts as Facts).length === 0,
    wouldPass: remedy === undefined ? wouldPass : typeof remedy === 'string' ? () => remedy : remedy
  } as Rule
}

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
    statement: `${field} must name ${article(noun)} that exists`,
    unknown: facts => key(facts) === undefined ? [lastPart(field)] : [],
    holds: facts => found(facts) != null,
    compares: facts => ({ [field]: key(facts) }),
    refusal: facts => `No ${noun} ${quoted(key(facts)!)} exists${where ? ` ${where(facts)}` : ''}.`,
    wouldPass: () => `Create it first, or check ${lastPart(field)}.`
  })
}

interface UnusedDraft<Facts extends object> extends Kind<Facts> {
  /** What has the value: `learner`. */
  noun: string
  value: (facts: Facts) => Scalar | undefined
  /** What has it already; undefined, null and false for nothing. */
  usedBy: (facts: Facts) => unknown
  /** Within what it is unique: `within the TEO`. */
  within?: string
}

/** A value that only one record may have is free. */
export const unused = <Facts extends object>(draft: UnusedDraft<Facts>): Rule => {
  const { field, noun, value, usedBy, within } = draft
  const isUsed = (facts: Facts) => usedBy(facts) != null && usedBy(facts) !== false
  const user = (facts: Facts) => typeof usedBy(facts) === 'string' || typeof usedBy(facts) === 'number' ? ` by ${noun} ${quoted(usedBy(facts) as Scalar)}` : ` by another ${noun}`
  return make(draft, {
    statement: `${field} must be unique${within ? ` ${within}` : ''}`,
    unknown: facts => value(facts) === undefined ? [lastPart(field)] : [],
    holds: facts => !isUsed(facts),
    compares: facts => ({ [field]: value(facts), 'used already': isUsed(facts) }),
    refusal: facts => `${field} ${quoted(value(facts)!)} is already used${user(facts)}.`,
    wouldPass: () => `Use ${article(lastPart(field))} that is not taken.`
  })
}

interface LimitDraft<Facts extends object, Value extends Scalar = Scalar> extends Kind<Facts> {
  value: (facts: Facts) => Value | null | undefined
  limit: (facts: Facts) => Value | null | undefined
  /** What the limit is: `the day the training plan was signed`. */
  called: string
}

interface Order {
  /** As a statement and a refusal say it. */
  must: string
  isNot: string
  holds: (value: Scalar, limit: Scalar) => boolean
  /** The nearest value that passes. */
  nearest: (limit: Scalar) => Scalar
  range: (nearest: Scalar) => string
}

function ordered<Facts extends object> (draft: LimitDraft<Facts>, { must, isNot, holds, nearest, range }: Order): Rule {
  const { field, value, limit, called } = draft
  const name = lastPart(field)
  const isBound = (facts: Facts) => value(facts) != null && limit(facts) != null
  return make(draft, {
    statement: `${field} must be ${must} ${called}`,
    unknown: facts => [...(value(facts) === undefined ? [name] : []), ...(limit(facts) === undefined ? [called] : [])],
    holds: facts => !isBound(facts) || holds(value(facts)!, limit(facts)!),
    compares: facts => ({ [field]: value(facts), [called]: limit(facts) }),
    refusal: facts => `${field} ${value(facts)} is ${isNot} ${called} (${limit(facts)}).`,
    wouldPass: facts => `${capital(article(name))} ${range(nearest(limit(facts)!))} passes.`,
    atBoundary: facts => isBound(facts) && value(facts) === nearest(limit(facts)!),
    proposal: facts => limit(facts) == null ? undefined : nearest(limit(facts)!)
  })
}

const from = (nearest: Scalar): string => `from ${nearest} on`
const upTo = (nearest: Scalar): string => `up to ${nearest}`
const next = (limit: Scalar): Scalar => typeof limit === 'number' ? limit + 1 : isCivilDate(limit) ? dayAfter(limit) : limit
const previous = (limit: Scalar): Scalar => typeof limit === 'number' ? limit - 1 : isCivilDate(limit) ? daysAfter(limit, -1) : limit
const itself = (limit: Scalar): Scalar => limit

/** The value is the limit or comes after it. Days, moments or numbers; days and moments as texts that sort in time order. */
export const onOrAfter = <Facts extends object>(draft: LimitDraft<Facts>): Rule =>
  ordered(draft, { must: 'on or after', isNot: 'before', holds: (value, limit) => value >= limit, nearest: itself, range: from })

/** The value comes after the limit. */
export const after = <Facts extends object>(draft: LimitDraft<Facts>): Rule =>
  ordered(draft, { must: 'after', isNot: 'not after', holds: (value, limit) => value > limit, nearest: next, range: from })

/** The value is the limit or comes before it. */
export const onOrBefore = <Facts extends object>(draft: LimitDraft<Facts>): Rule =>
  ordered(draft, { must: 'on or before', isNot: 'after', holds: (value, limit) => value <= limit, nearest: itself, range: upTo })

/** The value comes before the limit. */
export const before = <Facts extends object>(draft: LimitDraft<Facts>): Rule =>
  ordered(draft, { must: 'before', isNot: 'not before', holds: (value, limit) => value < limit, nearest: previous, range: upTo })

/** A number is at least as great as another. */
export const atLeast = <Facts extends object>(draft: LimitDraft<Facts, number>): Rule =>
  ordered(draft as LimitDraft<Facts>, { must: 'at least', isNot: 'less than', holds: (value, limit) => value >= limit, nearest: itself, range: from })

/** A number is at most as great as another. */
export const atMost = <Facts extends object>(draft: LimitDraft<Facts, number>): Rule =>
  ordered(draft as LimitDraft<Facts>, { must: 'at most', isNot: 'more than', holds: (value, limit) => value <= limit, nearest: itself, range: upTo })

interface DayDraft<Facts extends object> extends Kind<Facts> {
  value: (facts: Facts) => string | null | undefined
}

/** A day is today or in the past. */
export const notInFuture = <Facts extends object & { today: string }>(draft: DayDraft<Facts>): Rule => {
  const { field, value } = draft
  const name = lastPart(field)
  return make(draft, {
    statement: `${field} must not be in the future`,
    unknown: facts => value(facts) === undefined ? [name] : [],
    holds: facts => value(facts) == null || value(facts)! <= facts.today,
    compares: facts => ({ [field]: value(facts), today: facts.today }),
    refusal: facts => `${field} ${value(facts)} is in the future; today is ${facts.today}.`,
    wouldPass: facts => `${capital(article(name))} up to ${facts.today} passes.`,
    atBoundary: facts => value(facts) === facts.today,
    proposal: facts => facts.today
  })
}

interface CodeDraft<Facts extends object> extends Kind<Facts> {
  value: (facts: Facts) => Scalar | null | undefined
  /** Each code with its meaning, or the codes alone. */
  codes: Readonly<Record<string, string>> | readonly string[]
}

/** A code is one of its table. */
export const codeOf = <Facts extends object>(draft: CodeDraft<Facts>): Rule => {
  const { field, value, codes } = draft
  const known = Array.isArray(codes) ? codes as readonly string[] : Object.keys(codes)
  const meanings = Array.isArray(codes) ? known : Object.entries(codes).map(([code, meaning]) => `${code} (${meaning})`)
  const set = new Set(known)
  return make(draft, {
    statement: `${field} must be a known code`,
    unknown: facts => value(facts) === undefined ? [lastPart(field)] : [],
    holds: facts => value(facts) == null || set.has(String(value(facts))),
    compares: facts => ({ [field]: value(facts), allowed: known }),
    refusal: facts => `${field} ${quoted(value(facts)!)} is not a known code.`,
    wouldPass: () => `Use ${either(meanings)}.`,
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
  const { noun, key, status, allowed } = draft
  return make(draft, {
    statement: `The ${noun} must be ${either(allowed)}`,
    unknown: facts => status(facts) === undefined ? [noun] : [],
    holds: facts => allowed.includes(status(facts)!),
    compares: facts => ({ status: status(facts), allowed }),
    refusal: facts => `${capital(noun)}${key(facts) === undefined ? '' : ` ${quoted(key(facts)!)}`} is ${status(facts)}; it must be ${either(allowed)}.`,
    wouldPass: () => `Choose ${article(noun)} that is ${either(allowed)}.`
  })
}

interface RequiredDraft<Facts extends object> extends Kind<Facts> {
  value: (facts: Facts) => unknown
  /** When it has to be given: `when a new agreement is created`. */
  when?: string
}

/** Something is given. */
export const required = <Facts extends object>(draft: RequiredDraft<Facts>): Rule => {
  const { field, value, when } = draft
  const isGiven = (facts: Facts) => value(facts) != null && value(facts) !== '' && value(facts) !== false
  return make(draft, {
    statement: `${field} must be given${when ? ` ${when}` : ''}`,
    unknown: () => [],
    holds: isGiven,
    compares: facts => ({ [field]: isGiven(facts) ? 'given' : undefined }),
    refusal: () => `${field} is missing.`,
    wouldPass: () => `Send ${lastPart(field)}.`
  })
}

const lastPart = (field: string): string => field.slice(field.lastIndexOf('.') + 1)

/** A value as a sentence shows it: texts in quotation marks, days and numbers as they are. */
export const quoted = (value: Scalar): string => typeof value === 'number' || isCivilDate(value) ? String(value) : JSON.stringify(value)

const article = (noun: string): string => `${/^(?:[aeio]|un(?!i))/i.test(noun) ? 'an' : 'a'} ${noun}`

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1)

/** `a, b or c`. */
export const either = (texts: readonly string[]): string =>
  texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`
