import type { Rule } from '../../../core/rule.ts'
import { exists, quoted } from '../../../core/rule-kinds.ts'
import { providerBasedPage } from '../../sources.ts'

export interface UserFacts {
  account: string
  eid: number
  found: object | undefined
}

export const userIsRegistered = exists<UserFacts>({
  id: 'user.registered',
  statement: 'The machine account of the token must be registered for the organisation',
  field: 'Authorization',
  basis: providerBasedPage('get-current-user'),
  code: 'AU1',
  noun: 'machine account',
  key: ({ account }) => account,
  found: ({ found }) => found,
  also: ({ account, found }) => ({ 'machine account': account, registered: found !== undefined }),
  refusal: ({ account, eid }) => `Machine account ${quoted(account)} is not registered for EID ${eid}.`,
  remedy: 'Call POST /submissions/v1.0/user/register first.'
})

export const userRules: readonly Rule[] = [userIsRegistered]
