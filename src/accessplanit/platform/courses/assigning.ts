import type { PlatformContext } from '../context.ts'
import { localDateTime } from '../local-time.ts'
import { courseDateExists, trainerExists, venueExists } from './rules.ts'
import { assignTrainer, assignVenue, findCourseDate, findTrainer, findVenue } from './store.ts'

/** Puts a course at a venue. */
export function putAtVenue ({ db, now, enforce, changed }: PlatformContext, courseDateId: string, venueId: string): void {
  enforce([courseDateExists], { id: courseDateId, found: findCourseDate(db, courseDateId) })
  enforce([venueExists], { id: venueId, found: findVenue(db, venueId) })
  assignVenue(db, venueId, localDateTime(now), courseDateId)
  changed({ table: 'courseDate', id: courseDateId, event: 'Update' })
}

/** Adds a trainer to those of a course. */
export function addTrainer ({ db, enforce, changed }: PlatformContext, courseDateId: string, trainerId: string): void {
  enforce([courseDateExists], { id: courseDateId, found: findCourseDate(db, courseDateId) })
  enforce([trainerExists], { id: trainerId, found: findTrainer(db, trainerId) })
  assignTrainer(db, courseDateId, trainerId)
  changed({ table: 'courseDate', id: courseDateId, event: 'Update' })
}
