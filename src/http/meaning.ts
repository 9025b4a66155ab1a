import type { TSchema } from '@sinclair/typebox'
import { inferred } from '../core/basis.ts'
import { show } from '../core/schema/complaint.ts'
import { meansSomething } from '../core/rule-kinds.ts'
import { ruleOver, type Rule } from '../core/rule.ts'
import { nothingIn, oddIn, type Nothing, type Odd, type Oddity } from '../core/schema.ts'
import { enforceAll, type JudgedAt } from './enforce.ts'
import type { Service } from './service.ts'
import type { Step } from './step.ts'

/** What every body of a service is held to that has this rule among its own. */
export const valuesMeanSomething = meansSomething<Nothing>({
  id: 'value.means-something',
  basis: inferred('Year 1, number 0 and spaces are what programs send by mistake; no source says that the real API refuses them'),
  field: 'a value',
  member: it => it.member,
  value: it => it.value,
  nothing: it => it.standsFor
})

interface OddDraft {
  id: string
  why: Oddity
  statement: string
  reason: string
  /** What is wrong with it, to be read after the value. */
  is: string
  remedy: string
}

const oddRule = ({ why, reason, is, remedy, ...draft }: OddDraft): Rule => ruleOver<Odd>()({
  ...draft,
  field: 'a value',
  basis: inferred(reason),
  holds: odd => odd.why !== why,
  compares: odd => ({ [odd.member || 'body']: show(odd.value) }),
  refusal: odd => `${odd.member || 'The body'} ${show(odd.value)} ${is}.`,
  wouldPass: () => remedy
})

/** The same for values that are of their type and hardly meant; each is held to the rule of its oddity. */
const oddities: Readonly<Record<Oddity, Rule>> = {
  'below zero': oddRule({
    id: 'value.not-below-zero',
    why: 'below zero',
    statement: 'A number must not be below 0',
    reason: 'Nothing that is reported counts or costs less than nothing; no source says that the real API refuses it',
    is: 'is below 0',
    remedy: 'Send a number from 0 on.'
  }),
  'no year': oddRule({
    id: 'value.year-plausible',
    why: 'no year',
    statement: 'A year must be from 1900 to 2100',
    reason: 'A year of two digits or five is a slip of the pen; no source says that the real API refuses it',
    is: 'is not a year from 1900 to 2100',
    remedy: 'Send the year with its four digits.'
  }),
  'listed twice': oddRule({
    id: 'value.listed-once',
    why: 'listed twice',
    statement: 'A list of codes must have each of them once',
    reason: 'What is listed twice says no more than once; no source says what the real API does with it',
    is: 'has the same value more than once',
    remedy: 'List each value once.'
  }),
  'far off': oddRule({
    id: 'value.day-plausible',
    why: 'far off',
    statement: 'A day must be of the years from 1900 to 2100',
    reason: 'A day that is so far off is hardly meant; no source says that the real API refuses it',
    is: 'is not of the years from 1900 to 2100',
    remedy: 'Check the year.'
  }),
  'skipped hour': oddRule({
    id: 'value.hour-exists',
    why: 'skipped hour',
    statement: 'A local time must be one that the clocks of New Zealand show',
    reason: 'The clocks go from 02:00 to 03:00 as daylight saving begins; no source says what the real API does with an hour between',
    is: 'is an hour that does not exist in New Zealand, as daylight saving begins that night',
    remedy: 'Send a time before 02:00 or from 03:00 on.'
  }),
  'blanks around': oddRule({
    id: 'value.id-without-blanks-around',
    why: 'blanks around',
    statement: 'An id must not begin or end with a space',
    reason: 'Nobody sees such a space, and many systems take it away; no source says what the real API does with it',
    is: 'begins or ends with a space',
    remedy: 'Send it without. The sandbox takes the two for different ids.'
  }),
  unseen: oddRule({
    id: 'value.of-seen-characters',
    why: 'unseen',
    statement: 'A text must have no characters that nobody sees, such as a tab, a line end or NUL',
    reason: 'What nobody sees was not typed, and other systems drop it or stop there; no source says that the real API refuses it',
    is: 'has a character that nobody sees, such as a tab, a line end or NUL',
    remedy: 'Send the text without it.'
  })
}

/** Of a service whose numbers are counts and amounts, and whose lists are of codes. */
export const valuesArePlausible: readonly Rule[] = [oddities['below zero'], oddities['no year'], oddities['listed twice']]

/** Of one whose texts are names and codes of one line. */
export const textsArePlain: readonly Rule[] = [oddities['blanks around'], oddities.unseen]

/** Of one whose texts can have many lines, as addresses and descriptions do. */
const textsAreReadable = ruleOver<Odd>()({
  id: 'value.without-control-characters',
  statement: 'A text must have no control characters but tabs and line ends',
  field: 'a value',
  basis: inferred('What nobody sees was not typed, and XML has no way to write it; no source says that the real API refuses it'),
  holds: ({ why, value }) => why !== 'unseen' || !control.test(String(value)),
  compares: odd => ({ [odd.member]: show(odd.value) }),
  refusal: odd => `${odd.member} ${show(odd.value)} has a control character, such as NUL.`,
  wouldPass: () => 'Send the text without it.'
})

// eslint-disable-next-line no-control-regex
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/

/** Of one whose texts are a platform's own. */
export const platformValues: readonly Rule[] = [oddities['below zero'], oddities['listed twice'], textsAreReadable]

/** Of one whose dates have no rules of their own that hold them to years. */
export const daysArePlausible = oddities['far off']

/** Of one that takes times without a zone for New Zealand's. */
export const hoursExist = oddities['skipped hour']

/** Whether a rule is one of those that hold values to a meaning, whatever they are of. */
export const isAboutValues = (rule: Rule): boolean =>
  rule === valuesMeanSomething || rule === textsAreReadable || Object.values(oddities).includes(rule)

/** Tells of the values of a body that say nothing, or are hardly meant. */
export const checkMeaning: Step = ({ body, entry, sandbox, serving: { service, operation } }) => {
  const schema = operation?.wire.body as TSchema | undefined
  if (!schema || !service!.rules.includes(valuesMeanSomething)) return
  const rulesOf = odditiesOf(service!)
  const nothing = nothingIn(schema, body, { emptyClears: service!.emptyClears ?? false })
  const judged: JudgedAt[] = nothing.map(it => ({ at: '', field: it.member, rules: [valuesMeanSomething], facts: it }))
  const members = new Set(nothing.map(({ member }) => member))
  for (const odd of oddIn(schema, body)) {
    const rules = rulesOf[odd.why]
    if (rules.length > 0 && !members.has(odd.member)) judged.push({ at: '', field: odd.member, rules, facts: odd })
  }
  if (judged.length > 0) enforceAll(sandbox, entry!, judged)
}

type HeldTo = Readonly<Record<Oddity, readonly Rule[]>>

const held = new WeakMap<Service, HeldTo>()

/** What a service holds each oddity to. */
function odditiesOf (service: Service): HeldTo {
  let known = held.get(service)
  if (!known) {
    const has = (rule: Rule) => service.rules.includes(rule)
    const rules = Object.entries(oddities).map(([why, rule]) => [why, [rule, textsAreReadable].filter(has)])
    held.set(service, known = Object.fromEntries(rules) as unknown as HeldTo)
  }
  return known
}
