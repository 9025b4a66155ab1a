import { newZealandDay, utcOf } from '../../core/date-time.ts'
import type { Database } from '../../sandbox/database.ts'
import type { Fired, Timetable } from '../../sandbox/time.ts'
import { listClosings, listOpenings } from './returns/store.ts'
import { listExpiries } from './submissions/store.ts'
import { momentOf } from './validation/progression.ts'
import { listAllUnfinishedRuns } from './validation/store.ts'

/** What time does to returns. Each asks the clock when it is looked at, so nothing has to be done when a moment comes; but a tester is told. */
export const providerBasedTimetable: Timetable = {
  nextDay: () => undefined,
  befall: () => [],

  passed (db, from, to) {
    const [after, until] = [utcOf(from), utcOf(to)]
    return [
      ...listOpenings(db, after, until).map(({ eid, returnId, openWindowDate }) => fired('return window opens', openWindowDate, eid, returnId)),
      ...listClosings(db, after, until).map(({ eid, returnId, closeWindowDate }) => fired('return window closes', closeWindowDate, eid, returnId)),
      ...listExpiries(db, after, until).map(({ eid, returnId, tokenExpiry }) => fired('submission token expires', tokenExpiry, eid, returnId)),
      ...runsOverBetween(db, from, to)
    ].sort((a, b) => String(a.at) < String(b.at) ? -1 : 1)
  }
}

function runsOverBetween (db: Database, from: number, to: number): Fired[] {
  return listAllUnfinishedRuns(db)
    .filter(run => JSON.parse(run.progression).progression === 'time')
    .map(run => ({ run, end: momentOf(run, 1, from) }))
    .filter(({ end }) => end > utcOf(from) && end <= utcOf(to))
    .map(({ run, end }) => fired('validation run is over', end, run.eid, run.returnId))
}

const fired = (event: string, at: string, eid: number, returnId: number): Fired => ({ on: newZealandDay(at), at, event, eid, returnId })
