import type { IncomingHttpHeaders } from 'node:http'
import { inNewZealand } from '../core/civil-date.ts'
import { ruleOver, type Rule } from '../core/rule.ts'
import type { Credential, Identified } from '../http/service.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { findUserByApiKey, listServiceUsers } from './platform/people/store.ts'
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

/** Who calls either version, by a token or a key of a user. */
export function identify (sandbox: Sandbox, headers: IncomingHttpHeaders): Identified {
  const bearer = bearerOf(headers)
  const holder = bearer === undefined ? undefined : holderOf(sandbox, bearer)
  return {
    caller: holder && { id: holder.userId, label: `user ${holder.userId}` },
    rules: bearerRules,
    facts: { bearerGiven: bearer !== undefined, userId: holder?.userId, expiresAt: holder?.expiresAt, now: sandbox.clock.now() }
  }
}

function holderOf ({ db }: Sandbox, bearer: string): { userId: string, expiresAt: number | null } | undefined {
  const token: AccessToken | undefined = findAccessToken(db, bearer)
  if (token?.kind === 'access') return token
  const userId = findUserByApiKey(db, bearer)
  return userId === undefined ? undefined : { userId, expiresAt: null }
}

/** The vendor's README can be read as though an API key came without the word "Bearer", so that is taken, too. */
const bearerOf = ({ authorization = '' }: IncomingHttpHeaders): string | undefined => /^(?:Bearer +)?(\S+)$/i.exec(authorization)?.[1]

/** The service users of a sandbox, for people. */
export const serviceUsers = ({ db }: Sandbox): Credential[] => listServiceUsers(db).flatMap(({ id, apiKey, password }) => [
  ...apiKey === null ? [] : [{ kind: 'API key', value: apiKey, whose: `user ${id}` }],
  ...password === null ? [] : [{ kind: 'user and password', value: `${id} / ${password}`, whose: `user ${id}` }]
])
