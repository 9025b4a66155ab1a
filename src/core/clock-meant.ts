import { inBody, isMode, isMoment, momentInPlaceOf, momentMeant, type WrittenClock } from './clock-forms.ts'
import { howFarMeant } from './how-far.ts'
import { Advice } from './schema.ts'
import { cut, quoted } from './words.ts'

/** What was probably meant in the place of a body's clock: by a text, a number of seconds, or an object of other members. */
export function clockMeant (value: unknown): WrittenClock | Advice | undefined {
  if (typeof value === 'object' && value !== null) return byOtherName(Object.entries(value)[0])
  const moment = momentMeant(value) ?? (typeof value === 'string' && isMoment(value) ? value : undefined)
  return moment === undefined ? typeof value === 'string' ? inBody(value) : undefined : { mode: 'frozen', now: moment }
}

/** `{"date": "2026-06-01"}`, `{"clock": "frozen:2026-06-01"}`, `{"offset": "2026-06-01"}`; a length of time, which moves a clock on. */
function byOtherName ([name, value]: [string, unknown] | [] = []): WrittenClock | Advice | undefined {
  const clock = clockMeant(typeof value === 'object' ? undefined : value)
  if (clock) return isMode(name) && name !== 'real' && !(clock instanceof Advice) ? { ...clock, mode: name } : clock
  const howFar = howFarMeant({ [name!]: value })
  return howFar && new Advice(`To move the clock on, send ${JSON.stringify(howFar).replace(':', ': ')} to POST /__admin/clock/advance`)
}

/** What was probably meant by a text in the place of a mode, or by a clock without one: the whole clock. */
export function modeMeant (value: unknown, holder: { now?: unknown } = {}): Advice | undefined {
  if (value === undefined && typeof holder.now === 'string') return withMode(holder.now)
  const clock = typeof value === 'string' ? clockMeant(value) : undefined
  return clock && !(clock instanceof Advice) && clock.now !== undefined
    ? new Advice(`Give { "mode": "${clock.mode}", "now": ${JSON.stringify(cut(clock.now))} }`)
    : undefined
}

function withMode (now: string): Advice {
  const moment = isMoment(now) ? now : momentInPlaceOf(now)
  const give = `{ "mode": "frozen", "now": ${JSON.stringify(cut(moment))} }`
  return new Advice(isMoment(now) ? `Give ${give}` : `now ${quoted(now)} is not a valid date or time: give ${give}`)
}
