import { dayAt, isCivilDate, type CivilDate } from './civil-date.ts'
import { instantOf } from './zone.ts'

/** An instant as `2024-04-08T10:55:12.000Z`. Such texts sort in time order, so `<` and `<=` compare instants. */
export type UtcDateTime = string

const pattern = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-](\d{2}):(\d{2}))?)?$/

/** Whether a text is written as a date-time, though it may not be on the calendar. */
export const hasFormOfDateTime = (text: string): boolean => pattern.test(text)

/** True for an ISO 8601 date-time of the years 1 to 9999, in any zone or none, a second with any decimals; or for a date alone. */
export const isDateTime = (text: string): boolean => pattern.test(text) && isOnCalendarAndClock(text)

const isOnCalendarAndClock = remembering((text): boolean => {
  const [day, ...time] = pattern.exec(text)!.slice(1)
  if (!isCivilDate(day!)) return false
  const [hour = 0, minute = 0, second = 0, , offsetHour = 0, offsetMinute = 0] = time.map(part => Number(part ?? 0))
  return hour < 24 && minute < 60 && second < 60 && offsetMinute < 60 && offsetHour * 60 + offsetMinute <= 14 * 60
})

/** A day that stands for no end; what zones make of it stays within four digits of a year. */
const lastDay = '9999-12-31'
const lastInstant = Date.parse(`${lastDay}T23:59:59.999Z`)

/** The instant that an ISO 8601 date-time names; one without a zone is New Zealand's. */
export const toUtc = remembering((text): UtcDateTime => {
  const [, day, hour, , , offset] = pattern.exec(text)!
  if (offset !== undefined) return utcOf(Math.min(Date.parse(inMilliseconds(text)), lastInstant))
  return utcOf(instantOf(Date.parse(hour === undefined ? day! : `${inMilliseconds(text)}Z`)))
})

/** Go and Java write nine digits of a second, and ISO 8601 takes any number; what is kept are milliseconds. */
export const inMilliseconds = (text: string): string => text.replace(/(\.\d{3})\d+/, '$1')

/** `epoch` in milliseconds. */
export const utcOf = (epoch: number): UtcDateTime => new Date(epoch).toISOString()

/** The day that it is in New Zealand at an instant. */
export const newZealandDay = remembering((instant: UtcDateTime): CivilDate => instant >= lastDay ? lastDay : dayAt(Date.parse(instant)))

/** Records of a return share few dates, so what was worked out before is remembered; but not without end. */
function remembering<Result> (work: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>()
  return (text) => {
    let result = known.get(text)
    if (result === undefined) {
      if (known.size >= 20_000) known.clear()
      known.set(text, result = work(text))
    }
    return result
  }
}
