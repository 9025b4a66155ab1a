import type { IncomingHttpHeaders } from 'node:http'
import { answer } from '../../http/answer.ts'
import { operation } from '../../http/operation.ts'
import { eslGuide } from '../sources.ts'
import { tokenRules, type TokenFacts } from './rules.ts'
import { TokenError, TokenReply, TokenRequest } from './schemas.ts'
import { findMachineAccount, organisationsOf } from './store.ts'
import { issueToken, lifetimeSeconds } from './tokens.ts'

const requestAccessToken = operation({
  operationId: 'RequestAccessToken',
  summary: 'Request an access token',
  description: 'Gives a machine account a bearer token for one organisation, good for 20 minutes on the sandbox\'s clock.',
  basis: eslGuide,
  method: 'POST',
  path: '/oauth2/access_token',
  tag: 'Tokens',
  wire: { body: TokenRequest, response: { 200: TokenReply, 400: TokenError, 401: TokenError } },
  status: 200,
  rules: tokenRules,
  perform ({ sandbox, db, ids, enforce }, { body, headers }) {
    const { grant_type: grantType, scope, org_id: orgId } = body
    const credentials = basicCredentials(headers)
    const account = credentials && findMachineAccount(db, credentials.clientId)
    const known = account !== undefined && account.secret === credentials?.secret
    const facts: TokenFacts = {
      credentialsGiven: credentials !== undefined,
      clientId: credentials?.clientId,
      credentialsMatch: known,
      grantType,
      scope,
      orgId,
      organisations: known ? organisationsOf(db, account.name).map(it => it.eid) : undefined
    }
    const allowed = enforce(tokenRules, facts, 'clientId', 'scope', 'orgId')
    const grant = { account: allowed.clientId, scope: allowed.scope, eid: Number(allowed.orgId), id: ids.next() }
    return answer({
      headers: { 'cache-control': 'no-store' },
      body: async () => ({ access_token: await issueToken(sandbox, grant), token_type: 'Bearer', expires_in: lifetimeSeconds })
    })
  }
})

/** Education Sector Logon, as far as a machine account meets it: one endpoint that gives tokens. */
export const eslOperations = [requestAccessToken]

function basicCredentials ({ authorization }: IncomingHttpHeaders): { clientId: string, secret: string } | undefined {
  const encoded = /^Basic +(\S+)$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return undefined
  const [, clientId, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? []
  return clientId === undefined ? undefined : { clientId, secret: secret! }
}
