import { ruleOver, type Rule } from '../../../core/rule.ts'
import { providerBasedPage } from '../../sources.ts'

export interface UserFacts {
  account: string
  found: object | undefined
}

export const userIsRegistered = ruleOver<UserFacts>()({
  id: 'user.registered',
  statement: 'The machine account of the token is registered for the organisation',
  field: 'Authorization',
  basis: providerBasedPage('get-current-user'),
  code: 'AU1',
  failure: 'missing',
  holds: ({ found }) => found !== undefined,
  compares: ({ account }) => ({ 'machine account': account }),
  wouldPass: () => 'POST /submissions/v1.0/user/register before'
})

export const userRules: readonly Rule[] = [userIsRegistered]
