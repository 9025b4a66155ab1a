import formbody from '@fastify/formbody'
import type { FastifyRequest } from 'fastify'
import { failureOf } from '../../http/failure-of.ts'
import { decide } from '../../http/decide.ts'
import { operation, type App } from '../../http/operation.ts'
import { eslGuide } from '../sources.ts'
import { sendTokenError } from './errors.ts'
import { tokenRules, type TokenFacts } from './rules.ts'
import { TokenError, TokenReply, TokenRequest } from './schemas.ts'
import { findMachineAccount, organisationsOf } from './store.ts'
import { issueToken, lifetimeSeconds } from './tokens.ts'

/** Education Sector Logon, as far as a machine account meets it: one endpoint that gives tokens. */
export async function eslRoutes (app: App): Promise<void> {
  app.removeAllContentTypeParsers()
  await app.register(formbody)
  app.setErrorHandler((error, request, reply) => {
    const failure = failureOf(error, request)
    if (request.entry) request.entry.failure = failure
    return sendTokenError(failure, reply)
  })

  app.post('/oauth2/access_token', operation({
    operationId: 'RequestAccessToken',
    summary: 'Request an access token',
    description: 'Gives a machine account a bearer token for one organisation, good for 20 minutes on the sandbox\'s clock.',
    basis: eslGuide,
    rules: tokenRules,
    tag: 'Tokens',
    wire: { body: TokenRequest, response: { 200: TokenReply, 400: TokenError, 401: TokenError } }
  }), async (request, reply) => {
    const { grant_type: grantType, scope, org_id: orgId } = request.body
    const credentials = basicCredentials(request)
    const grant = decide(request, ({ db, ids, enforce }) => {
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
      return { account: allowed.clientId, scope: allowed.scope, eid: Number(allowed.orgId), id: ids.next() }
    })
    request.entry.eid = grant.eid
    reply.header('cache-control', 'no-store')
    return {
      access_token: await issueToken(request.sandbox, grant),
      token_type: 'Bearer',
      expires_in: lifetimeSeconds
    }
  })
}

function basicCredentials ({ headers }: FastifyRequest): { clientId: string, secret: string } | undefined {
  const encoded = /^Basic +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
  if (encoded === undefined) return undefined
  const [, clientId, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? []
  return clientId === undefined ? undefined : { clientId, secret: secret! }
}
