import { inferred } from '../../../core/basis.ts'
import { either } from '../../../core/rule-kinds.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { quote } from '../../query/reader.ts'
import { userPage } from '../../sources.ts'
import { whereBound } from '../binding.ts'
import type { NameOf } from '../names.ts'
import { isEmailAddress } from './email.ts'

/** A company as it would be after the request. */
export interface CompanyFacts {
  company: { emailAddress?: string | null, mainContactUserId?: string | null }
  takenId: string | undefined
  contact: object | undefined
  /** Those of the groups named that do not exist. */
  unknownGroups: readonly string[]
}

const companyRule = ruleOver<CompanyFacts>()

/** What an account is held to, whoever writes it. */
export const companyRules = (nameOf: NameOf): readonly Rule[] => [
  companyRule({
    id: 'company.id-free',
    statement: `${nameOf('id')} of a new account must not be taken`,
    field: nameOf('id'),
    basis: inferred('An id is of one account'),
    enforcedBecause: 'two accounts of one id could not be told apart',
    holds: ({ takenId }) => takenId === undefined,
    compares: ({ takenId }) => ({ [nameOf('id')]: takenId }),
    refusal: ({ takenId }) => `${nameOf('id')} ${quote(takenId!)} is already taken.`,
    wouldPass: () => `Use another ${nameOf('id')}, or send none to have one made.`
  }),
  whereBound(companyRule({
    id: 'company.email-form',
    statement: `${nameOf('emailAddress')} must be a valid email address`,
    field: nameOf('emailAddress'),
    basis: userPage,
    holds: ({ company }) => !company.emailAddress || isEmailAddress(company.emailAddress),
    compares: ({ company }) => ({ [nameOf('emailAddress')]: company.emailAddress }),
    refusal: ({ company }) => `${nameOf('emailAddress')} ${quote(company.emailAddress!)} is not a valid email address.`,
    wouldPass: () => 'Use an address such as office@example.com.'
  })),
  ...namedByCompanyRules(nameOf)
]

/** What an account names exists. */
const namedByCompanyRules = (nameOf: NameOf): readonly Rule[] => [
  whereBound(companyRule({
    id: 'company.main-contact-exists',
    statement: `${nameOf('mainContactUserId')} must name a user who exists`,
    field: nameOf('mainContactUserId'),
    basis: userPage,
    holds: ({ company, contact }) => !company.mainContactUserId || contact !== undefined,
    compares: ({ company }) => ({ [nameOf('mainContactUserId')]: company.mainContactUserId }),
    refusal: ({ company }) => `No user ${quote(company.mainContactUserId!)} exists.`,
    wouldPass: () => `Create the user first, or check ${nameOf('mainContactUserId')}.`
  })),
  companyRule({
    id: 'company.groups-exist',
    statement: `${nameOf('groupIds')} must name groups that exist`,
    field: nameOf('groupIds'),
    basis: inferred('The rest of the validation is cut; a group that does not exist could not be shown'),
    enforcedBecause: 'an account cannot belong to what does not exist',
    holds: ({ unknownGroups }) => unknownGroups.length === 0,
    compares: ({ unknownGroups }) => ({ [nameOf('groupIds')]: unknownGroups }),
    refusal: ({ unknownGroups }) => `No account group ${either(unknownGroups.map(quote))} exists.`,
    wouldPass: () => `List only groups that exist in ${nameOf('groupIds')}, or none.`
  })
]
