import type { Credential, Service } from '../http/service.ts'
import { marked } from '../sandbox/marks.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { edumisOf } from './edumis.ts'
import { findMachineAccount, listStaticTokens } from './esl/store.ts'

/** How a caller of TEC's APIs shows who it is. */
export const bearerSecurity: NonNullable<Service['security']> = {
  name: 'tecToken',
  scheme: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A token from POST /oauth2/access_token, or a static one of the fixture, such as demo-token-9001'
  }
}

/** Tokens that do not expire, for a first call; those of accounts without permissions are for a refusal, and not here. */
export const staticTokens = (sandbox: Sandbox): Credential[] => listStaticTokens(sandbox.db)
  .filter(({ account }) => findMachineAccount(sandbox.db, account)?.isEnabled)
  .map(({ token, eid }) => ({ kind: 'bearer token', value: marked(sandbox, token), whose: `EID ${eid}` }))

/** What the first organisation sends with a request; nothing where there is none. */
export function headersOfFirst (sandbox: Sandbox): Record<string, string> {
  const [first] = listStaticTokens(sandbox.db)
  return first ? { Authorization: `Bearer ${marked(sandbox, first.token)}`, EID: edumisOf(first.eid) } : {}
}
