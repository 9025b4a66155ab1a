/** Days as `YYYY-MM-DD`, counted without the code under test. */
export type Day = string

const milliseconds = 24 * 60 * 60 * 1000

/** The last day of March 2026 is `dayOf(2026, 4, 0)`: a month or a day beyond the calendar's runs on. */
const dayOf = (year: number, month: number, day: number): Day => new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)

export const daysFrom = (day: Day, count: number): Day => new Date(Date.parse(day) + count * milliseconds).toISOString().slice(0, 10)

export const daysBetween = (from: Day, to: Day): number => (Date.parse(to) - Date.parse(from)) / milliseconds

/** The same day of another month, or that month's last. */
export function monthsFrom (day: Day, count: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const [same, last] = [dayOf(year, month + count, date), dayOf(year, month + count + 1, 0)]
  return same < last ? same : last
}
