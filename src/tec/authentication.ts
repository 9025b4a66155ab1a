import { inNewZealand } from '../core/civil-date.ts'
import { ruleOver, type Rule } from '../core/rule.ts'
import type { Token } from './esl/tokens.ts'
import { errorCodesGuide, eslGuide } from './sources.ts'

export interface CallerFacts {
  /** Whether a bearer token came with the request; the token itself is not kept. */
  bearerGiven: boolean
  token: Token | undefined
  /** The header as it was sent. */
  eidHeader: string | undefined
  eid: number | undefined
  /** Milliseconds since 1970. */
  now: number
}

const callerRule = ruleOver<CallerFacts>()
const howToGetOne = 'a token from POST /oauth2/access_token, or a static one of the fixture, as "Authorization: Bearer TOKEN"'

export const tokenIsGiven = callerRule({
  id: 'token.given',
  statement: 'A request carries a bearer token',
  field: 'Authorization',
  basis: eslGuide,
  code: 'AU2',
  failure: 'unauthenticated',
  holds: ({ bearerGiven }) => bearerGiven,
  compares: () => ({ Authorization: undefined }),
  wouldPass: () => howToGetOne
})

export const tokenIsKnown = callerRule({
  id: 'token.known',
  statement: 'A bearer token is one that ESL issued',
  field: 'Authorization',
  basis: eslGuide,
  code: 'AU2',
  failure: 'unauthenticated',
  holds: ({ bearerGiven, token }) => !bearerGiven || token !== undefined,
  compares: () => ({ 'this one': 'unknown' }),
  wouldPass: () => howToGetOne
})

export const tokenHasNotExpired = callerRule({
  id: 'token.not-expired',
  statement: 'A bearer token is used before it expires',
  field: 'Authorization',
  basis: eslGuide,
  code: 'AU2',
  failure: 'unauthenticated',
  needs: ['token'],
  holds: ({ token, now }) => token.expiresAt === null || now < token.expiresAt,
  compares: ({ token, now }) => ({ expiry: token.expiresAt === null ? 'never' : inNewZealand(token.expiresAt), now: inNewZealand(now) }),
  wouldPass: () => 'a new token from POST /oauth2/access_token'
})

export const tokenIsOfTheOrganisation = callerRule({
  id: 'token.of-the-organisation',
  statement: 'A bearer token is for the organisation that the EID header names',
  field: 'Authorization',
  basis: eslGuide,
  code: 'AU2',
  failure: 'unauthenticated',
  needs: ['token', 'eid'],
  holds: ({ token, eid }) => token.eid === eid,
  compares: ({ token, eidHeader }) => ({ EID: eidHeader, 'org_id of the token': String(token.eid) }),
  wouldPass: ({ token, eidHeader }) => `EID: ${token.eid}, or a token with org_id ${eidHeader}`
})

export const accountIsEnabled = callerRule({
  id: 'token.account-enabled',
  statement: 'A machine account has been given the permissions of the API in DXP Ngā Kete',
  field: 'Authorization',
  basis: errorCodesGuide,
  code: 'AU1',
  failure: 'unauthenticated',
  needs: ['token'],
  holds: ({ token }) => token.isEnabled,
  compares: ({ token }) => ({ 'machine account': token.account, enabled: token.isEnabled }),
  wouldPass: () => 'a token of a machine account that is enabled, such as demo-tms of the fixtures'
})

export const eidIsGiven = callerRule({
  id: 'eid.given',
  statement: 'A request carries the EDUMIS number of an organisation in the EID header',
  field: 'EID',
  basis: errorCodesGuide,
  code: 'AM2',
  holds: ({ eidHeader }) => eidHeader !== undefined,
  compares: ({ eidHeader }) => ({ EID: eidHeader }),
  wouldPass: () => 'the header "EID: 9001"'
})

export const eidIsNumeric = callerRule({
  id: 'eid.numeric',
  statement: 'An EID is a number',
  field: 'EID',
  basis: errorCodesGuide,
  code: 'AM1',
  needs: ['eidHeader'],
  holds: ({ eid }) => eid !== undefined,
  compares: ({ eidHeader }) => ({ EID: eidHeader }),
  wouldPass: () => 'the header "EID: 9001"'
})

/** What every request to a TEC API is held to before anything else. */
export const callerRules: readonly Rule[] = [
  tokenIsGiven, tokenIsKnown, tokenHasNotExpired, tokenIsOfTheOrganisation, accountIsEnabled, eidIsGiven, eidIsNumeric
]
