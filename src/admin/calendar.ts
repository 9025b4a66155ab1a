import { distance } from 'fastest-levenshtein'
import { ours } from '../core/basis.ts'
import { dayAt, inNewZealand } from '../core/civil-date.ts'
import { addDuration, readMoment } from '../core/clock.ts'
import { BadInput } from '../core/errors.ts'
import { both, quoted } from '../core/words.ts'
import { operation } from '../http/operation.ts'
import type { Moment } from '../sandbox/moments.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { Calendar, CalendarQuery } from './calendar-schemas.ts'

/** So far ahead, one after the other, a moment is looked for by its name. */
const horizons = ['P1Y', 'P10Y', 'P70Y']

/** So many moments are looked through for a name. */
const mostMoments = 10_000

/** When something comes to pass next, by the name of the calendar. Throws BadInput. */
export function instantOfEvent (sandbox: Sandbox, now: number, name: string): number {
  for (const horizon of horizons) {
    const found = sandbox.momentsAfter(now, addDuration(now, horizon), mostMoments).find(it => it.name === name)
    if (found) return found.at
  }
  throw new BadInput(`No moment ${quoted(name)} is to come. ${suggestions(sandbox.momentsAfter(now, addDuration(now, 'P1Y'), 1000), name)}`)
}

/** The names that are most like one, and those that come next. */
function suggestions (moments: readonly Moment[], name: string): string {
  const names = [...new Set(moments.map(it => it.name))]
  if (names.length === 0) return 'There is none in the year that comes.'
  const nearest = [...names].sort((a, b) => distance(a, name) - distance(b, name)).slice(0, 3)
  return `The names most like it are ${both(nearest)}; the next moments are ${both(names.slice(0, 5))}. GET /__admin/calendar lists them.`
}

const describe = ({ name, at, event, does, concerns }: Moment) => ({ name, at: inNewZealand(at), day: dayAt(at), event, does, concerns })

export const calendarOperations = [
  operation({
    operationId: 'GetCalendar',
    summary: 'List the moments to come',
    description: 'Lists what is to fall due in every service, in order of time: windows that open and close, ' +
      'what starts, runs out or is reported by others on its day, validations that end, and ' +
      'tokens that expire, as far as the data know of them.',
    basis: ours,
    method: 'GET',
    path: '/__admin/calendar',
    tag: 'Clock',
    wire: { querystring: CalendarQuery, response: { 200: Calendar } },
    status: 200,
    rules: [],
    perform ({ sandbox, now }, { query: { limit = 100, until } }) {
      const end = until === undefined ? addDuration(now, 'P1Y') : readMoment(until)
      return { now: inNewZealand(now), until: inNewZealand(end), moments: sandbox.momentsAfter(now, end, limit).map(describe) }
    }
  })
]
