import type { IncomingHttpHeaders } from 'node:http'
import { insteadOfBearer } from '../http/no-bearer.ts'
import { operationFor } from '../http/operation.ts'
import type { Called, Identified } from '../http/service.ts'
import type { Caller } from '../sandbox/journal.ts'
import { asWritten } from '../sandbox/own-headers.ts'
import { askOf } from '../sandbox/readings.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { callerRules } from './authentication.ts'
import { edumisOf } from './edumis.ts'
import { listOrganisations } from './esl/store.ts'
import { issuerOf, recallToken, sourceOf, verifyToken, type Token } from './esl/tokens.ts'
import { findUser } from './registered-users.ts'
import { callerIsRegistered, registrationFirst } from './registration.ts'

/** An organisation, by its EDUMIS number, and the machine account that calls for it. */
export interface TecCaller extends Caller {
  readonly eid: number
  readonly account: string
}

/** Makes an operation of one of TEC's APIs. */
export const tecOperation = operationFor<TecCaller>()

/** Who calls one of TEC's APIs, by the bearer token and the `EID` header. */
export function identify (sandbox: Sandbox, headers: IncomingHttpHeaders, called: Called): Identified | Promise<Identified> {
  const bearer = bearerOf(headers)
  const token = bearer === undefined ? undefined : recallToken(sandbox, bearer)
  if (token || bearer === undefined) return identified(sandbox, headers, called, bearer, token)
  // Nothing is said of who may have issued what is no token.
  if (insteadOfBearer(given(headers)) !== undefined) return identified(sandbox, headers, called, undefined, undefined)
  return identifiedLater(sandbox, headers, called, bearer)
}

async function identifiedLater (sandbox: Sandbox, headers: IncomingHttpHeaders, called: Called, bearer: string): Promise<Identified> {
  const token = await verifyToken(sandbox, bearer)
  const source = token ? undefined : called.ofAnotherService(bearer) ?? cutOff(bearer) ?? await sourceOf(sandbox, bearer)
  return identified(sandbox, headers, called, bearer, token, source)
}

function identified (
  sandbox: Sandbox, headers: IncomingHttpHeaders, called: Called, bearer: string | undefined, token: Token | undefined,
  source?: string
): Identified {
  const header = headers.eid
  const eidHeader = Array.isArray(header) ? header.join(', ') : header || undefined
  const eid = eidHeader !== undefined && /^\d{1,8}$/.test(eidHeader) ? Number(eidHeader) : undefined
  const eidLike = eidHeader === undefined ? likeEid(headers) : undefined
  const unregistered = token?.isEnabled && token.eid === eid ? refusedUnregistered(sandbox, called, token) : undefined
  const now = sandbox.clock.now()
  const instead = bearer === undefined ? insteadOfBearer(given(headers)) : undefined
  const last = token && latest.get(token)
  if (last && !unregistered && last.facts.now === now && last.facts.eidHeader === eidHeader && last.facts.eidLike === eidLike) return last
  const made = {
    caller: eid === undefined ? undefined : token?.eid === eid ? callerWith(token) : callerOf(eid, token?.account),
    holder: eid === undefined && token ? callerWith(token) : undefined,
    rules: unregistered ? [...callerRules, callerIsRegistered] : callerRules,
    facts: {
      ...unregistered,
      authorizationGiven: given(headers).length > 0,
      bearerGiven: bearer !== undefined,
      ...instead !== undefined && { instead },
      // Only a token that is not known is asked for its form.
      isSigned: token === undefined && bearer !== undefined && isJwt(bearer),
      token,
      ...source !== undefined && { source },
      eidHeader,
      ...eidLike !== undefined && { eidLike },
      eid,
      ...token && eid !== undefined && token.eid !== eid && { organisations: listOrganisations(sandbox.db).map(it => it.eid) },
      now
    }
  }
  if (token && !unregistered) latest.set(token, made)
  return made
}

/** Who was identified last by a token: the requests of one moment share what they are judged by, which the journal then keeps once. */
const latest = new WeakMap<Token, Identified & { facts: { eidHeader: string | undefined, eidLike?: string, now: number } }>()

/** A sentence for a JWT of which the end is missing: the shortest signature has 43 characters. */
const cutOff = (bearer: string): string | undefined => /^eyJ[\w-]*(?:\.[\w-]*(?:\.[\w-]{0,42})?)?$/.test(bearer)
  ? 'The bearer token is cut off: a JWT has three parts, each of them whole.'
  : undefined

/** Another header that names the EID, or what it is: a number of EDUMIS. */
function likeEid (headers: IncomingHttpHeaders): string | undefined {
  const name = Object.keys(headers).find(it => it !== 'eid' && /(?:^|[-_])(?:eid|edumis)/.test(it))
  return name && asWritten(name).replace(/eid/i, 'EID')
}

const isJwt = (bearer: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(bearer)

/** What of a bearer token says which sandbox it is of: itself, or its issuer. */
export function credentialOf (headers: IncomingHttpHeaders): string | undefined {
  const bearer = bearerOf(headers)
  return bearer === undefined ? undefined : issuerOf(bearer) ?? bearer
}

/** Of a machine account that is refused because it is not registered: what that is judged by. A reading asks for it. */
function refusedUnregistered ({ db, settings }: Sandbox, { operationId, reading }: Called, { account, eid }: Token) {
  if (aboutUsers.includes(operationId) || askOf(settings)(registrationFirst) !== 'refused' || findUser(db, account, eid)) return undefined
  reading(registrationFirst)
  return { account, isRegistered: false, refusesUnregistered: true }
}

const callers = new WeakMap<Token, TecCaller>()

/** The same for each request that comes with a token. */
function callerWith (token: Token): TecCaller {
  let caller = callers.get(token)
  if (!caller) callers.set(token, caller = callerOf(token.eid, token.account))
  return caller
}

/** The operations by which it is registered. */
const aboutUsers: readonly string[] = ['GetCurrentUser', 'RegisterUser']

/** An organisation as a caller. */
export const callerOf = (eid: number, account = ''): TecCaller => ({ id: String(eid), label: `EID ${edumisOf(eid)}`, eid, account })

// TEC's own text once names the header Authentication. A proxy may have its own word in the one, so the first that is a bearer counts.
function given ({ authorization, authentication }: IncomingHttpHeaders): string[] {
  if (authentication === undefined) return authorization ? [authorization] : []
  return [authorization, authentication].flat().filter(it => it !== undefined && it !== '') as string[]
}

function bearerOf (headers: IncomingHttpHeaders): string | undefined {
  for (const text of given(headers)) {
    const bearer = /^Bearer +(\S+)$/i.exec(text)?.[1]
    if (bearer !== undefined) return bearer
  }
  return undefined
}
