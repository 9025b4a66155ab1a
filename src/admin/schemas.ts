import { Type, type Static } from '@sinclair/typebox'
import { ours } from '../core/basis.ts'
import { clockModes, momentInPlaceOf } from '../core/clock-forms.ts'
import { clockMeant, modeMeant } from '../core/clock-meant.ts'
import { meaning, text } from '../core/schema.ts'
import { resetScopes } from '../sandbox/changes.ts'

/** What is said of a text, and of a member of any other type. */
export const about = (description: string, example?: unknown) => ({ basis: ours, description, ...(example !== undefined && { example }) })
export const said = (description: string, example?: unknown) =>
  ({ 'x-basis': ours, description, ...(example !== undefined && { example }) })
export const one = <const Value extends string>(title: string, values: readonly Value[], description: string) =>
  Type.Union(values.map(value => Type.Literal(value)), { title, description, 'x-about': description, 'x-basis': ours })
export const texts = (description: string) => Type.Array(Type.String(), { description, 'x-basis': ours })
export const textOrNull = (description: string) => Type.Union([Type.String(), Type.Null()], { description, 'x-basis': ours })

/** Of what has more members than are named. */
export const open = { additionalProperties: true, 'x-basis': ours }

export const Clock = Type.Object({
  mode: text(about('real follows the machine, frozen stands, offset runs shifted', 'frozen')),
  now: text(about('The moment that it is, in New Zealand', '2026-03-02T09:00:00+13:00')),
  today: text(about('The day that it is, in New Zealand', '2026-03-02')),
  zone: text(about('Always Pacific/Auckland', 'Pacific/Auckland'))
}, { title: 'Clock', description: 'What time it is in the sandbox' })

const whose = { sandbox: text(about('Which sandbox it is of', 'default')) }

export const ClockOfSandbox = Type.Object({ ...whose, ...Clock.properties }, {
  title: 'ClockOfSandbox', description: 'What time it is in a sandbox, and in which'
})

export const MovedClock = Type.Object({
  ...ClockOfSandbox.properties,
  fired: Type.Array(Type.Object({
    on: text(about('The day on which it fell due', '2026-03-03')),
    event: text(about('What fell due', 'grace runs out')),
    at: Type.Optional(text(about('The moment, where it has one')))
  }, {
    title: 'Fired', description: 'Something that fell due, and whom and what it concerns', ...open
  }), { description: 'What fell due on the way, in order', 'x-basis': ours })
}, { title: 'MovedClock', description: 'What time it is, and what fell due on the way' })

export const ClockBody = meaning(Type.Object({
  mode: meaning(one('ClockMode', clockModes, 'How it is to go on'), modeMeant),
  now: Type.Optional(meaning(
    text(about('Where it is to stand, or to go on from; where it is now, if left out', '2026-03-02T09:00')), momentInPlaceOf))
}, { title: 'ClockSetting', description: 'How the clock is to go on', additionalProperties: false }), clockMeant)

/** By a part alone, or by a list of them. */
function scopeMeant (value: unknown): unknown[] | undefined {
  const parts = [value].flat()
  return parts.length > 0 && parts.every(part => (resetScopes as readonly unknown[]).includes(part)) ? parts : undefined
}

/** By its parts alone. */
const resetMeant = (value: unknown): object | undefined =>
  typeof value === 'object' && !Array.isArray(value) ? undefined : { scope: scopeMeant(value) ?? ['data'] }

export const ResetBody = meaning(Type.Object({
  scope: Type.Optional(meaning(Type.Array(one('ResetScope', resetScopes, 'A part of the sandbox'), {
    minItems: 1, description: 'What to reset; all, if left out', 'x-basis': ours
  }), scopeMeant))
}, { title: 'Reset', description: 'What is to be reset', additionalProperties: false }), resetMeant)
export type ResetBody = Static<typeof ResetBody>

export const ResetReply = Type.Object({
  ...whose,
  fixture: text(about('The fixture that was loaded')),
  scope: Type.Array(Type.String(), { 'x-basis': ours }),
  clock: Clock
}, { title: 'ResetDone', description: 'What was reset, and to what' })

export const Health = Type.Object({
  status: text(about('alive, or ready')), fixture: Type.Optional(text(about('The fixture')))
}, { title: 'Health', description: 'Whether the sandbox is well' })

export const RequestsQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, description: 'How many at most; 100 if left out', 'x-basis': ours })),
  operation: Type.Optional(text(about('Those of an operation, by its id; all, if left out'))),
  member: Type.Optional(text(about('Those whose body has a member, by its dotted path or JSON Pointer; all, if left out'))),
  service: Type.Optional(text(about('Those of a service'))),
  caller: Type.Optional(text(about('Those of a caller, by the name or number that its service knows it by'))),
  status: Type.Optional(text(about('Those with a status, such as 400, or of a class, such as 4xx'))),
  rule: Type.Optional(text(about('Those that a rule refused, by its id')))
})

export const RequestPath = Type.Object({ id: text(about('Its id, as the header Sandbox-Request-Id says it, or last', 'last')) })

export const Index = Type.Object({
  version: text(about('Of the program')),
  sandbox: text(about('Which one this is')),
  fixture: text(about('What it began with')),
  clock: Clock,
  operations: Type.Array(Type.Object({
    method: Type.String({ 'x-basis': ours }), path: Type.String({ 'x-basis': ours }), summary: Type.String({ 'x-basis': ours })
  }, { title: 'AdminOperation', description: 'An operation of the sandbox' }), { description: 'What can be done here', 'x-basis': ours })
}, { title: 'Index', description: 'What runs here, and what can be done' })
