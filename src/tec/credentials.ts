import type { Credential, Service } from '../http/service.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { listStaticTokens } from './esl/store.ts'

/** How a caller of TEC's APIs shows who it is. */
export const bearerSecurity: NonNullable<Service['security']> = {
  name: 'bearer',
  scheme: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A token from POST /oauth2/access_token, or a static one of the fixture, such as demo-token-9001'
  }
}

/** Tokens that do not expire, for a first call. */
export const staticTokens = ({ db }: Sandbox): Credential[] =>
  listStaticTokens(db).map(({ token, eid }) => ({ kind: 'bearer token', value: token, whose: `EID ${eid}` }))
