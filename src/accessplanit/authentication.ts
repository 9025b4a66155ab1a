import type { FastifyInstance, FastifyRequest } from 'fastify'
import { inNewZealand } from '../core/civil-date.ts'
import { ruleOver, type Rule } from '../core/rule.ts'
import { enforce } from '../http/decide.ts'
import { findUserByApiKey } from './platform/people/store.ts'
import { findAccessToken, type AccessToken } from './platform/tokens/store.ts'
import { developerPage, overviewPage } from './sources.ts'

interface BearerFacts {
  bearerGiven: boolean
  /** The user whose token or key it is. */
  userId: string | undefined
  /** When it expires, in milliseconds; null for a key, which does not. */
  expiresAt: number | null | undefined
  now: number
}

const bearerRule = ruleOver<BearerFacts>()
const howToGetOne = 'a token from POST token, or an API key of the fixture such as demo-api-key, as "Authorization: Bearer TOKEN"'

const bearerIsGiven = bearerRule({
  id: 'bearer.given',
  statement: 'A request carries a bearer token',
  field: 'Authorization',
  basis: overviewPage,
  failure: 'unauthenticated',
  holds: ({ bearerGiven }) => bearerGiven,
  compares: () => ({ Authorization: undefined }),
  wouldPass: () => howToGetOne
})

const bearerIsKnown = bearerRule({
  id: 'bearer.known',
  statement: 'A bearer token is one that the platform issued, or a user\'s API key',
  field: 'Authorization',
  basis: developerPage,
  failure: 'unauthenticated',
  holds: ({ bearerGiven, userId }) => !bearerGiven || userId !== undefined,
  compares: () => ({ 'this one': 'unknown' }),
  wouldPass: () => howToGetOne
})

const bearerHasNotExpired = bearerRule({
  id: 'bearer.not-expired',
  statement: 'A bearer token is used within 60 minutes',
  field: 'Authorization',
  basis: overviewPage,
  failure: 'unauthenticated',
  needs: ['userId'],
  holds: ({ expiresAt, now }) => expiresAt == null || now < expiresAt,
  compares: ({ expiresAt, now }) => ({ expiry: expiresAt == null ? 'never' : inNewZealand(expiresAt), now: inNewZealand(now) }),
  wouldPass: () => 'a new token from POST token'
})

/** What every request to either version is held to before anything else. */
export const bearerRules: readonly Rule[] = [bearerIsGiven, bearerIsKnown, bearerHasNotExpired]

/** Lets only requests through that come with a token or a key of a user; all but those that ask for a token. */
export function authenticate (app: FastifyInstance, isOpen: (request: FastifyRequest) => boolean): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (isOpen(request)) return done()
    try {
      const bearer = bearerOf(request)
      const holder = bearer === undefined ? undefined : holderOf(request, bearer)
      request.entry.account = holder?.userId
      if (holder) request.entry.caller = { id: holder.userId, label: `user ${holder.userId}` }
      enforce(request.entry, bearerRules, {
        bearerGiven: bearer !== undefined, userId: holder?.userId, expiresAt: holder?.expiresAt, now: request.sandbox.clock.now()
      })
      done()
    } catch (error) {
      done(error as Error)
    }
  })
}

function holderOf ({ sandbox: { db } }: FastifyRequest, bearer: string): { userId: string, expiresAt: number | null } | undefined {
  const token: AccessToken | undefined = findAccessToken(db, bearer)
  if (token?.kind === 'access') return token
  const userId = findUserByApiKey(db, bearer)
  return userId === undefined ? undefined : { userId, expiresAt: null }
}

/** The vendor's README can be read as though an API key came without the word "Bearer", so that is taken, too. */
const bearerOf = ({ headers }: FastifyRequest): string | undefined => /^(?:Bearer +)?(\S+)$/i.exec(headers.authorization ?? '')?.[1]
