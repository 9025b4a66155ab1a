import { Type, type Static, type TObject, type TProperties } from '@sinclair/typebox'
import { inferred } from '../core/basis.ts'
import { ruleOver, type Rule } from '../core/rule.ts'
import { enumeration, oneOf, published, text } from '../core/schema.ts'
import { unlessWord } from '../core/words.ts'
import { insteadOfForm } from '../http/form-text.ts'
import { marked, unmarked } from '../sandbox/marks.ts'
import { readForm, type Form } from './form.ts'
import type { PlatformContext } from './platform/context.ts'
import { findByPassword } from './platform/people/logging-in.ts'
import { deleteAccessToken, findAccessToken, issue } from './platform/tokens/store.ts'
import { quote } from './query/reader.ts'
import { vendorClient } from './sources.ts'

/** Sixty minutes: the vendor's figure for version 1. That version 2 has the same, and a day for refreshing, is inferred. */
export const accessSeconds = 3600
const refreshSeconds = 86_400

interface TokenFacts {
  grantType: string | undefined
  /** A sentence for a body that is no form. */
  insteadOfForm: string | undefined
  username: string | undefined
  /** What the grant cannot do without, and is not given. */
  missing: string | undefined
  /** The user, if the password or the refresh token is good. */
  userId: string | undefined
  /** Why a user whose password is good gets none. */
  obstacle: string | undefined
}

const tokenRule = ruleOver<TokenFacts>()

const grantTypeIsKnown = tokenRule({
  id: 'accessplanit-token.grant-type',
  statement: 'grant_type must be password or refresh_token',
  field: 'grant_type',
  basis: inferred('Clients send these two; what comes of others is not seen'),
  enforcedBecause: 'no token can be given otherwise',
  code: 'unsupported_grant_type',
  holds: ({ grantType }) => grantType === 'password' || grantType === 'refresh_token',
  compares: ({ grantType }) => ({ grant_type: grantType }),
  refusal: ({ grantType, insteadOfForm }) => grantType === undefined
    ? insteadOfForm === undefined ? 'grant_type is missing.' : `grant_type is missing. ${insteadOfForm}`
    : unlessWord(grantType) ?? `grant_type ${quote(grantType)} is not supported.`,
  wouldPass: () => 'Send grant_type=password with username and password, or grant_type=refresh_token with refresh_token.'
})

const credentialsAreGood = tokenRule({
  id: 'accessplanit-token.credentials',
  statement: 'The user name and password, or the refresh token, must be good',
  field: 'username',
  basis: inferred('Clients show what a good password gets, and read an error where it is not'),
  enforcedBecause: 'a token is for a user whose password is known',
  code: 'invalid_grant',
  holds: ({ grantType, userId }) => (grantType !== 'password' && grantType !== 'refresh_token') || userId !== undefined,
  compares: ({ grantType, username, userId }) => ({ ...grantType === 'password' && { username }, 'good for user': userId ?? null }),
  refusal: ({ grantType, username, missing, obstacle }) => missing !== undefined
    ? `${missing} is missing.`
    : grantType === 'password'
      ? obstacle ?? `No active user ${quote(username ?? '')} has that password.`
      : 'The refresh token is unknown, has been used, or has expired.',
  wouldPass: () => 'Send the username and password of the fixture\'s service user, "demo" and "demo", or those of another user.'
})

export const tokenRules: readonly Rule[] = [grantTypeIsKnown, credentialsAreGood]

const grantTypes = enumeration('GrantType', 'What a token is given for', ['password', 'refresh_token'])

const inferredName = inferred('The member is in no reply that was seen, and usual')

export const TokenReply = Type.Object({
  access_token: text({ basis: vendorClient, description: 'The bearer token' }),
  token_type: text({ basis: vendorClient, description: 'bearer' }),
  expires_in: Type.Integer({ description: 'Seconds', 'x-basis': vendorClient }),
  refresh_token: text({ basis: vendorClient, description: 'What gets the next token' }),
  refresh_token_expires_in: Type.Integer({ description: 'Seconds', 'x-basis': vendorClient }),
  userID: text({ basis: vendorClient, description: 'The user' })
}, { title: 'TokenReply', description: 'A bearer token, and what gets the next' })
export type TokenReply = Static<typeof TokenReply>

export const TokenError = Type.Object({
  error: text({ basis: vendorClient, description: 'What is wrong' }),
  error_description: text({ basis: inferredName, description: 'What is wrong, in words' })
}, { title: 'TokenError', description: 'Why no token is given' })

/** The body of a form: its names may be in any case, so what is checked of it is nothing. */
export const formOf = (title: string, description: string, properties: TProperties, required: readonly string[]): TObject =>
  Type.Object({}, {
    additionalProperties: true,
    title,
    description,
    [published]: { properties, required, additionalProperties: undefined }
  })

const named = (description: string, example?: string) => text({ basis: vendorClient, description, ...example !== undefined && { example } })

export const TokenForm = formOf('TokenRequest', 'What a token is asked for with: a user and a password, or a refresh token', {
  grant_type: oneOf(grantTypes, { basis: vendorClient, description: 'What is shown for it', example: 'password' }),
  username: named('The user, with password', 'demo'),
  password: named('The password of the user', 'demo'),
  refresh_token: named('What came with the last token, with refresh_token')
}, ['grant_type'])

const neededWith = (grantType: string | undefined): Array<keyof Form> =>
  grantType === 'password' ? ['username', 'password'] : ['refresh_token']

/** Names of what says nothing beside what a token is asked for with. */
function beside (grantType: string | undefined): string[] {
  if (grantType === 'password') return ['refresh_token']
  return grantType === 'refresh_token' ? ['username', 'password'] : []
}

/** Gives a token for a form, or throws Failure. */
export function giveToken (context: PlatformContext, form: Form): TokenReply {
  const { sandbox, db, ids, now, enforce } = context
  const fields = readForm(form)
  const grantType = fields.grant_type?.toLowerCase()
  context.ignored.push(...beside(grantType).filter(name => fields[name] !== undefined))
  const [username = '', password = ''] = [fields.username, fields.password].map(it => it && unmarked(sandbox, it))
  const refresh = grantType === 'refresh_token' ? findAccessToken(db, unmarked(sandbox, fields.refresh_token ?? '')) : undefined
  const refreshed = refresh?.kind === 'refresh' && now < refresh.expiresAt ? refresh.userId : undefined
  const found = grantType === 'password' ? findByPassword(db, username, password) : undefined
  const obstacle = found?.obstacle
  const userId = grantType === 'password' ? obstacle === undefined ? found?.user.id : undefined : refreshed
  const missing = neededWith(grantType).find(name => !fields[name])
  const facts = { grantType, insteadOfForm: insteadOfForm(form), username: fields.username, missing, userId, obstacle }
  const known = enforce(tokenRules, facts, 'userId').userId
  if (refresh) deleteAccessToken(db, refresh.token)
  return {
    access_token: marked(sandbox, issue(db, ids, known, 'access', now, accessSeconds)),
    token_type: 'bearer',
    expires_in: accessSeconds,
    refresh_token: marked(sandbox, issue(db, ids, known, 'refresh', now, refreshSeconds)),
    refresh_token_expires_in: refreshSeconds,
    userID: known
  }
}
