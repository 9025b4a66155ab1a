import { inferred } from '../../core/basis.ts'
import { ruleOver, type Rule } from '../../core/rule.ts'
import { eslGuide } from '../sources.ts'

export interface TokenFacts {
  /** Whether HTTP Basic credentials came with the request. */
  credentialsGiven: boolean
  clientId: string | undefined
  /** Whether there is such a machine account and this is its secret. */
  credentialsMatch: boolean
  grantType: string | undefined
  scope: string | undefined
  orgId: string | undefined
  /** The organisations that the machine account may act for, once it is known who asks. */
  organisations: readonly number[] | undefined
}

const tokenRule = ruleOver<TokenFacts>()

const environments = ['dev', 'tst', 'pre', 'prd']
const scopes = environments.map(name => `https://web.${name}.dxs.pub.tec.govt.nz`)

export const clientIsKnown = tokenRule({
  id: 'esl.client-known',
  statement: 'A token is asked for with a machine account and its secret, as HTTP Basic credentials',
  field: 'Authorization',
  basis: eslGuide,
  code: 'invalid_client',
  failure: 'unauthenticated',
  holds: ({ credentialsMatch }) => credentialsMatch,
  compares: ({ credentialsGiven, clientId }) => ({ 'client id': credentialsGiven ? clientId : undefined }),
  wouldPass: () => 'Authorization: Basic, with a machine account of the fixture, such as demo-tms:demo-secret'
})

export const grantIsClientCredentials = tokenRule({
  id: 'esl.grant-type-client-credentials',
  statement: 'The grant type is client_credentials',
  field: 'grant_type',
  basis: eslGuide,
  code: 'unsupported_grant_type',
  needs: ['grantType'],
  holds: ({ grantType }) => grantType === 'client_credentials',
  compares: ({ grantType }) => ({ grant_type: grantType }),
  wouldPass: () => 'grant_type=client_credentials'
})

export const grantIsGiven = tokenRule({
  id: 'esl.grant-type-given',
  statement: 'A token request has a grant_type',
  field: 'grant_type',
  basis: eslGuide,
  code: 'invalid_request',
  holds: ({ grantType }) => grantType !== undefined,
  compares: ({ grantType }) => ({ grant_type: grantType }),
  wouldPass: () => 'grant_type=client_credentials'
})

export const scopeIsAnEnvironment = tokenRule({
  id: 'esl.scope-of-an-environment',
  statement: 'The scope is the web host of one of TEC\'s environments',
  field: 'scope',
  basis: eslGuide,
  code: 'invalid_scope',
  holds: ({ scope }) => scope !== undefined && scopes.includes(scope),
  compares: ({ scope }) => ({ scope }),
  wouldPass: () => scopes.map(scope => `scope=${scope}`).join(' or ')
})

export const organisationIsGiven = tokenRule({
  id: 'esl.org-id-given',
  statement: 'A token is asked for with the EDUMIS number of one organisation, as org_id',
  field: 'org_id',
  basis: eslGuide,
  code: 'invalid_request',
  holds: ({ orgId }) => orgId !== undefined && /^\d{1,8}$/.test(orgId),
  compares: ({ orgId }) => ({ org_id: orgId }),
  wouldPass: ({ organisations }) => `org_id=${organisations?.[0] ?? 9001}`
})

export const organisationIsAllowed = tokenRule({
  id: 'esl.org-id-of-the-account',
  statement: 'A machine account gets tokens for the organisations that it may act for',
  field: 'org_id',
  basis: inferred('A token is scoped to one organisation; that an account must have been given it follows'),
  enforcedBecause: 'a token for an organisation that the account has nothing to do with would be no token of ESL\'s',
  code: 'unauthorized_client',
  needs: ['orgId', 'organisations'],
  holds: ({ orgId, organisations }) => organisations.includes(Number(orgId)),
  compares: ({ orgId, organisations }) => ({ org_id: orgId, 'organisations of the account': organisations.map(String) }),
  wouldPass: ({ organisations }) => organisations.map(eid => `org_id=${eid}`).join(' or ')
})

export const tokenRules: readonly Rule[] = [
  clientIsKnown, grantIsGiven, grantIsClientCredentials, scopeIsAnEnvironment, organisationIsGiven, organisationIsAllowed
]
