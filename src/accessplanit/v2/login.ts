import { Type } from '@sinclair/typebox'
import { inferred } from '../../core/basis.ts'
import { orNull, text, withBasis } from '../../core/schema.ts'
import { jsonText } from '../../http/answer.ts'
import { form } from '../../http/bodies.ts'
import { insteadOfForm } from '../../http/form-text.ts'
import { operation } from '../../http/operation.ts'
import { unmarked } from '../../sandbox/marks.ts'
import { readForm, type Form } from '../form.ts'
import type { PlatformContext } from '../platform/context.ts'
import { findRecord } from '../platform/feed.ts'
import { findByPassword } from '../platform/people/logging-in.ts'
import { vendorClient } from '../sources.ts'
import { formOf, giveToken, TokenError, TokenForm, TokenReply, tokenRules } from '../token.ts'
import { user as users } from './modules/user.ts'
import { replyOf } from './writing.ts'

const LoginForm = formOf('LoginRequest', 'Whose password is checked', {
  UserName: text({ basis: vendorClient, description: 'The user', example: '2001' }),
  Password: text({ basis: vendorClient, description: 'The password that the user gave', example: 'demo' })
}, ['UserName', 'Password'])

/** Tokens, which anybody can ask for. */
const requestToken = operation({
  operationId: 'RequestOrRefreshToken',
  summary: 'Issue or refresh a token',
  description: 'Gives a bearer token for a user and a password, or for a refresh token. The names of the fields may be in any case.',
  basis: vendorClient,
  method: 'POST',
  path: '/api/v2/token',
  tag: 'Token',
  isOpen: true,
  callerInBody: true,
  takes: [form],
  refusal: TokenError,
  wire: { body: TokenForm, response: { 200: TokenReply } },
  status: 200,
  rules: tokenRules,
  perform: (context, { body }) => giveToken(context, body as Form)
})

/** The password of an end user, which only a user with a token can have checked. */
const login = operation({
  operationId: 'Login',
  summary: 'Check an end user\'s password',
  description: 'Says whether a user name and a password are good, and whose they are. ' +
    'A refusal is an answer like another, with Success false.',
  basis: vendorClient,
  method: 'POST',
  path: '/api/v2/Login',
  tag: 'Token',
  takes: [form],
  wire: {
    body: LoginForm,
    response: {
      200: Type.Object({
        Success: Type.Boolean({ 'x-basis': vendorClient }),
        Message: text({ basis: vendorClient, description: 'Why not, if not' }),
        User: withBasis(orNull(replyOf(users), 'UserOfLogin'), inferred('The casing of the names is not seen'))
      }, { title: 'LoginReply', description: 'Whether the password is good, and whose it is' })
    }
  },
  status: 200,
  rules: [],
  perform: (context, { body }) => jsonText(checkLogin(context, body as Form))
})

export const loginOperations = [requestToken, login]

function checkLogin ({ sandbox, db }: PlatformContext, sent: Form): string {
  const fields = readForm(sent)
  const [username = '', password = ''] = [fields.username, fields.password].map(it => it && unmarked(sandbox, it))
  const found = findByPassword(db, username, password)
  const refusal = found === undefined ? insteadOfForm(sent) ?? 'The user name or the password is wrong.' : found.obstacle
  if (refusal !== undefined) return JSON.stringify({ Success: false, Message: refusal, User: null })
  const user = JSON.parse(findRecord(db, users, found!.user.id)!) as object
  return JSON.stringify({ Success: true, Message: '', User: Object.fromEntries(Object.entries(user).filter(hasValue)) })
}

/** The vendor's own client takes no null where it has a date, a number or a truth; lists may be empty. */
const hasValue = ([name, value]: [string, unknown]): boolean => name === 'ID' || (value !== null && value !== '')
