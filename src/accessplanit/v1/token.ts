import { inferred } from '../../core/basis.ts'
import { form } from '../../http/bodies.ts'
import { operation } from '../../http/operation.ts'
import type { Form } from '../form.ts'
import { giveToken, TokenForm, TokenReply, tokenRules } from '../token.ts'
import { withName } from './named-json.ts'

export const requestToken = operation({
  operationId: 'RequestToken',
  summary: 'Obtain a token',
  description: 'Gives a bearer token for a user and a password, or for a refresh token; it is valid for 60 minutes.',
  basis: inferred('That a token is needed, and for how long it is good, is documented; the call is that of version 2'),
  method: 'POST',
  path: '/token',
  tag: 'Token',
  isOpen: true,
  callerInBody: true,
  takes: [form],
  wire: { body: TokenForm, response: { 200: { ...TokenReply, xml: { name: 'TokenReply' } } } },
  status: 200,
  rules: tokenRules,
  perform: (context, { body }) => withName('TokenReply', JSON.stringify(giveToken(context, body as Form)))
})
