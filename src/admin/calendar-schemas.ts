import { Type, type Static } from '@sinclair/typebox'
import { ours } from '../core/basis.ts'
import { durationMeant } from '../core/duration.ts'
import { howFarMeant } from '../core/how-far.ts'
import { meaning, text } from '../core/schema.ts'
import { about } from './schemas.ts'

const days = (value: unknown) => typeof value === 'number' ? durationMeant(String(value))?.iso : undefined

export const AdvanceBody = meaning(Type.Object({
  by: Type.Optional(meaning(text(about('An ISO 8601 duration, by New Zealand\'s calendar', 'P43D')), days)),
  to: Type.Optional(text(about('A moment', '2026-06-01'))),
  toEvent: Type.Optional(text(about('A moment of the calendar, by its name: the next one that is called so', 'return.202608.close'))),
  offset: Type.Optional(text(about('How far from that moment, as an ISO 8601 duration; -PT1M is a minute before it', '-PT1M')))
}, { title: 'Advance', description: 'How far the clock is to go on', additionalProperties: false }), howFarMeant)
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
