/** Days and times in New Zealand, as people there write them. */

const zone = 'Pacific/Auckland'

const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-NZ', { timeZone: zone, ...options })

const longDay = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
const clockTime = format({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
const dayAndMonth = new Intl.DateTimeFormat('en-NZ', { timeZone: 'UTC', day: 'numeric', month: 'long' })
const shortDay = new Intl.DateTimeFormat('en-NZ', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })

/** `Friday, 27 November 2026`, of milliseconds since 1970. */
export const dayInWords = (instant: number): string => longDay.format(instant)

/** `02:36:12`. */
export const timeInWords = (instant: number): string => clockTime.format(instant)

export const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)

/** Midnight in UTC of a day: days are compared, so the zone does not matter. */
export const numberOfDay = (day: string): number => Date.parse(`${day}T00:00Z`) / 86_400_000

/** `28 November`, with the year where it is another than that of `today`. */
export function dayShort (day: string, today: string): string {
  const at = Date.parse(`${day}T00:00Z`)
  return day.slice(0, 4) === today.slice(0, 4) ? dayAndMonth.format(at) : `${dayAndMonth.format(at)} ${day.slice(0, 4)}`
}

/** `12 Nov 2025`. */
export const dayBrief = (day: string): string => shortDay.format(Date.parse(`${day}T00:00Z`))

export const counted = (count: number, noun: string): string => `${count.toLocaleString('en-NZ')} ${noun}${count === 1 ? '' : 's'}`
