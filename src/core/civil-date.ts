import { Temporal } from 'temporal-polyfill'

/** A day as `YYYY-MM-DD`. Such strings sort in time order, so `<` and `<=` compare days. */
export type CivilDate = string

export const zone = 'Pacific/Auckland'

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
export const monthsBefore = (date: CivilDate, months: number): CivilDate =>
  Temporal.PlainDate.from(date).subtract({ months }).toString()

export const daysAfter = (date: CivilDate, days: number): CivilDate =>
  Temporal.PlainDate.from(date).add({ days }).toString()

export const dayAfter = (date: CivilDate): CivilDate => daysAfter(date, 1)

/** The later of two days. */
export const later = (a: CivilDate, b: CivilDate): CivilDate => a < b ? b : a

/** The first moment of a day in New Zealand, in milliseconds since 1970. */
export const startOfDay = (date: CivilDate): number => Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds

type Days = ReadonlyArray<CivilDate | null | undefined>

/** The first of those days that there are. */
export const earliest = (...days: Days): CivilDate | undefined => days.filter(day => day != null).sort()[0]

/** The last of those days that there are. */
export const latest = (...days: Days): CivilDate | undefined => days.filter(day => day != null).sort().at(-1)

/** `epoch` in milliseconds; the answer carries New Zealand's offset: `2026-03-02T09:00:00+13:00`. */
export function inNewZealand (epoch: number): string {
  return Temporal.Instant.fromEpochMilliseconds(epoch).toZonedDateTimeISO(zone)
    .toString({ timeZoneName: 'never', smallestUnit: epoch % 1000 === 0 ? 'second' : 'millisecond' })
}

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
  try {
    const moment = Temporal.PlainDateTime.from(local.slice(0, 16))
    return !moment.toZonedDateTime(zone).toPlainDateTime().equals(moment)
  } catch {
    return false
  }
}
