import { Type, type Static } from '@sinclair/typebox'
import { ours } from '../core/basis.ts'
import { isMode, momentInPlaceOf } from '../core/clock-forms.ts'
import { howFarMeant } from '../core/how-far.ts'
import { Advice, meaning, text } from '../core/schema.ts'
import { about } from './schemas.ts'

/** A number of days, or `{"days": 3}`. */
function lengthMeant (value: unknown): string | undefined {
  const meant = howFarMeant(value)
  return meant && 'by' in meant ? meant.by : undefined
}

/** How far a clock is to go on; a mode is what it is set to. */
const advanceMeant = (value: unknown): object | undefined => isMode((value as { mode?: unknown } | null)?.mode)
  ? new Advice('To set the clock, send that to PUT /__admin/clock')
  : howFarMeant(value)

export const AdvanceBody = meaning(Type.Object({
  by: Type.Optional(meaning(text(about('An ISO 8601 duration, by New Zealand\'s calendar', 'P43D')), lengthMeant)),
  to: Type.Optional(meaning(text(about('A moment', '2026-06-01')), momentInPlaceOf)),
  toEvent: Type.Optional(text({
    max: 200, ...about('A moment of the calendar, by its name: the next one that is called so', 'return.202608.close')
  })),
  offset: Type.Optional(text(about('How far from that moment, as an ISO 8601 duration; -PT1M is a minute before it', '-PT1M')))
}, { title: 'Advance', description: 'How far the clock is to go on', additionalProperties: false }), advanceMeant)
export type AdvanceBody = Static<typeof AdvanceBody>

export const CalendarQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, description: 'How many at most; 100 if left out', 'x-basis': ours })),
  until: Type.Optional(text(about('Up to which moment; a year from now, if left out', '2026-06-01')))
})

export const Calendar = Type.Object({
  now: text(about('The moment that it is, in New Zealand', '2026-03-02T09:00:00+13:00')),
  until: text(about('Up to which moment was looked')),
  moments: Type.Array(Type.Object({
    name: text(about('By which POST /__admin/clock/advance goes there', 'return.202608.close')),
    at: text(about('When, in New Zealand', '2026-08-21T17:00:00+12:00')),
    day: text(about('The day that it is then, in New Zealand', '2026-08-21')),
    event: text(about('What happens', 'return window closes')),
    does: text(about('What comes of it')),
    concerns: Type.Record(Type.String(), Type.Unknown(), {
      title: 'Concerns', description: 'Whose it is, and what it is about', 'x-basis': ours
    })
  }, { title: 'MomentToCome', description: 'Something that is to fall due' }), { description: 'In order of time', 'x-basis': ours })
}, { title: 'Calendar', description: 'What is to fall due' })
