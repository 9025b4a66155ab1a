import formbody from '@fastify/formbody'
import { Type } from '@sinclair/typebox'
import { inferred } from '../../core/basis.ts'
import { text } from '../../core/schema.ts'
import { operation, type App } from '../../http/operation.ts'
import { authenticate } from '../authentication.ts'
import { perform } from '../perform.ts'
import type { PlatformContext } from '../platform/context.ts'
import { findRecord } from '../platform/feed.ts'
import { findUserByName } from '../platform/people/store.ts'
import { vendorClient } from '../sources.ts'
import { giveToken, readForm, TokenReply, tokenRules, type Form } from '../token.ts'
import { user as users } from './modules/user.ts'
import { sendJson } from './sending.ts'
import { replyOf } from './writing.ts'

const FormBody = Type.Object({}, { additionalProperties: true })

/** Tokens, which anybody can ask for. */
export async function tokenRoutes (app: App): Promise<void> {
  app.removeAllContentTypeParsers()
  await app.register(formbody)
  app.post('/api/v2/token', operation({
    operationId: 'RequestToken',
    summary: 'Issue or refresh a token',
    description: 'Gives a bearer token for a user and a password, or for a refresh token. The names of the fields may be in any case.',
    basis: vendorClient,
    rules: tokenRules,
    tag: 'Token',
    wire: { body: FormBody, response: { 200: TokenReply } }
  }), (request) => perform(request, context => giveToken(context, request.body as Form)))
}

/** The password of an end user, which only a user with a token can have checked. */
export async function loginRoutes (app: App): Promise<void> {
  app.removeAllContentTypeParsers()
  await app.register(formbody)
  authenticate(app, () => false)
  app.post('/api/v2/Login', operation({
    operationId: 'Login',
    summary: 'Check an end user\'s password',
    description: 'Says whether a user name and a password are good, and whose they are. ' +
      'A refusal is an answer like another, with Success false.',
    basis: vendorClient,
    rules: [],
    tag: 'Token',
    wire: {
      body: FormBody,
      response: {
        200: Type.Object({
          Success: Type.Boolean({ 'x-basis': vendorClient }),
          Message: text({ basis: vendorClient, description: 'Why not, if not' }),
          User: Type.Union([replyOf(users), Type.Null()], { 'x-basis': inferred('The casing of the names is not seen') })
        }, { title: 'LoginReply' })
      }
    }
  }), (request, reply) => sendJson(reply, perform(request, context => checkLogin(context, request.body as Form))))
}

function checkLogin ({ db }: PlatformContext, form: Form): string {
  const fields = readForm(form)
  const found = findUserByName(db, { name: fields.username ?? '' })
  const isGood = found !== undefined && found.password !== null && found.password === fields.password
  const refusal = !isGood
    ? 'The user name or the password is wrong.'
    : found.status !== 'Active' ? `The user is ${found.status}; only an Active user can log in.` : undefined
  if (refusal !== undefined) return JSON.stringify({ Success: false, Message: refusal, User: null })
  return `{"Success":true,"Message":"","User":${findRecord(db, users, found!.id)}}`
}
