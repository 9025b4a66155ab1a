import { aheadOfUtc, clocksAt, instantOf } from './zone.ts'

/** A day as `YYYY-MM-DD`. Such strings sort in time order, so `<` and `<=` compare days. */
export type CivilDate = string

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/
const daysIn = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** True for a day that is on the calendar: `2024-02-29`, but not `2023-02-29`. */
export function isCivilDate (text: string): boolean {
  const parts = pattern.exec(text)
  if (!parts) return false
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn[month - 1]!) return false
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0))
}

/** Calendar months: three before 31 May is 28 or 29 February. */
export const monthsBefore = (date: CivilDate, months: number): CivilDate => monthsAfter(date, -months)

export function monthsAfter (date: CivilDate, months: number): CivilDate {
  const moment = new Date(date)
  const day = moment.getUTCDate()
  moment.setUTCDate(1)
  moment.setUTCMonth(moment.getUTCMonth() + months)
  const lastDay = new Date(moment)
  lastDay.setUTCMonth(moment.getUTCMonth() + 1, 0)
  moment.setUTCDate(Math.min(day, lastDay.getUTCDate()))
  return dateOf(moment)
}

export function daysAfter (date: CivilDate, days: number): CivilDate {
  const moment = new Date(date)
  moment.setUTCDate(moment.getUTCDate() + days)
  return dateOf(moment)
}

/** Throws RangeError for one beyond the calendar. */
const dateOf = (moment: Date): CivilDate => moment.toISOString().split('T')[0]!

export const dayAfter = (date: CivilDate): CivilDate => daysAfter(date, 1)

/** The later of two days. */
export const later = (a: CivilDate, b: CivilDate): CivilDate => a < b ? b : a

/** The first moment of a day in New Zealand, in milliseconds since 1970. */
export const startOfDay = (date: CivilDate): number => instantOf(Date.parse(date))

/** The day that it is in New Zealand at an instant, in milliseconds since 1970. */
export const dayAt = (epoch: number): CivilDate => dateOf(new Date(clocksAt(epoch)))

type Days = ReadonlyArray<CivilDate | null | undefined>

/** The first of those days that there are. */
export const earliest = (...days: Days): CivilDate | undefined => days.filter(day => day != null).sort()[0]

/** The last of those days that there are. */
export const latest = (...days: Days): CivilDate | undefined => days.filter(day => day != null).sort().at(-1)

/** `epoch` in milliseconds; the answer carries New Zealand's offset: `2026-03-02T09:00:00+13:00`. */
export function inNewZealand (epoch: number): string {
  const ahead = Math.round(aheadOfUtc(epoch) / 60_000)
  const clocks = new Date(clocksAt(epoch)).toISOString().slice(0, epoch % 1000 === 0 ? -5 : -1)
  return `${clocks}+${twoDigits(Math.floor(ahead / 60))}:${twoDigits(ahead % 60)}`
}

const twoDigits = (number: number): string => String(number).padStart(2, '0')

/** `epoch` in milliseconds, as a sentence tells of it: `09:20 on 2026-03-02`, in New Zealand. */
export function momentInWords (epoch: number): string {
  const moment = inNewZealand(epoch)
  return `${moment.slice(11, 16)} on ${moment.slice(0, 10)}`
}

const inSpring = /^\d{4}-(?:09|10|11)-\d\dT0[2-3]:\d\d(?::\d\d(?:\.\d{1,9})?\d*)?$/

/** Whether a local date and time is one that New Zealand's clocks have skipped: 02:30 on the day on which daylight saving begins. */
export function isSkipped (local: string): boolean {
  // Clocks go forward in the small hours of spring alone, and few texts are of those.
  if (!inSpring.test(local)) return false
  const clocks = Date.parse(`${local.slice(0, 16)}Z`)
  return !Number.isNaN(clocks) && clocksAt(instantOf(clocks)) !== clocks
}
