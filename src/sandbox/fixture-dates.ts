import { dayAt, daysAfter, inNewZealand, monthsAfter, type CivilDate } from '../core/civil-date.ts'
import { clocksAt, instantOf } from '../core/zone.ts'
import { BadInput } from '../core/errors.ts'

const relative = /^(today|now)((?:[+-]\d{1,6}[hdwmy])*)$/
const hour = 3_600_000

/** How each unit but the hour moves a day. */
const movers: { readonly [unit: string]: (day: CivilDate, count: number) => CivilDate } = {
  d: daysAfter,
  w: (day, count) => daysAfter(day, 7 * count),
  m: monthsAfter,
  y: (day, count) => monthsAfter(day, 12 * count)
}

/** Nested deeper than this, nothing is a record. */
const deepest = 64

/** The dates of a fixture that is loaded at an instant, in milliseconds: `today-90d`, `today-3m`, `now+24h`. */
export function datesAt (now: number) {
  // A fixture names few days many times, and its calendar is most of the time that it takes to load.
  const known = new Map<string, string>()
  let usesNow = false

  function resolveDate (text: string): string {
    let date = known.get(text)
    if (date === undefined) known.set(text, date = workOut(text, now))
    if (text.startsWith('now')) usesNow = true
    return date
  }

  /** A copy in which such texts are the days and instants that they mean. Throws BadInput. */
  function resolve (value: unknown, depth = 0): unknown {
    if (typeof value === 'string') return relative.test(value) ? resolveDate(value) : value
    if (typeof value !== 'object' || value === null) return value
    if (depth === deepest) throw new BadInput(`A record is nested more than ${deepest} levels deep`)
    if (Array.isArray(value)) return value.map(item => resolve(item, depth + 1))
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, resolve(member, depth + 1)]))
  }

  return { resolve, usesNow: () => usesNow }
}

function workOut (text: string, now: number): string {
  const [, base, steps] = relative.exec(text)!
  let moment = now
  try {
    for (const [, count, unit] of steps!.matchAll(/([+-]\d+)([hdwmy])/g)) moment = moved(moment, Number(count), unit!)
    const date = base === 'today' ? dayAt(moment) : inNewZealand(moment)
    // Days are compared as texts, so a year has four digits.
    if (/^\d{4}-/.test(date)) return date
  } catch {
    // Nor is what Temporal cannot hold a day.
  }
  throw new BadInput(`"${text}" is beyond the calendar`)
}

/** Days, months and years keep the time that the clocks show. */
function moved (moment: number, count: number, unit: string): number {
  const mover = movers[unit]
  if (!mover) return moment + count * hour
  const day = dayAt(moment)
  return instantOf(clocksAt(moment) + Date.parse(mover(day, count)) - Date.parse(day))
}
