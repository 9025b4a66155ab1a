import { inferred } from '../../../core/basis.ts'
import { refusingWhere, ruleOver, type Rule } from '../../../core/rule.ts'
import { quote } from '../../query/reader.ts'
import { developerPage } from '../../sources.ts'
import { roleWords, type Role } from './role.ts'

/** A caller, and what they would do. */
export interface RoleFacts {
  caller: string
  role: Role
  /** As the version calls it: `Invoice`. */
  module: string
  /** The record that it is about; none for a list or for one that is new. */
  id: string | undefined
  /** `change`, after "to". */
  action: string
  may: boolean
  /** What the role sees of the module, in words. */
  words: string
  /** What the role sees at all. */
  modules: readonly string[]
  /** Whether what a role does not see is refused as such. */
  isForbidding: boolean
}

const roleRule = ruleOver<RoleFacts>()

const who = ({ caller, role }: RoleFacts): string => `User ${quote(caller)} calls as ${roleWords[role]}`
const compares = ({ caller, role, module, id, action }: RoleFacts) =>
  ({ caller, role, module, ...(id !== undefined && { ID: id }), action })

const remedy = 'Call as a user whose role may do this, such as an administrator (demo-api-key), ' +
  'or give the user another role in MainRoleID.'

const forbidding = (rule: Rule): Rule => refusingWhere<RoleFacts>(rule, ({ isForbidding }) => isForbidding)

export const seesModule = forbidding(roleRule({
  id: 'role.sees-module',
  statement: 'A caller must have a role that sees records of the module',
  field: 'Authorization',
  basis: developerPage,
  failure: 'forbidden',
  holds: ({ may }) => may,
  compares,
  refusal: facts => `${who(facts)}. That role sees no records of module ${facts.module}, only of ${facts.modules.join(', ')}.`,
  wouldPass: () => remedy
}))

export const seesRecord = forbidding(roleRule({
  id: 'role.sees-record',
  statement: 'A caller must have a role that sees the record',
  field: 'ID',
  basis: developerPage,
  failure: 'forbidden',
  holds: ({ may }) => may,
  compares,
  refusal: facts =>
    `${who(facts)}. In module ${facts.module} that role sees only ${facts.words}, and ${quote(facts.id ?? '')} is not among them.`,
  wouldPass: facts => `List ${facts.module} to see which records you can use. ${remedy}`
}))

export const changesRecords = roleRule({
  id: 'role.changes',
  statement: 'A caller must create, change and delete no more than their role lets them',
  field: 'ID',
  basis: developerPage,
  failure: 'forbidden',
  holds: ({ may }) => may,
  compares,
  refusal: facts => `${who(facts)}, who cannot ${facts.action} ${whatOf(facts)}.`,
  wouldPass: facts => `In module ${facts.module} that role sees ${facts.words}. ${remedy}`
})

const whatOf = ({ module, id }: RoleFacts): string => id === undefined ? `a ${module}` : `${module} ${quote(id)}`

/** What a user is asked to become, and by whom. */
export interface RightsFacts { caller: string, role: Role, member: string | undefined }

export const givesRights = ruleOver<RightsFacts>()({
  id: 'role.gives-rights',
  statement: 'A caller must be an administrator to change anybody\'s role or managed accounts, or their own account or status',
  field: 'MainRoleID',
  basis: inferred('Who could do that could see and edit anything, and the vendor says that a caller cannot'),
  enforcedBecause: 'no role would mean anything otherwise',
  failure: 'forbidden',
  holds: ({ member }) => member === undefined,
  compares: ({ caller, role, member }) => ({ caller, role, member }),
  refusal: ({ caller, role, member }) => `User ${quote(caller)} calls as ${roleWords[role]}, who cannot change ${member!}.`,
  wouldPass: ({ member }) => `Leave ${member!} out, or call as an administrator, such as with demo-api-key.`
})

/** Whose basket it is, and who calls. */
export interface BasketFacts { caller: string, role: Role, owner: string, isForbidding: boolean }

export const ownBasket = refusingWhere<BasketFacts>(ruleOver<BasketFacts>()({
  id: 'role.own-basket',
  statement: 'A basket must be the caller\'s own, unless an administrator calls',
  field: 'UserID',
  basis: developerPage,
  failure: 'forbidden',
  holds: ({ caller, role, owner }) => role === 'administrator' || owner === caller,
  compares: ({ caller, role, owner }) => ({ caller, role, 'basket of user': owner }),
  refusal: ({ caller, role, owner }) =>
    `User ${quote(caller)} calls as ${roleWords[role]}, who sees and fills only their own basket, and not that of user ${quote(owner)}.`,
  wouldPass: ({ caller }) => `Use the basket of user ${quote(caller)}, or call as an administrator, such as with demo-api-key.`
}), ({ isForbidding }) => isForbidding)

/** Who is to be assigned, of those that the caller does not see. */
export interface BookingFacts { caller: string, role: Role, unseen: readonly string[], words: string }

export const booksFor = ruleOver<BookingFacts>()({
  id: 'role.books-for',
  statement: 'A caller must assign only users whom their role sees',
  field: 'UserID',
  basis: developerPage,
  failure: 'forbidden',
  holds: ({ unseen }) => unseen.length === 0,
  compares: ({ caller, role, unseen }) => ({ caller, role, 'not seen': unseen }),
  refusal: ({ caller, role, unseen, words }) =>
    `User ${quote(caller)} calls as ${roleWords[role]}, who can book for ${words}, and not for user ${unseen.map(quote).join(', ')}.`,
  wouldPass: () => 'Assign one of the AvailableUsers of the item, or call as an administrator, such as with demo-api-key.'
})

/** Who calls version 1. */
export interface Version1Facts { userId: string | undefined, role: Role | undefined, isRefused: boolean }

export const administratorInVersion1 = refusingWhere<Version1Facts>(ruleOver<Version1Facts>()({
  id: 'role.administrator-in-version-one',
  statement: 'A caller of version 1 must be an administrator',
  field: 'Authorization',
  basis: inferred('The page says that the user needs the right roles, and not which these are'),
  failure: 'unauthenticated',
  needs: ['role'],
  holds: ({ role }) => role === 'administrator',
  compares: ({ userId, role }) => ({ caller: userId, role }),
  refusal: ({ userId, role }) => `User ${quote(userId!)} calls as ${roleWords[role]}, and version 1 shows and changes every record.`,
  wouldPass: () => 'Use the token or key of an administrator, such as demo-api-key.'
}), ({ isRefused }) => isRefused)
