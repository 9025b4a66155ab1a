import { BadInput } from '../core/errors.ts'
import { quoted } from '../core/words.ts'
import type { Context } from '../http/context.ts'
import type { OrderedToken, TokenOrder, TokenOrders } from '../http/service.ts'
import { marked } from '../sandbox/marks.ts'
import { findUserByName } from './platform/people/store.ts'
import { issue as issueToken, newToken } from './platform/tokens/store.ts'
import { accessSeconds } from './token.ts'

/** Tokens of the platform that a tester orders: those of a user. They say nothing by themselves, so no signature can be wrong. */

const defects = {
  expired: { does: 'expired a minute ago', rule: 'bearer.not-expired' },
  unknown: { does: 'of the form of a token, but never issued', rule: 'bearer.known' },
  malformed: { does: 'cut off in the middle', rule: 'bearer.known' },
  'refresh-token': { does: 'a token that gets others, and is not a bearer token', rule: 'bearer.known' }
} as const

function issue ({ sandbox, db, ids, now }: Context, { caller, ttlSeconds = accessSeconds, defect }: TokenOrder): OrderedToken {
  const user = findUserByName(db, { name: caller })
  if (!user) throw new BadInput(`No user ${quoted(caller)} is on the platform. Use the id of one that is, such as demo of the fixture.`)
  const expiresAt = defect === 'expired' ? now - 60_000 : now + ttlSeconds * 1000
  if (defect === 'unknown') return { token: marked(sandbox, newToken(ids)), expiresAt }
  if (defect === 'malformed') return { token: newToken(ids).slice(0, 30), expiresAt }
  const kind = defect === 'refresh-token' ? 'refresh' : 'access'
  return { token: marked(sandbox, issueToken(db, ids, user.id, kind, now, (expiresAt - now) / 1000)), expiresAt }
}

export const accessplanitTokens: TokenOrders = { defects, lifetimeSeconds: accessSeconds, issue }
