import { LRUCache } from 'lru-cache'
import { perSandbox } from '../../sandbox/live.ts'
import { issuedElsewhere, marked, ofAnother, unmarked } from '../../sandbox/marks.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { edumisOf } from '../edumis.ts'
import { findMachineAccount, findStaticToken } from './store.ts'

/** What a bearer token entitles to. */
export interface Token {
  /** The machine account that it was given to. */
  readonly account: string
  /** Whether the account was given the APIs' permissions. */
  readonly isEnabled: boolean
  readonly eid: number
  /** Milliseconds since 1970 on the sandbox's clock; null for a static token, which does not expire. */
  readonly expiresAt: number | null
  /** Milliseconds since 1970 from which on it is good, where it says so. */
  readonly notBefore?: number | undefined
}

/** Twenty minutes: a vendor's figure (wiki.selmasis.com/wbt-integration); TEC's own page says only that the time is limited. */
export const lifetimeSeconds = 1200

const issuerName = 'tms-sandbox'

interface Claims { sub: string, aud: string, org_id: string, iat: number, exp: number, nbf?: number, jti: string }

/** Whom a token is for, and for what. */
export interface Grant {
  account: string
  scope: string
  eid: number
  id: string
  /** Milliseconds since 1970; now, if it is left out. */
  at?: number
  /** Seconds; as usual, if it is left out. */
  lifetime?: number
  /** Whether it says that it is good from `at` on. */
  isNotYetValid?: boolean
  /** Another key than the sandbox's own. */
  key?: Uint8Array
}

/** Signs a token for one organisation: a JWT with HS256, as the header of the documented example shows. */
export async function issueToken (sandbox: Sandbox, grant: Grant): Promise<string> {
  const { account, scope, eid, id, at = sandbox.clock.now(), lifetime = lifetimeSeconds, isNotYetValid, key = keyOf(sandbox) } = grant
  const { SignJWT } = await import('jose')
  const issuedAt = Math.floor(at / 1000)
  return await new SignJWT({ org_id: edumisOf(eid), ...isNotYetValid && { nbf: issuedAt } })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(marked(sandbox, issuerName))
    .setSubject(account)
    .setAudience(scope)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetime)
    .setJti(id)
    .sign(key)
}

// A token is looked up, or its signature checked, once; what it entitles to is then known.
const verifiedTokens = perSandbox('verified tokens', () => new LRUCache<string, Token>({ max: 1000 }))

/** The token, if it is a static one or was verified before. */
export function recallToken (sandbox: Sandbox, bearer: string): Token | undefined {
  const known = verifiedTokens(sandbox).get(bearer)
  if (known) return known
  const row = findStaticToken(sandbox.db, unmarked(sandbox, bearer))
  return row && remember(sandbox, bearer, { ...ofAccount(sandbox, row.account), eid: row.eid, expiresAt: null })
}

/** Verifies the signature of a token; undefined if this sandbox did not issue it. Whether it has expired is not asked here. */
export async function verifyToken (sandbox: Sandbox, bearer: string): Promise<Token | undefined> {
  const { compactVerify } = await import('jose')
  try {
    const { payload } = await compactVerify(bearer, keyOf(sandbox), { algorithms: ['HS256'] })
    const claims: unknown = JSON.parse(Buffer.from(payload).toString())
    // The key follows from what is public of a fixture, so anybody can sign what ESL would not.
    return areOurs(claims) ? remember(sandbox, bearer, entitledBy(sandbox, claims)) : undefined
  } catch {
    return undefined
  }
}

/** A sentence for where a token comes from that the sandbox does not know; undefined where nothing shows that. */
export async function sourceOf (sandbox: Sandbox, bearer: string): Promise<string | undefined> {
  const issuer = issuerOf(bearer)
  if (issuer === issuerName && sandbox.mark !== undefined) return issuedElsewhere(sandbox, 'the default sandbox')
  const isElsewhere = ofAnother(sandbox, issuer ?? '') === issuerName || findStaticToken(sandbox.db, ofAnother(sandbox, bearer) ?? '')
  if (isElsewhere) return issuedElsewhere(sandbox, 'another sandbox')
  return issuer !== undefined && await isSignedByOneOf(sandbox.formerSecrets(), bearer)
    ? 'This sandbox issued that bearer token before its data were reset, which ends the tokens of before.'
    : undefined
}

async function isSignedByOneOf (keys: readonly Uint8Array[], bearer: string): Promise<boolean> {
  const { compactVerify } = await import('jose')
  const verified = await Promise.allSettled(keys.map(key => compactVerify(bearer, key, { algorithms: ['HS256'] })))
  return verified.some(({ status }) => status === 'fulfilled')
}

const entitledBy = (sandbox: Sandbox, { sub, org_id: eid, exp, nbf }: Claims): Token => ({
  ...ofAccount(sandbox, sub),
  eid: Number(eid),
  expiresAt: exp * 1000,
  notBefore: nbf === undefined ? undefined : nbf * 1000
})

function areOurs (claims: unknown): claims is Claims {
  if (typeof claims !== 'object' || claims === null) return false
  const { sub, org_id: eid, exp, nbf } = claims as Partial<Record<keyof Claims, unknown>>
  return typeof sub === 'string' && typeof eid === 'string' && /^\d{1,8}$/.test(eid) && isInstant(exp) && (nbf === undefined || isInstant(nbf))
}

/** In seconds since 1970, up to the end of the years that have four digits. */
const isInstant = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value < Date.UTC(9999, 0, 1) / 1000

/** Who says to have issued a JWT, which is not looked at further; undefined where it is none. */
export function issuerOf (bearer: string): string | undefined {
  const [, payload, signature] = bearer.split('.', 3)
  if (payload === undefined || signature === undefined) return undefined
  try {
    const { iss } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { iss?: unknown }
    return typeof iss === 'string' ? iss : undefined
  } catch {
    return undefined
  }
}

const ofAccount = ({ db }: Sandbox, account: string) => ({ account, isEnabled: findMachineAccount(db, account)?.isEnabled === 1 })

function remember (sandbox: Sandbox, bearer: string, token: Token): Token {
  verifiedTokens(sandbox).set(bearer, token)
  return token
}

const keyOf = (sandbox: Sandbox): Uint8Array => sandbox.secret()
