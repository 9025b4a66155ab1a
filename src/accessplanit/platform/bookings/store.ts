import { all, one, oneValue, run } from '../../../sandbox/database.ts'
import { takesPlace } from '../places.ts'

/** A user on a course. */
export interface Delegate { userId: string, courseDateId: string, status: string }
export const findDelegate = one<Delegate>('SELECT userId, courseDateId, status FROM delegate WHERE userId = ? AND courseDateId = ?')
export const listDelegatesOfBooking = all<Delegate>('SELECT userId, courseDateId, status FROM delegate WHERE bookingId = ?')

const taken = `SELECT count(*) FROM delegate WHERE courseDateId = :id AND ${takesPlace('delegate.status')}`

/** The waiting list of a course that is Available though its places are taken. */
export const fillable = oneValue<string>(`
  SELECT waitingListType FROM courseDate WHERE id = :id AND status = 'Available' AND maxPlaces <= (${taken})`)
export const fill = run("UPDATE courseDate SET status = 'FullyBooked', dateUpdated = :now WHERE id = :id")

export const reopen = run(`
  UPDATE courseDate SET status = 'Available', dateUpdated = :now WHERE id = :id AND status = 'FullyBooked' AND maxPlaces > (${taken})`)

/** Who has come to the waiting list gets a turn, and who has left it has none. */
export const giveTurns = run(`
  UPDATE delegate SET turn = (SELECT coalesce(max(turn), 0) + 1 FROM delegate WHERE courseDateId = :id)
  WHERE courseDateId = :id AND status = 'WaitingList' AND turn IS NULL`)
export const takeTurns = run("UPDATE delegate SET turn = NULL WHERE courseDateId = :id AND status <> 'WaitingList' AND turn IS NOT NULL")

/** First come, first served: who waits longest gets the place that is free. A waiting list works while the course is Available. */
export const promoteFirst = run(`
  UPDATE delegate SET status = 'Booked', turn = NULL, dateUpdated = :now
  WHERE courseDateId = :id AND userId = (
    SELECT userId FROM delegate WHERE courseDateId = :id AND status = 'WaitingList' ORDER BY turn, dateRegistered, userId LIMIT 1)
  AND (SELECT maxPlaces FROM courseDate WHERE id = :id AND status = 'Available') > (${taken})`)
