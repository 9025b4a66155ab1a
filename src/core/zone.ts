import { temporal } from './temporal.ts'

export const zone = 'Pacific/Auckland'

// Working out a zone by the machine's own tables is slow, and above all the first time. New Zealand's law is short: its clocks stand twelve
// hours ahead of UTC since 1946, and thirteen from a Sunday of spring to one of autumn, at two in the morning by standard time.
const [standard, daylight] = [12 * 3_600_000, 13 * 3_600_000]

/** The first Sunday on or after a day of a month, from a year on: the Time Act 1974 and its orders, as the tz database has them. */
type Sundays = ReadonlyArray<readonly [year: number, month: number, day: number]>

const springs: Sundays = [[2007, 9, 24], [1990, 10, 1], [1989, 10, 8], [1975, 10, 25], [1974, 11, 1]]
const autumns: Sundays = [[2008, 4, 1], [1990, 3, 15], [1976, 3, 1], [1975, 2, 22]]

/** Instants in milliseconds; `until` of one summer and `from` of the next, in a calendar year. */
interface Summers { readonly until: number, readonly from: number }

const known = new Map<number, Summers>()

function summersOf (year: number): Summers {
  let summers = known.get(year)
  if (!summers) known.set(year, summers = { until: changeOf(autumns, year) ?? -Infinity, from: changeOf(springs, year) ?? Infinity })
  return summers
}

function changeOf (sundays: Sundays, year: number): number | undefined {
  const law = sundays.find(([since]) => year >= since)
  if (!law) return undefined
  const [, month, day] = law
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay()
  return Date.UTC(year, month - 1, day + (7 - weekday) % 7, 2) - standard
}

const firstOfStandard = Date.UTC(1946, 0, 1)
const lastOfCalendar = Date.UTC(9999, 11, 30)

/** How far New Zealand's clocks are ahead of UTC at an instant; both in milliseconds. */
export function aheadOfUtc (epoch: number): number {
  if (!(epoch >= firstOfStandard && epoch < lastOfCalendar)) {
    return temporal().Instant.fromEpochMilliseconds(epoch).toZonedDateTimeISO(zone).offsetNanoseconds / 1_000_000
  }
  const { until, from } = summersOf(new Date(epoch + standard).getUTCFullYear())
  return epoch < until || epoch >= from ? daylight : standard
}

/**
 * What New Zealand's clocks show at an instant, and which instant it is when they show that: both written as milliseconds since 1970, the
 * first as if it were of UTC. A time that is skipped in spring is an hour later, one that comes twice in autumn is the first of the two.
 */
export const clocksAt = (epoch: number): number => epoch + aheadOfUtc(epoch)

export function instantOf (clocks: number): number {
  if (!(clocks >= firstOfStandard + daylight && clocks < lastOfCalendar)) {
    return temporal().PlainDateTime.from(new Date(clocks).toISOString().slice(0, -1)).toZonedDateTime(zone).epochMilliseconds
  }
  const inSummer = clocks - daylight
  return aheadOfUtc(inSummer) === daylight ? inSummer : clocks - standard
}
