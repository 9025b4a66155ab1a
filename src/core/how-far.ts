import { durationMeant } from './duration.ts'
import { asWritten } from './words.ts'

/** How far a clock is to go on, as it is sent. */
export type HowFar = { by: string } | { to: string } | { toEvent: string }

/** Which of the three a text alone means. A duration begins with a number after its P, as names of moments may begin with one, too. */
export function howFar (text: string): HowFar {
  if (/^[-+]?PT?[\d.,]/i.test(text) || durationMeant(text)) return { by: text }
  return /^\d{4}-/.test(text) ? { to: text } : { toEvent: text }
}

/** What was probably meant where a value stands alone: a number of days, or any of the three; or under another name, such as `days`. */
export function howFarMeant (value: unknown): HowFar | undefined {
  if (typeof value === 'object' && value !== null) return byOtherName(Object.entries(value)[0])
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const meant = durationMeant(String(value))
  return meant ? { by: meant.iso } : howFar(String(value))
}

/** `{"days": 3}`, `{"duration": "P3D"}`, `{"date": "2026-06-01"}`; a name of a moment only where it is said to be one. */
function byOtherName ([name, value]: [string, unknown] | [] = []): HowFar | undefined {
  if (name === 'toEvent' && typeof value === 'string') return { toEvent: value }
  const unit = durationMeant(`${asWritten(value)} ${name}`)
  const meant = unit ? { by: unit.iso } : howFarMeant(typeof value === 'object' ? undefined : value)
  return meant && 'toEvent' in meant ? undefined : meant
}
