import type { FastifyInstance, FastifyRequest } from 'fastify'
import { inNewZealand } from '../core/civil-date.ts'
import { ruleOver, type Rule } from '../core/rule.ts'
import { enforce } from '../http/decide.ts'
import { inWords, localDateTime } from './platform/local-time.ts'
import { findUserByApiKey } from './platform/people/store.ts'
import { findAccessToken, type AccessToken } from './platform/tokens/store.ts'
import { developerPage, overviewPage } from './sources.ts'

interface BearerFacts {
  /** Whether the request has an Authorization header, whatever is in it. */
  authorizationGiven: boolean
  bearerGiven: boolean
  /** The user whose token or key it is. */
  userId: string | undefined
  /** When it expires, in milliseconds; null for a key, which does not. */
  expiresAt: number | null | undefined
  now: number
}

const bearerRule = ruleOver<BearerFacts>()

const bearerIsGiven = bearerRule({
  id: 'bearer.given',
  statement: 'A request must carry a bearer token in the Authorization header',
  field: 'Authorization',
  basis: overviewPage,
  failure: 'unauthenticated',
  holds: ({ bearerGiven }) => bearerGiven,
  compares: () => ({ Authorization: undefined }),
  refusal: ({ authorizationGiven }) => `The Authorization header ${authorizationGiven ? 'has no bearer token' : 'is missing'}.`,
  wouldPass: () => 'Send "Authorization: Bearer <token>", with a token from POST token or an API key of the fixture, such as demo-api-key.'
})

const bearerIsKnown = bearerRule({
  id: 'bearer.known',
  statement: 'A bearer token must be one that the platform issued, or the API key of a user',
  field: 'Authorization',
  basis: developerPage,
  failure: 'unauthenticated',
  holds: ({ bearerGiven, userId }) => !bearerGiven || userId !== undefined,
  compares: () => ({ 'bearer token': 'unknown' }),
  refusal: () => 'This sandbox did not issue that bearer token, nor is it the API key of a user.',
  wouldPass: () => 'Get a token from POST token, or use an API key of the fixture, such as demo-api-key.'
})

const bearerHasNotExpired = bearerRule({
  id: 'bearer.not-expired',
  statement: 'A bearer token must be used within 60 minutes',
  field: 'Authorization',
  basis: overviewPage,
  failure: 'unauthenticated',
  needs: ['userId'],
  holds: ({ expiresAt, now }) => expiresAt == null || now < expiresAt,
  compares: ({ expiresAt, now }) => ({ expiry: expiresAt == null ? 'never' : inNewZealand(expiresAt), now: inNewZealand(now) }),
  refusal: ({ expiresAt, now }) => `The token expired at ${momentInWords(expiresAt!)} (it is now ${momentInWords(now)} in the sandbox).`,
  wouldPass: () => 'Request a new one from POST token.'
})

const momentInWords = (epoch: number): string => inWords(localDateTime(epoch))

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
      enforce(request.entry, bearerRules, {
        authorizationGiven: Boolean(request.headers.authorization),
        bearerGiven: bearer !== undefined,
        userId: holder?.userId,
        expiresAt: holder?.expiresAt,
        now: request.sandbox.clock.now()
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
