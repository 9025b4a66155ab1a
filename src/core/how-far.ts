import { durationMeant } from './duration.ts'

/** How far a clock is to go on, as it is sent. */
export type HowFar = { by: string } | { to: string } | { toEvent: string }

/** Which of the three a text alone means. A duration begins with a number after its P, as names of moments may begin with one, too. */
export function howFar (text: string): HowFar {
  if (/^[-+]?PT?[\d.,]/i.test(text) || durationMeant(text)) return { by: text }
  return /^\d{4}-/.test(text) ? { to: text } : { toEvent: text }
}

/** What was probably meant where a value stands alone: a number of days, or any of the three. */
export function howFarMeant (value: unknown): HowFar | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const meant = durationMeant(String(value))
  return meant ? { by: meant.iso } : howFar(String(value))
}
