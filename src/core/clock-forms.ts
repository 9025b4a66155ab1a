import { inNewZealand } from './civil-date.ts'
import { BadInput } from './errors.ts'
import { asWritten, cut, quoted } from './words.ts'

/** A clock is written in two ways: a flag takes `frozen:2026-03-02T09:00`, a body `{ "mode": "frozen", "now": "2026-03-02T09:00" }`. */

/** As a body has it. */
export interface WrittenClock {
  readonly mode: 'real' | 'frozen' | 'offset'
  readonly now?: string
}

export const clockModes = ['real', 'frozen', 'offset'] as const

/** Whether it names one of them. */
export const isMode = (text: unknown): text is WrittenClock['mode'] => (clockModes as readonly unknown[]).includes(text)

/** Whether it begins as one. */
export const isMoment = (text: string): boolean => /^\d{4}-\d{2}-\d{2}/.test(text)

/** What a flag's text would be in a body; undefined for what is none. */
export function inBody (text: string): WrittenClock | undefined {
  const [mode, ...now] = text.split(':')
  return isMode(mode) ? { mode, ...(now.length > 0 && { now: now.join(':') }) } : undefined
}

/** Before these seconds and milliseconds since 1970 a number is hardly meant so, and after them no clock stands. */
const [fromSecond, fromMillisecond, untilMillisecond] = [1e8, 1e11, 2.5e14]

/** What a number of seconds or milliseconds since 1970 is as a moment, also in digits; undefined for one that nobody means so. */
export function momentMeant (value: unknown): string | undefined {
  if (!/^\d+$/.test(asWritten(value))) return undefined
  const number = Number(value)
  const at = number < fromMillisecond ? number * 1000 : number
  return number >= fromSecond && at < untilMillisecond ? inNewZealand(at) : undefined
}

/** What was probably meant in the place of a moment that is to be a text. */
export const momentInPlaceOf = (value: unknown): string => momentMeant(value) ?? usualMoment

const usualMoment = '2026-03-02T09:00'

/** What a body's clock would be in a flag; undefined for what is none. */
export function inFlag (value: unknown): string | undefined {
  const { mode, now } = (value ?? {}) as { mode?: unknown, now?: unknown }
  return isMode(mode) ? [mode, ...(typeof now === 'string' ? [now] : [])].join(':') : undefined
}

/** For a body's clock that is real, and is told where to stand. */
export const realWithMoment = (now: string): BadInput => new BadInput('A real clock follows the machine and takes no "now". ' +
  `Leave it out, or give { "mode": "frozen", "now": ${JSON.stringify(cut(now))} }, or "offset" for a clock that goes on from there.`)

/** For a flag's text that is no clock: what is the matter with it, and how it is to be written. */
export function notAClock (text: string): BadInput {
  const flag = inFlag(parsed(text))
  if (flag !== undefined) return new BadInput(`${cut(text)} is how a request to /__admin has a clock. Write it here as ${flag}.`)
  const moment = isMoment(text) ? text : usualMoment
  return new BadInput(`${quoted(text)} is not a valid clock. Use real, frozen:${moment} or offset:${moment}.`)
}

function parsed (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
