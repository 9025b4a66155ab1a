import { dayAfter, type CivilDate } from '../core/civil-date.ts'
import { immediately, type Database } from './database.ts'

/** Something that fell due because a day came, and whose it was. */
export interface Fired {
  readonly on: CivilDate
  readonly event: string
  readonly eid: number
  readonly [concerned: string]: unknown
}

/** What falls due in a service as days go by. */
export interface Timetable {
  /** The first day after `after`, up to and with `until`, on which something may fall due. */
  nextDay (db: Database, after: CivilDate, until: CivilDate): CivilDate | undefined
  /** Makes happen what falls due on a day. */
  befall (db: Database, day: CivilDate): Fired[]
  /** What came to pass by itself after one instant and up to another, in milliseconds: nothing has to be done about it. */
  passed? (db: Database, from: number, to: number): Fired[]
}

/**
 * Lets the days after `from` pass, up to and with `to`, each that matters in its own transaction. In one leap or day
 * by day, the result is the same.
 */
export function passDays (db: Database, timetables: readonly Timetable[], from: CivilDate, to: CivilDate): Fired[] {
  const fired: Fired[] = []
  for (let day = firstDay(db, timetables, from, to); day !== undefined; day = firstDay(db, timetables, day, to)) {
    const today = day
    fired.push(...immediately(db, () => timetables.flatMap(timetable => timetable.befall(db, today))))
  }
  return fired
}

function firstDay (db: Database, timetables: readonly Timetable[], after: CivilDate, until: CivilDate): CivilDate | undefined {
  if (dayAfter(after) > until) return undefined
  return timetables.map(timetable => timetable.nextDay(db, after, until)).filter(day => day !== undefined).sort()[0]
}
