import { Type, type Static, type TProperties } from '@sinclair/typebox'
import { ours } from '../core/basis.ts'
import { Advice, meaning, published, text } from '../core/schema.ts'
import { asWritten } from '../core/words.ts'
import { longestDelay, wireFaults } from '../sandbox/faults.ts'
import { about, one, said } from './schemas.ts'

/** Of what requests are held to, in characters. */
export const longestPattern = 2_000

const integer = (minimum: number, maximum: number, description: string, example?: number) =>
  Type.Integer({ minimum, maximum, description, 'x-basis': ours, ...example !== undefined && { examples: [example] } })
const number = (minimum: number, maximum: number, description: string) =>
  Type.Number({ minimum, maximum, description, 'x-basis': ours })

const milliseconds = (description: string) => Type.Optional(integer(0, longestDelay, description))

const Delay = Type.Object({
  distribution: one('DelayDistribution', ['uniform', 'lognormal'], 'How delays are distributed'),
  lower: milliseconds('The shortest in milliseconds, of uniform'),
  upper: milliseconds('The longest in milliseconds, of uniform'),
  median: milliseconds('The middle one in milliseconds, of lognormal'),
  sigma: Type.Optional(number(0, 10, 'How far they scatter, of lognormal'))
}, { title: 'Delay', description: 'A delay that is drawn anew each time', additionalProperties: false, 'x-basis': ours })
export type Delay = Static<typeof Delay>

/** By one number of milliseconds, or its digits. */
const alwaysAsLong = (value: unknown): Advice | undefined => /^\d+$/.test(asWritten(value)) && Number(value) <= longestDelay
  ? new Advice(`A delay that is always as long is "delayMs": ${Number(value)}, in the place of "delay"`)
  : undefined

/** Of each of the ways in which a fault changes members. */
export const mostChanged = 100

const memberNames = (description: string) => Type.Optional(Type.Array(Type.String({ minLength: 1 }), {
  maxItems: mostChanged, description, 'x-basis': ours
}))

const BodyChange = Type.Object({
  rename: Type.Optional(Type.Record(Type.String(), Type.String({ minLength: 1 }), {
    description: `Another name for each of these members, ${mostChanged} at most: a letter or "_", then letters, digits, "_", "-" and "."`,
    'x-basis': ours
  })),
  remove: memberNames('Members that are left out'),
  texts: memberNames('Members whose value is sent as a text')
}, {
  title: 'BodyChange',
  description: 'What becomes of the members of a reply as JSON, or of records as XML, at any depth, by their names as the API has them',
  additionalProperties: false,
  'x-basis': ours
})

const Effect = meaning(Type.Object({
  status: Type.Optional(integer(400, 599, 'Refuses with this status, in the API\'s own form', 503)),
  retryAfter: Type.Optional(integer(1, 86_400, 'Seconds to wait, beside status; 1, if left out, with 429 and 503')),
  delayMs: milliseconds('Has the request wait so many milliseconds before it goes on'),
  delay: Type.Optional(meaning(Delay, alwaysAsLong)),
  wire: Type.Optional(one('WireFault', wireFaults, 'Breaks the connection, in one of WireMock\'s ways')),
  body: Type.Optional(BodyChange)
}, {
  title: 'Effect',
  description: 'status, delayMs, delay, wire or body: what becomes of the request',
  additionalProperties: false,
  'x-basis': ours
}), effectMeant)

/** By its status alone, or by the way in which a connection breaks. */
function effectMeant (value: unknown): object | undefined {
  if (/^[45]\d\d$/.test(asWritten(value))) return { status: Number(value) }
  return (wireFaults as readonly unknown[]).includes(value) ? { wire: value } : undefined
}
export type EffectBody = Static<typeof Effect>

/** Words of services for their callers, and whether those have numbers. */
export type CallerWords = ReadonlyMap<string, boolean>

/** A member for each of the words. */
export const callersBy = (words: CallerWords, about: string): TProperties => Object.fromEntries([...words].map(([word, isNumber]) => {
  const description = { description: `${about}, by ${word}`, 'x-basis': ours }
  return [word, Type.Optional(isNumber ? numberOrDigits(description) : Type.String(description))]
}))

/** By its operation alone, or by its path. */
export const matchMeant = (value: unknown): object | undefined =>
  typeof value !== 'string' || value === '' ? undefined : value.includes('/') ? { path: value } : { operation: value }

/** A number, or its digits: answers have it as the one and as the other. Programs that are made of a document know one type. */
const numberOrDigits = (description: object) =>
  Type.Union([Type.Integer({ minimum: 1 }), Type.String({ pattern: '^0*[1-9]\\d*$', title: 'digits' })], {
    ...description, [published]: { anyOf: undefined, type: 'integer', minimum: 1 }
  })

/** Who calls by whatever its service calls it, which can be a number. */
export const anyCaller = (description: string, example?: string) => Type.Optional(Type.Union([Type.String(), Type.Integer()], {
  ...said(description, example), [published]: { anyOf: undefined, type: 'string' }
}))

const matchOf = (words: CallerWords) => meaning(Type.Object({
  service: Type.Optional(text(about('The name of a service, as GET /__admin/contract has it'))),
  operation: Type.Optional(text(about('The id of an operation, as there'))),
  caller: anyCaller('The id of who calls, whatever the service calls it'),
  ...callersBy(words, 'Who calls'),
  method: Type.Optional(text(about('The method', 'POST'))),
  path: Type.Optional(text({
    max: longestPattern, ...about('The path, in which * stands for any characters; in any case, and of no sandbox')
  }))
}, { title: 'Match', description: 'Which requests are meant; all, if left out', additionalProperties: false, 'x-basis': ours }), matchMeant)

export interface FaultBody {
  id?: string
  match?: Record<string, string | number>
  probability?: number
  times?: number
  effect: EffectBody
}

/** By its effect alone. */
const faultMeant = (value: unknown): object | undefined => {
  const effect = effectMeant(value)
  return effect && { effect }
}

export const faultBodyOf = (words: CallerWords) => meaning(Type.Object({
  id: Type.Optional(Type.String({
    description: 'By which it is known: 1 to 64 letters, digits, "-" and "_"; given, if left out',
    'x-basis': ours,
    examples: ['outage'],
    // What a person is told who gives another is a sentence.
    [published]: { pattern: '^[\\w-]{1,64}$' }
  })),
  match: Type.Optional(matchOf(words)),
  probability: Type.Optional(number(0, 1, 'How likely it strikes a request that is meant; always, if left out')),
  times: Type.Optional(integer(1, 1_000_000, 'How often it strikes, and then no more; without end, if left out')),
  effect: Effect
}, { title: 'FaultToCome', description: 'What is to go wrong', additionalProperties: false }), faultMeant)

export const Fault = Type.Object({
  id: text(about('By which it is known', 'f-1')),
  match: Type.Record(Type.String(), Type.Unknown(), { title: 'Matched', description: 'Which requests are meant', 'x-basis': ours }),
  probability: Type.Optional(number(0, 1, 'How likely it strikes')),
  times: Type.Optional(integer(1, 1_000_000, 'How often it strikes at most')),
  effect: Type.Record(Type.String(), Type.Unknown(), {
    title: 'EffectInForce', description: 'What becomes of a request', 'x-basis': ours
  }),
  matched: Type.Integer({ description: 'How many requests were meant so far', 'x-basis': ours }),
  struck: Type.Integer({ description: 'How many of them it struck', 'x-basis': ours }),
  changedNothing: Type.Optional(Type.Integer({
    description: 'In how many of those the reply had none of what it was to change; left out, if in none', 'x-basis': ours
  }))
}, { title: 'Fault', description: 'A response, a delay or a broken connection that was asked for' })

export const Faults = Type.Object({
  faults: Type.Array(Fault, { description: 'In the order in which they are asked', 'x-basis': ours }),
  scenarios: Type.Array(Type.Object({
    name: text(about('As the header Sandbox-Scenario has it', 'rate-limited')),
    does: text(about('What becomes of the request'))
  }, { title: 'Scenario', description: 'A fault that a request can name' }), {
    description: 'What the header Sandbox-Scenario of a request can be', 'x-basis': ours
  })
}, { title: 'Faults', description: 'What is to go wrong, and what a request can ask to go wrong' })

export const FaultPath = Type.Object({ id: text(about('Its id', 'outage')) })
