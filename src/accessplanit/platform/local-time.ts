import { temporal } from '../../core/temporal.ts'
import { inMilliseconds } from '../../core/date-time.ts'
import { clocksAt } from '../../core/zone.ts'

/** A moment as the platform keeps it and its users read it: `2026-03-02T09:00:00`, New Zealand time. Such texts sort in time order. */
export type LocalDateTime = string

/** `epoch` in milliseconds. */
export const localDateTime = (epoch: number): LocalDateTime =>
  new Date(clocksAt(epoch)).toISOString().slice(0, 19)

/** As a sentence tells of it: `09:20 on 2026-03-02`. */
export const inWords = (moment: LocalDateTime): string => `${moment.slice(11, 16)} on ${moment.slice(0, 10)}`

const pattern = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i

/** Reads an ISO 8601 date, or a date and time, in local time unless it has a zone; undefined if it is none. */
export function readLocalDateTime (text: string): LocalDateTime | undefined {
  if (!pattern.test(text)) return undefined
  const moment = inMilliseconds(text)
  try {
    const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text.slice(10))
    return hasZone
      ? localDateTime(temporal().Instant.from(moment).epochMilliseconds)
      : temporal().PlainDateTime.from(moment).toString({ smallestUnit: 'second' })
  } catch {
    return undefined
  }
}
