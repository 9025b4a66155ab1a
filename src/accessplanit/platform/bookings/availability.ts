import type { Database } from '../../../sandbox/database.ts'
import { fill, giveTurns, promoteFirst, reopen, takeTurns } from './store.ts'

/** What follows for a course from a change of its delegates or places: it is FullyBooked or not, and those who wait move up. */
export function updateAvailability (db: Database, id: string, now: string): void {
  takeTurns(db, { id })
  giveTurns(db, { id })
  reopen(db, { id, now })
  promoteWaiting(db, id, now)
  fill(db, { id, now })
}

/** As many who wait as there are places move up. */
export function promoteWaiting (db: Database, id: string, now: string): void {
  while (promoteFirst(db, { id, now }) > 0);
}
