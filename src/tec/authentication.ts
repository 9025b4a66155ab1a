import { inferred } from '../core/basis.ts'
import { inNewZealand, momentInWords } from '../core/civil-date.ts'
import { ruleOver, type Rule } from '../core/rule.ts'
import { quoted, required } from '../core/rule-kinds.ts'
import { both } from '../core/words.ts'
import { noBearer } from '../http/no-bearer.ts'
import { edumisOf } from './edumis.ts'
import type { Token } from './esl/tokens.ts'
import { forAnother, named } from './organisations.ts'
import { errorCodesGuide, eslGuide } from './sources.ts'

export interface CallerFacts {
  /** Whether the request has an Authorization header, whatever is in it. */
  authorizationGiven: boolean
  /** Whether a bearer token came with the request; the token itself is not kept. */
  bearerGiven: boolean
  /** A sentence for what is there in its place, as far as that shows. */
  instead?: string
  /** Whether it has the form of a JWT, with a signature. */
  isSigned: boolean
  token: Token | undefined
  /** Of a token that is not known: a sentence for where it comes from, as far as that shows. */
  source?: string
  /** The header as it was sent. */
  eidHeader: string | undefined
  /** Where that is missing: the name of another that may be meant for it. */
  eidLike?: string
  eid: number | undefined
  /** Those of the sandbox, where the token is for another than the header names. */
  organisations?: readonly number[]
  /** Milliseconds since 1970. */
  now: number
}

const callerRule = ruleOver<CallerFacts>()
const tokenEndpoint = 'POST /oauth2/access_token'

export const tokenIsGiven = callerRule({
  id: 'token.given',
  statement: 'A request must carry a bearer token in the Authorization header',
  field: 'Authorization',
  basis: eslGuide,
  code: 'AU2',
  failure: 'unauthenticated',
  holds: ({ bearerGiven }) => bearerGiven,
  compares: ({ authorizationGiven }) => ({ Authorization: authorizationGiven ? 'given' : null }),
  refusal: noBearer,
  wouldPass: () => `Send "Authorization: Bearer <token>", with a token from ${tokenEndpoint}.`
})

function describeToken ({ bearerGiven, token, isSigned }: CallerFacts): string | null {
  if (!bearerGiven) return null
  if (token) return 'known'
  return isSigned ? 'signed with another key, or not as ESL writes them' : 'malformed: neither a JWT nor a static token'
}

export const tokenIsKnown = callerRule({
  id: 'token.known',
  statement: 'A bearer token must be one that ESL issued',
  field: 'Authorization',
  basis: eslGuide,
  code: 'AU2',
  failure: 'unauthenticated',
  holds: ({ bearerGiven, token }) => !bearerGiven || token !== undefined,
  compares: (facts) => ({ 'bearer token': describeToken(facts) }),
  refusal: ({ isSigned, source }) => source ?? 'This sandbox did not issue that bearer token, or has been reset since' +
    `${isSigned ? ': it is signed with another key, or has contents that no token of ESL has' : ''}.`,
  wouldPass: () => `Get one from ${tokenEndpoint}, or use a static one, such as demo-token-9001 for EID 9001.`
})

export const tokenHasNotExpired = callerRule({
  id: 'token.not-expired',
  statement: 'A bearer token must be used before it expires',
  field: 'Authorization',
  basis: eslGuide,
  code: 'AU2',
  failure: 'unauthenticated',
  needs: ['token'],
  holds: ({ token, now }) => token.expiresAt === null || now < token.expiresAt,
  compares: ({ token, now }) => ({ expiry: token.expiresAt === null ? 'never' : inNewZealand(token.expiresAt), now: inNewZealand(now) }),
  refusal: ({ token, now }) => `The token expired at ${momentInWords(token.expiresAt!)} (it is now ${momentInWords(now)} in the sandbox).`,
  wouldPass: () => `Request a new one from ${tokenEndpoint}.`
})

export const tokenIsValidAlready = callerRule({
  id: 'token.already-valid',
  statement: 'A bearer token must not be used before it is valid',
  field: 'Authorization',
  basis: inferred('RFC 7519 lets a token say from when it is good; no example of ESL\'s shows that'),
  enforcedBecause: 'a token that says so is not valid before',
  code: 'AU2',
  failure: 'unauthenticated',
  needs: ['token'],
  holds: ({ token, now }) => token.notBefore === undefined || now >= token.notBefore,
  compares: ({ token, now }) =>
    ({ 'valid from': token.notBefore === undefined ? 'always' : inNewZealand(token.notBefore), now: inNewZealand(now) }),
  refusal: ({ token, now }) =>
    `The token is not valid before ${momentInWords(token.notBefore!)} (it is now ${momentInWords(now)} in the sandbox).`,
  wouldPass: () => `Wait until then, or request a new one from ${tokenEndpoint}.`
})

export const tokenIsOfTheOrganisation = callerRule({
  id: 'token.of-the-organisation',
  statement: 'A bearer token must be for the organisation that the EID header names',
  field: 'Authorization',
  basis: inferred('A token is asked for with an org_id; that it is refused for another organisation is not said'),
  enforcedBecause: 'every record is one organisation\'s',
  code: 'AU2',
  failure: 'unauthenticated',
  needs: ['token', 'eid'],
  holds: ({ token, eid }) => token.eid === eid,
  compares: ({ token, eidHeader }) => ({ EID: eidHeader, 'org_id of the token': edumisOf(token.eid) }),
  refusal: ({ token, eidHeader }) => `The token is for EID ${edumisOf(token.eid)}, but the EID header says ${eidHeader}.`,
  wouldPass: ({ token, eid, eidHeader, organisations = [eid] }) => organisations.includes(eid)
    ? `Send "EID: ${edumisOf(token.eid)}", or a token that was requested with org_id=${eidHeader}.`
    : `Send "EID: ${edumisOf(token.eid)}". The sandbox has no organisation ${eidHeader}, but ${both(named(organisations))}. ${forAnother}`
})

export const accountIsEnabled = callerRule({
  id: 'token.account-enabled',
  statement: 'A machine account must have the permissions of the API, which are granted in DXP Ngā Kete',
  field: 'Authorization',
  basis: errorCodesGuide,
  code: 'AU1',
  failure: 'unauthenticated',
  needs: ['token'],
  holds: ({ token }) => token.isEnabled,
  compares: ({ token }) => ({ 'machine account': token.account, enabled: token.isEnabled }),
  refusal: ({ token }) => `Machine account ${quoted(token.account)} has no permission for this API (granted in DXP Ngā Kete).`,
  wouldPass: () => 'Use a token of a machine account that is enabled, such as demo-tms of the fixtures.'
})

// The token is for one organisation, and no other would do with it.
const anEid = ({ token }: CallerFacts): string => token
  ? `Send the EDUMIS number of the organisation, "EID: ${token.eid}".`
  : 'Send the EDUMIS number of the organisation, for example "EID: 9001".'

export const eidIsGiven = required<CallerFacts>({
  id: 'eid.given',
  statement: 'A request must name an organisation by its EDUMIS number in the EID header',
  field: 'EID',
  basis: errorCodesGuide,
  code: 'AM2',
  failure: 'malformed',
  value: ({ eidHeader }) => eidHeader,
  refusal: ({ eidLike }) => `The EID header is missing.${eidLike === undefined ? '' : ` The sandbox got ${eidLike}; did you mean EID?`}`,
  remedy: anEid
})

/** A header that is sent twice comes as one, with a comma. */
const timesGiven = (header: string): string => header.includes(',') ? ': the header is there more than once' : ''

export const eidIsNumeric = callerRule({
  id: 'eid.numeric',
  statement: 'An EID must be a number of up to 8 digits',
  field: 'EID',
  basis: errorCodesGuide,
  code: 'AM1',
  failure: 'malformed',
  needs: ['eidHeader'],
  holds: ({ eid }) => eid !== undefined,
  compares: ({ eidHeader }) => ({ EID: eidHeader }),
  refusal: ({ eidHeader }) => `EID ${JSON.stringify(eidHeader.slice(0, 60))} is not a number of up to 8 digits${timesGiven(eidHeader)}.`,
  wouldPass: anEid
})

/** What every request to a TEC API is held to before anything else. */
export const callerRules: readonly Rule[] = [
  tokenIsGiven, tokenIsKnown, tokenHasNotExpired, tokenIsValidAlready, tokenIsOfTheOrganisation, accountIsEnabled, eidIsGiven, eidIsNumeric
]

/** What a token is held to that expired a minute ago. */
export const expiredToken = (now: number) => ({ rules: [tokenHasNotExpired], facts: { token: { expiresAt: now - 60_000 }, now } })
