import type { IncomingHttpHeaders } from 'node:http'
import { isSameSecret } from '../../core/same-secret.ts'
import { answer } from '../../http/answer.ts'
import { insteadOfForm } from '../../http/form-text.ts'
import { operation } from '../../http/operation.ts'
import { unmarked } from '../../sandbox/marks.ts'
import { eslGuide } from '../sources.ts'
import { tokenScopes } from './readings.ts'
import { production, tokenRules, type TokenFacts } from './rules.ts'
import { TokenError, TokenReply, TokenRequest } from './schemas.ts'
import { findMachineAccount, organisationsOf } from './store.ts'
import { issueToken, lifetimeSeconds } from './tokens.ts'

const requestAccessToken = operation({
  operationId: 'RequestAccessToken',
  summary: 'Request an access token',
  description: 'Gives a machine account a bearer token for one organisation, valid for 20 minutes on the sandbox\'s clock.',
  basis: eslGuide,
  method: 'POST',
  path: '/oauth2/access_token',
  tag: 'Tokens',
  wire: { body: TokenRequest, response: { 200: TokenReply, 400: TokenError, 401: TokenError } },
  status: 200,
  isNotKept: true,
  // What a sandbox answers is a token that is good there.
  answersVary: true,
  rules: tokenRules,
  perform ({ sandbox, db, ids, enforce, reading }, { body, headers }) {
    const { grant_type: grantType, scope, org_id: orgId } = body
    const sent = basicCredentials(headers)
    const accountOf = ({ clientId }: Pick<Credentials, 'clientId'>): string => unmarked(sandbox, clientId)
    const matching = sent.find(it => {
      const account = findMachineAccount(db, accountOf(it))
      return isSameSecret(unmarked(sandbox, it.secret), account?.secret ?? '') && account
    })
    const credentials = matching ?? sent[0]
    const facts: TokenFacts = {
      credentialsGiven: credentials !== undefined,
      clientId: credentials?.clientId,
      ...credentials === undefined && ('client_id' in body || 'client_secret' in body) && { credentialsInForm: true },
      insteadOfForm: insteadOfForm(body),
      credentialsMatch: matching !== undefined,
      grantType,
      scope,
      takesProductionOnly: scope !== undefined && scope !== production && reading(tokenScopes) === 'prd',
      orgId,
      organisations: matching && organisationsOf(db, accountOf(matching)).map(it => it.eid)
    }
    const allowed = enforce(tokenRules, facts, 'clientId', 'scope', 'orgId')
    const grant = { account: accountOf(allowed), scope: allowed.scope, eid: Number(allowed.orgId), id: ids.next() }
    return answer({
      headers: { 'cache-control': 'no-store' },
      body: async () => ({ access_token: await issueToken(sandbox, grant), token_type: 'Bearer', expires_in: lifetimeSeconds })
    })
  }
})

/** Education Sector Logon, as far as a machine account meets it: one endpoint that gives tokens. */
export const eslOperations = [requestAccessToken]

interface Credentials { clientId: string, secret: string }

/** What says which sandbox they are of. */
export const credentialOf = (headers: IncomingHttpHeaders): string | undefined => basicCredentials(headers).at(-1)?.clientId

/** As they were sent, and as they are if they were form-encoded first, as RFC 6749 §2.3.1 has it; none without a Basic header. */
function basicCredentials ({ authorization }: IncomingHttpHeaders): Credentials[] {
  const encoded = /^Basic +(\S+)$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return []
  const [, clientId, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? []
  if (clientId === undefined || secret === undefined) return []
  const sent = { clientId, secret }
  try {
    return [sent, { clientId: formDecoded(clientId), secret: formDecoded(secret) }]
  } catch {
    return [sent]
  }
}

const formDecoded = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '))
