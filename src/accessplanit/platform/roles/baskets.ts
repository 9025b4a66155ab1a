import type { PlatformContext } from '../context.ts'
import { canSee, type Reached } from './reach.ts'
import { roleRefusal } from './readings.ts'
import { standingOf } from './role.ts'
import { booksFor, ownBasket } from './rules.ts'
import { scopesOf } from './scopes.ts'

const users: Reached = { name: 'User', from: 'user', key: 'user.id' }

/** Holds a caller to a basket of their own. False where it is to be as though it were not there. Throws Failure. */
export function holdToOwnBasket (context: PlatformContext, owner: string): boolean {
  const { id: caller, role } = standingOf(context)
  const isOwn = role === 'administrator' || owner === caller
  context.enforce([ownBasket], { caller, role, owner, isForbidding: isOwn || context.reading(roleRefusal) === 'forbidden' })
  return isOwn
}

/** Holds a caller to booking for those whom they see. Who does not exist is told of elsewhere. Throws Failure. */
export function holdToBookingFor (context: PlatformContext, userIds: readonly string[]): void {
  const { id: caller, role } = standingOf(context)
  if (role === 'administrator') return
  const unseen = userIds.filter(id => !canSee(context, users, id))
  context.enforce([booksFor], { caller, role, unseen, words: scopesOf('user')[role].words })
}

/** Whether a caller can book for a user. */
export const canBookFor = (context: PlatformContext, userId: string): boolean => canSee(context, users, userId)
