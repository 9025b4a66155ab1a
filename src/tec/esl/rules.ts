import { inferred } from '../../core/basis.ts'
import { ruleOver, type Rule } from '../../core/rule.ts'
import { codeOf, either, quoted, required } from '../../core/rule-kinds.ts'
import { unlessWord } from '../../core/words.ts'
import { edumisOf } from '../edumis.ts'
import { eslGuide } from '../sources.ts'

export interface TokenFacts {
  /** Whether HTTP Basic credentials came with the request. */
  credentialsGiven: boolean
  clientId: string | undefined
  /** Whether they came in the form instead. */
  credentialsInForm?: boolean
  /** A sentence for a body that is no form. */
  insteadOfForm?: string | undefined
  /** Whether there is such a machine account and this is its secret. */
  credentialsMatch: boolean
  grantType: string | undefined
  scope: string | undefined
  /** Whether only the host of production is taken: a reading. */
  takesProductionOnly: boolean
  orgId: string | undefined
  /** The organisations that the machine account may act for, once it is known who asks. */
  organisations: readonly number[] | undefined
}

const tokenRule = ruleOver<TokenFacts>()

const hostOf = (environment: string): string => `https://web.${environment}.dxs.pub.tec.govt.nz`

export const production = hostOf('prd')
const scopes = [...['dev', 'tst', 'pre'].map(hostOf), production]

const scopesOf = ({ takesProductionOnly }: TokenFacts): readonly string[] => takesProductionOnly ? [production] : scopes

const after = (sentence: string | undefined): string => sentence === undefined ? '' : ` ${sentence}`

export const clientIsKnown = tokenRule({
  id: 'esl.client-known',
  statement: 'A token must be requested with a machine account and its secret, as HTTP Basic credentials',
  field: 'Authorization',
  basis: eslGuide,
  code: 'invalid_client',
  failure: 'unauthenticated',
  holds: ({ credentialsMatch }) => credentialsMatch,
  compares: ({ credentialsGiven, clientId, credentialsMatch }) =>
    ({ 'client id': credentialsGiven ? clientId : null, 'is let in': credentialsMatch }),
  refusal: ({ credentialsGiven, clientId, credentialsInForm, insteadOfForm }) => credentialsGiven
    ? `There is no machine account ${quoted(clientId!)} with that secret.`
    : 'The Authorization header has no HTTP Basic credentials' +
      `${credentialsInForm ? ', and client_id and client_secret of a form are not taken' : ''}.${after(insteadOfForm)}`,
  wouldPass: () => 'Send a machine account of the fixture and its secret, such as demo-tms:demo-secret.'
})

export const grantIsClientCredentials = codeOf<TokenFacts>({
  id: 'esl.grant-type-client-credentials',
  statement: 'grant_type must be client_credentials',
  field: 'grant_type',
  basis: eslGuide,
  code: 'unsupported_grant_type',
  value: ({ grantType }) => grantType,
  codes: ['client_credentials'],
  refusal: ({ grantType }) => unlessWord(grantType!) ?? `grant_type ${quoted(grantType!)} is not supported.`
})

export const grantIsGiven = required<TokenFacts>({
  id: 'esl.grant-type-given',
  field: 'grant_type',
  basis: eslGuide,
  code: 'invalid_request',
  value: ({ grantType }) => grantType !== undefined,
  refusal: ({ insteadOfForm }) => `grant_type is missing.${after(insteadOfForm)}`,
  remedy: 'Send grant_type=client_credentials.'
})

export const scopeIsAnEnvironment = tokenRule({
  id: 'esl.scope-of-an-environment',
  statement: 'scope must be the web host of one of TEC\'s environments',
  field: 'scope',
  basis: eslGuide,
  code: 'invalid_scope',
  holds: (facts) => scopesOf(facts).includes(facts.scope ?? ''),
  compares: ({ scope }) => ({ scope }),
  refusal: ({ scope }) => scope === undefined
    ? 'scope is missing.'
    : `scope ${quoted(scope)} is not the web host of one of TEC's environments that are taken.`,
  wouldPass: (facts) => `Use ${either(scopesOf(facts))}.`,
  proposal: () => production
})

const anOrganisationOf = (organisations: readonly number[]): string => organisations.length > 0
  ? `Send ${either(organisations.map(eid => `org_id=${edumisOf(eid)}`))}.`
  : 'Use another machine account; this one may act for none.'

export const organisationIsGiven = tokenRule({
  id: 'esl.org-id-given',
  statement: 'org_id must be the EDUMIS number of one organisation',
  field: 'org_id',
  basis: eslGuide,
  code: 'invalid_request',
  holds: ({ orgId }) => orgId !== undefined && /^\d{1,8}$/.test(orgId),
  compares: ({ orgId }) => ({ org_id: orgId }),
  refusal: ({ orgId }) => orgId === undefined ? 'org_id is missing.' : `org_id ${quoted(orgId)} is not a number of up to 8 digits.`,
  wouldPass: ({ organisations = [9001] }) => anOrganisationOf(organisations.slice(0, 1))
})

export const organisationIsAllowed = tokenRule({
  id: 'esl.org-id-of-the-account',
  statement: 'org_id must be an organisation that the machine account may act for',
  field: 'org_id',
  basis: inferred('A token is scoped to one organisation; that an account must have been given it follows'),
  enforcedBecause: 'a token for an organisation that the account has nothing to do with would be no token of ESL\'s',
  code: 'unauthorized_client',
  needs: ['orgId', 'organisations'],
  holds: ({ orgId, organisations }) => organisations.includes(Number(orgId)),
  compares: ({ orgId, organisations }) => ({ org_id: orgId, 'organisations of the account': organisations.map(edumisOf) }),
  refusal: ({ clientId, orgId }) => `Machine account ${quoted(clientId!)} may not act for organisation ${orgId}.`,
  wouldPass: ({ organisations }) => anOrganisationOf(organisations)
})

export const tokenRules: readonly Rule[] = [
  clientIsKnown, grantIsGiven, grantIsClientCredentials, scopeIsAnEnvironment, organisationIsGiven, organisationIsAllowed
]
