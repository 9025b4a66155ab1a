import type { PlatformContext } from '../context.ts'
import { localDateTime } from '../local-time.ts'
import { waitingListDefault } from '../readings.ts'
import { fill, fillable, giveTurns, promoteFirst, reopen, takeTurns } from './store.ts'

type Context = Pick<PlatformContext, 'db' | 'now' | 'reading'>

/** Whether people can wait for a place on a course. */
export const hasWaitingList = (type: string, { reading }: Pick<Context, 'reading'>): boolean =>
  type === 'Enabled' || (type === 'Default' && reading(waitingListDefault) === 'platform')

/** What follows for a course from a change of its delegates or places: it is FullyBooked or not, and those who wait move up. */
export function updateAvailability (context: Context, id: string): void {
  const { db } = context
  const now = localDateTime(context.now)
  takeTurns(db, { id })
  giveTurns(db, { id })
  reopen(db, { id, now })
  promoteWaiting(context, id)
  const type = fillable(db, { id })
  if (type !== undefined && !hasWaitingList(type, context)) fill(db, { id, now })
}

/** As many who wait as there are places move up. */
export function promoteWaiting ({ db, now }: Context, id: string): void {
  while (promoteFirst(db, { id, now: localDateTime(now) }) > 0);
}
