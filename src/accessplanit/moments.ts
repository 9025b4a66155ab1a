import type { MomentSource } from '../sandbox/moments.ts'
import { listExpiries } from './platform/tokens/store.ts'

/** A token expires by itself; it is named by its user, as it is a secret. */
const tokenExpires: MomentSource = ({ db }, ...between) => listExpiries(db, ...between).map(({ userId, kind, expiresAt }) => ({
  at: expiresAt,
  name: `token.${userId}.${kind === 'access' ? 'expires' : 'refresh-expires'}`,
  event: kind === 'access' ? 'bearer token expires' : 'refresh token expires',
  does: kind === 'access' ? 'Requests with the token are refused with 401.' : 'The token gets no other any more.',
  concerns: { user: userId }
}))

/** What time does to the platform. */
export const accessplanitMoments: readonly MomentSource[] = [tokenExpires]
