import type { IncomingHttpHeaders } from 'node:http'
import { inNewZealand, momentInWords } from '../core/civil-date.ts'
import { ruleOver, type Rule } from '../core/rule.ts'
import { didYouMean } from '../core/meant.ts'
import { either, quoted } from '../core/words.ts'
import { insteadOfBearer, noBearer } from '../http/no-bearer.ts'
import type { Called, Credential, FirstCall, Identified, KnownCallers } from '../http/service.ts'
import { issuedElsewhere, marked, ofAnother, unmarked } from '../sandbox/marks.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { readForm, type Form } from './form.ts'
import { findUser, findUserByApiKey, listServiceUsers } from './platform/people/store.ts'
import { findAccessToken, type AccessToken } from './platform/tokens/store.ts'
import { developerPage, overviewPage } from './sources.ts'

interface BearerFacts {
  /** Whether the request has an Authorization header, whatever is in it. */
  authorizationGiven: boolean
  bearerGiven: boolean
  /** A sentence for what is there in its place, as far as that shows. */
  instead?: string
  /** What a bearer token is with which nobody is known; it is not kept itself. */
  bearerIs: string | null
  /** Of one with which nobody is known: a sentence for where it comes from, as far as that shows. */
  source?: string | undefined
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
  compares: ({ authorizationGiven }) => ({ Authorization: authorizationGiven ? 'given' : null }),
  refusal: noBearer,
  wouldPass: () => 'Send "Authorization: Bearer <token>", with a token from POST token or an API key of the fixture, such as demo-api-key.'
})

const bearerIsKnown = bearerRule({
  id: 'bearer.known',
  statement: 'A bearer token must be one that the platform issued, or the API key of a user',
  field: 'Authorization',
  basis: developerPage,
  failure: 'unauthenticated',
  holds: ({ bearerGiven, userId }) => !bearerGiven || userId !== undefined,
  compares: ({ bearerIs }) => ({ 'bearer token': bearerIs }),
  refusal: ({ source }) => source ??
    'This sandbox did not issue that bearer token, or has been reset since; nor is it the API key of a user.',
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

/** What every request to either version is held to before anything else. */
export const bearerRules: readonly Rule[] = [bearerIsGiven, bearerIsKnown, bearerHasNotExpired]

/** Who calls either version, by a token or a key of a user. */
export function identify (sandbox: Sandbox, headers: IncomingHttpHeaders, called: Called): Identified {
  const sent = bearerOf(headers)
  const holder = sent === undefined ? undefined : holderOf(sandbox, sent)
  const instead = holder ? undefined : insteadOfBearer([headers.authorization ?? ''])
  const bearer = instead === undefined ? sent : undefined
  return {
    caller: holder && { id: holder.userId, label: `user ${holder.userId}` },
    rules: bearerRules,
    facts: {
      authorizationGiven: Boolean(headers.authorization),
      bearerGiven: bearer !== undefined,
      ...instead !== undefined && { instead },
      bearerIs: bearer === undefined ? null : holder ? 'known' : describeUnknown(sandbox, bearer),
      ...bearer !== undefined && !holder && { source: called.ofAnotherService(bearer) ?? sourceOf(sandbox, bearer) },
      userId: holder?.userId,
      expiresAt: holder?.expiresAt,
      now: sandbox.clock.now()
    }
  }
}

function sourceOf (sandbox: Sandbox, given: string): string | undefined {
  const bare = ofAnother(sandbox, given)
  const isElsewhere = bare !== undefined && (/^[0-9a-f]{64}$/.test(bare) || findUserByApiKey(sandbox.db, bare) !== undefined)
  return isElsewhere ? issuedElsewhere(sandbox, 'another sandbox') : undefined
}

function describeUnknown (sandbox: Sandbox, given: string): string {
  const bearer = unmarked(sandbox, given)
  if (findAccessToken(sandbox.db, bearer)) return 'a refresh token'
  return /^[0-9a-f]{64}$/.test(bearer) ? 'unknown' : 'malformed: neither of the form of a token nor an API key'
}

/** What says which sandbox a token is of: itself, a user name or what a token is refreshed with. */
export function credentialOf (headers: IncomingHttpHeaders, body?: unknown): string | undefined {
  const bearer = bearerOf(headers)
  if (bearer !== undefined || typeof body !== 'object' || body === null) return bearer
  const { username, refresh_token: refreshToken } = readForm(body as Form)
  return refreshToken || username
}

function holderOf (sandbox: Sandbox, given: string): { userId: string, expiresAt: number | null } | undefined {
  const { db } = sandbox
  const bearer = unmarked(sandbox, given)
  const token: AccessToken | undefined = findAccessToken(db, bearer)
  if (token?.kind === 'access') return token
  const userId = findUserByApiKey(db, bearer)
  return userId === undefined ? undefined : { userId, expiresAt: null }
}

/** The vendor's README can be read as though an API key came without the word "Bearer", so that is taken, too. */
const bearerOf = ({ authorization = '' }: IncomingHttpHeaders): string | undefined => /^(?:Bearer +)?(\S+)$/i.exec(authorization)?.[1]

/** The service users of a sandbox, for people. */
export function serviceUsers (sandbox: Sandbox): Credential[] {
  const own = (credential: string) => marked(sandbox, credential)
  return listServiceUsers(sandbox.db).flatMap(({ id, apiKey, password }) => [
    ...apiKey === null ? [] : [{ kind: 'API key', value: own(apiKey), whose: `user ${id}` }],
    ...password === null ? [] : [{ kind: 'user and password', value: `${own(id)} / ${own(password)}`, whose: `user ${id}` }]
  ])
}

/** The users of a platform, any of whom can be given a token. */
export const platformUsers: KnownCallers = {
  has: ({ db }, id) => findUser(db, id) !== undefined,
  noSuch ({ db }, id) {
    const ids = listServiceUsers(db).map(it => it.id)
    const others = ids.length === 0 ? '' : ` Programs call as ${either(ids.slice(0, mostNamed))}.`
    return `The sandbox has no user ${quoted(id)}.${didYouMean(ids, id)}${others}`
  }
}

const mostNamed = 5

/** What can be read with the API key of a user; nothing where nobody has one. */
export function firstReading (sandbox: Sandbox, shows: string, path: string): FirstCall[] {
  const key = serviceUsers(sandbox).find(({ kind }) => kind === 'API key')?.value
  return key === undefined
    ? []
    : [{ shows, isRefused: false, request: { method: 'GET', path, headers: { Authorization: `Bearer ${key}` } } }]
}

/** What a token is held to that expired a minute ago. */
export const expiredToken = (now: number) =>
  ({ rules: [bearerHasNotExpired], facts: { userId: 'of the token', expiresAt: now - 60_000, now } })
