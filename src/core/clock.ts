import type { Temporal } from 'temporal-polyfill'
import { temporal } from './temporal.ts'
import { momentMeant, notAClock } from './clock-forms.ts'
import { BadInput } from './errors.ts'
import { inMilliseconds } from './date-time.ts'
import { readDuration } from './duration.ts'
import { dayAfter, dayAt, inNewZealand, startOfDay, type CivilDate } from './civil-date.ts'
import { quoted } from './words.ts'
import { zone } from './zone.ts'

/** `real` follows the machine; `frozen` stands at an instant; `offset` runs, shifted. Milliseconds. */
export type ClockSetting =
  | { mode: 'real' }
  | { mode: 'frozen', at: number }
  | { mode: 'offset', by: number }

/** A sandbox's time. */
export interface Clock {
  setting (): ClockSetting
  set (setting: ClockSetting): void
  /** Milliseconds since 1970. */
  now (): number
  /** The civil date in Pacific/Auckland. */
  today (): CivilDate
  /** Milliseconds since 1970 by the machine's own clock, whatever the setting. */
  machine (): number
}

export function createClock (initial: ClockSetting, machine: () => number = Date.now): Clock {
  let setting = initial
  // The day in New Zealand that was worked out last, and the instants between which it holds.
  let day = { date: '', from: 0, until: 0 }

  function now (): number {
    if (setting.mode === 'frozen') return setting.at
    // One that runs stands still at the end of its calendar.
    return setting.mode === 'offset' ? Math.min(machine() + setting.by, lastMoment - 1) : machine()
  }

  function today (): CivilDate {
    const instant = now()
    if (instant < day.from || instant >= day.until) day = dayAround(instant)
    return day.date
  }

  return { setting: () => setting, set: (next) => { setting = next }, now, today, machine }
}

/** Midnights are found by calendar, so days of 23 and 25 hours come out right. */
function dayAround (instant: number) {
  const date = dayAt(instant)
  return { date, from: startOfDay(date), until: startOfDay(dayAfter(date)) }
}

/**
 * Reads `2026-03-02` (its first moment in New Zealand), `2026-03-02T09:00` (New Zealand time) or
 * `2026-03-02T09:00:00+13:00` (an instant) as milliseconds since 1970. Throws BadInput.
 */
export function readMoment (text: string): number {
  try {
    return withinReason(/(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) && text.includes('T')
      ? temporal().Instant.from(inMilliseconds(text))
      : onClocksOnce(text))
  } catch (error) {
    if (error instanceof BadInput) throw error
    throw new BadInput(`${quoted(text)} is not a valid date or time. ` +
      `Use ${momentMeant(text) ?? '2026-03-02, 2026-03-02T09:00 (New Zealand time) or 2026-03-02T09:00:00+13:00'}.`)
  }
}

/** When New Zealand's clocks show a time. One that they skip or show twice is refused, as nobody would see which was taken. */
function onClocksOnce (text: string) {
  const local = temporal().PlainDateTime.from(inMilliseconds(text))
  const [first, second] = (['earlier', 'later'] as const).map(disambiguation => local.toZonedDateTime(zone, { disambiguation })) as
    [Temporal.ZonedDateTime, Temporal.ZonedDateTime]
  if (first.epochMilliseconds === second.epochMilliseconds) return first
  const [before, after] = [first, second].map(it => inNewZealand(it.epochMilliseconds))
  throw new BadInput(first.toPlainDateTime().equals(local)
    ? `${quoted(text)} comes twice in New Zealand, as daylight saving ends. Use ${before} for the first time, or ${after} for the second.`
    : `${quoted(text)} is never in New Zealand, as clocks skip it when daylight saving begins. Use ${before} or ${after}.`)
}

// Days are compared as texts, so a year has four digits. In 1900 clocks were eleven and a half hours ahead of UTC; to have that worked out
// would load what knows all zones at each start.
const firstMoment = Date.parse('1900-01-01T00:00+11:30')
const lastMoment = startOfDay('9999-01-01')

/** Whether a clock may stand at an instant. */
export const isInRange = (instant: number): boolean => instant >= firstMoment && instant < lastMoment

function withinReason ({ epochMilliseconds }: { readonly epochMilliseconds: number }): number {
  if (!isInRange(epochMilliseconds)) {
    // ECMAScript writes a year of more digits with a sign and zeros.
    throw new BadInput(`${inNewZealand(epochMilliseconds).replace(/^\+0*/, '')} is out of range. ${range}`)
  }
  return epochMilliseconds
}

const range = 'The clock must be within the years 1900 to 9998.'

/** Adds an ISO 8601 duration by New Zealand's calendar: P1M from 31 January is the last of February. Throws BadInput. */
export function addDuration (instant: number, duration: string): number {
  const length = readDuration(duration)
  try {
    return withinReason(temporal().Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).add(length))
  } catch (error) {
    if (error instanceof BadInput) throw error
    throw new BadInput(`${quoted(duration)} from ${inNewZealand(instant)} leads beyond the calendar. ${range}`)
  }
}

/** The setting with which a clock goes on from `instant` in the way that it goes now. */
export const movedTo = (clock: Clock, instant: number): ClockSetting =>
  clock.setting().mode === 'frozen' ? { mode: 'frozen', at: instant } : runningFrom(clock, instant)

export const runningFrom = (clock: Clock, instant: number): ClockSetting => ({ mode: 'offset', by: instant - clock.machine() })

/** Reads `real`, `frozen:MOMENT` or `offset:MOMENT` (now, from that moment on). Throws BadInput. */
export function readClock (text: string, machine: () => number = Date.now): ClockSetting {
  if (text === 'real') return { mode: 'real' }
  const [mode, moment] = [text.slice(0, text.indexOf(':')), text.slice(text.indexOf(':') + 1)]
  if (mode === 'frozen') return { mode, at: readMoment(moment) }
  if (mode === 'offset') return { mode, by: readMoment(moment) - machine() }
  throw notAClock(text)
}

/** What a person or a client is told of the clock. */
export const describeClock = (clock: Clock) => ({
  mode: clock.setting().mode,
  now: inNewZealand(clock.now()),
  today: clock.today(),
  zone
})
