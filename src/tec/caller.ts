import type { IncomingHttpHeaders } from 'node:http'
import { operationFor } from '../http/operation.ts'
import type { Identified } from '../http/service.ts'
import type { Caller } from '../sandbox/journal.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { callerRules } from './authentication.ts'
import { edumisOf } from './edumis.ts'
import { recallToken, verifyToken, type Token } from './esl/tokens.ts'

/** An organisation, by its EDUMIS number, and the machine account that calls for it. */
export interface TecCaller extends Caller {
  readonly eid: number
  readonly account: string
}

/** Makes an operation of one of TEC's APIs. */
export const tecOperation = operationFor<TecCaller>()

/** Who calls one of TEC's APIs, by the bearer token and the `EID` header. */
export function identify (sandbox: Sandbox, headers: IncomingHttpHeaders): Identified | Promise<Identified> {
  const bearer = bearerOf(headers)
  const token = bearer === undefined ? undefined : recallToken(sandbox, bearer)
  if (token || bearer === undefined) return identified(sandbox, headers, bearer, token)
  return verifyToken(sandbox, bearer).then(token => identified(sandbox, headers, bearer, token))
}

function identified ({ clock }: Sandbox, headers: IncomingHttpHeaders, bearer: string | undefined, token: Token | undefined): Identified {
  const header = headers.eid
  const eidHeader = Array.isArray(header) ? header.join(', ') : header || undefined
  const eid = eidHeader !== undefined && /^\d{1,8}$/.test(eidHeader) ? Number(eidHeader) : undefined
  return {
    caller: eid === undefined ? undefined : callerOf(eid, token?.account),
    rules: callerRules,
    facts: {
      authorizationGiven: given(headers).length > 0,
      bearerGiven: bearer !== undefined,
      token,
      eidHeader,
      eid,
      now: clock.now()
    }
  }
}

/** An organisation as a caller. */
export const callerOf = (eid: number, account = ''): TecCaller => ({ id: String(eid), label: `EID ${edumisOf(eid)}`, eid, account })

// TEC's own text once names the header Authentication. A proxy may have its own word in the one, so the first that is a bearer counts.
const given = ({ authorization, authentication }: IncomingHttpHeaders): string[] =>
  [authorization, authentication].flat().filter(it => it !== undefined && it !== '') as string[]

const bearerOf = (headers: IncomingHttpHeaders): string | undefined =>
  given(headers).map(it => /^Bearer +(\S+)$/i.exec(it)?.[1]).find(it => it !== undefined)
