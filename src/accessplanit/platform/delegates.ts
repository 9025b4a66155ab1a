import { run, type Database } from '../../sandbox/database.ts'
import { statusesWithoutPlace } from './enumerations.ts'

/** Whether a delegate in a status has a place on the course. */
export const hasPlace = (status: string): boolean => !(statusesWithoutPlace as readonly string[]).includes(status)

export const insertDelegate = run(`
  INSERT INTO delegate (userId, courseDateId, status, statusReason, dateRegistered, dateUpdated, bookingId, poNumber, attended, grade)
  VALUES (:userId, :courseDateId, :status, :statusReason, :now, :now, :bookingId, :poNumber, :attended, :grade)`)

const fill = run(`
  UPDATE courseDate SET status = 'FullyBooked', dateUpdated = :now WHERE id = :id AND status = 'Available'
    AND waitingListType <> 'Enabled' AND maxPlaces <= (
      SELECT count(*) FROM delegate WHERE courseDateId = :id AND delegate.status NOT IN ('Cancelled', 'WaitingList', 'Transferred', 'Deferred', 'Unknown'))`)

const reopen = run(`
  UPDATE courseDate SET status = 'Available', dateUpdated = :now WHERE id = :id AND status = 'FullyBooked'
    AND maxPlaces > (
      SELECT count(*) FROM delegate WHERE courseDateId = :id AND delegate.status NOT IN ('Cancelled', 'WaitingList', 'Transferred', 'Deferred', 'Unknown'))`)

/** Who has come to the waiting list gets a turn, and who has left it has none. */
const giveTurns = run(`
  UPDATE delegate SET turn = (SELECT coalesce(max(turn), 0) + 1 FROM delegate WHERE courseDateId = :id)
  WHERE courseDateId = :id AND status = 'WaitingList' AND turn IS NULL`)
const takeTurns = run("UPDATE delegate SET turn = NULL WHERE courseDateId = :id AND status <> 'WaitingList' AND turn IS NOT NULL")

/** First come, first served: the first who waits gets the place that has become free. A waiting list works while the course is Available. */
const promote = run(`
  UPDATE delegate SET status = 'Booked', turn = NULL, dateUpdated = :now
  WHERE courseDateId = :id AND userId = (
    SELECT userId FROM delegate WHERE courseDateId = :id AND status = 'WaitingList' ORDER BY turn, dateRegistered, userId LIMIT 1)
  AND (SELECT maxPlaces FROM courseDate WHERE id = :id AND status = 'Available') > (
    SELECT count(*) FROM delegate WHERE courseDateId = :id AND delegate.status NOT IN ('Cancelled', 'WaitingList', 'Transferred', 'Deferred', 'Unknown'))`)

/** What follows for a course from a change of its delegates or places: it is FullyBooked or not, and those who wait move up. */
export function settleCourse (db: Database, id: string, now: string): void {
  takeTurns(db, { id })
  giveTurns(db, { id })
  reopen(db, { id, now })
  promoteAll(db, id, now)
  fill(db, { id, now })
}

/** As many who wait as there are places move up. */
export function promoteAll (db: Database, id: string, now: string): void {
  while (promote(db, { id, now }) > 0);
}
