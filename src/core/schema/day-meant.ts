import { isCivilDate, type CivilDate } from '../civil-date.ts'
import { isDateTime, newZealandDay, toUtc } from '../date-time.ts'

/** What to send for a text that is a day in another form, as a sentence without its end, after another; empty where none can be told. */
export function dayMeant (written: string): string {
  const [day, other] = daysIn(written)
  if (day === undefined) return ''
  return other === undefined ? `. Send ${day}` : `. Send ${day} if the day comes first in it, or ${other} if the month does`
}

/** An instant is of the day that it is in New Zealand then: what programs write of midnight there is of the day before in UTC. */
function daysIn (written: string): CivilDate[] {
  if (isDateTime(written)) return [newZealandDay(toUtc(written))]
  const [, year, month, day] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(written) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(written) ?? []
  const [, first, second, last] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(written) ?? []
  const days = [[year, month, day], [last, second, first], [last, first, second]]
    .map(parts => parts.map(part => part?.padStart(2, '0')).join('-'))
  return [...new Set(days.filter(isCivilDate))]
}
