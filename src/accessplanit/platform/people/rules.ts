import { inferred } from '../../../core/basis.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { emailPage, userPage } from '../../sources.ts'
import { countries } from '../enumerations.ts'
import { mustExist } from '../must-exist.ts'
import type { NameOf } from '../names.ts'
import { isEmailAddress } from './email.ts'

export const userExists = mustExist('user.exists', 'A user', 'UserID', 'The path names it')
export const companyExists = mustExist('company.exists', 'An account', 'CompanyID', 'The path names it')

/** A user as it would be after the request. */
export interface UserFacts {
  user: {
    email?: string | null
    phone?: string | null
    dateOfBirth?: string | null
    country?: string | null
    mainCompanyId?: string | null
  }
  /** Whether the id that the request gives is taken. */
  takenId: string | undefined
  /** Whose email address it is already, if somebody else's. */
  emailOf: string | undefined
  /** The company of mainCompanyId. */
  company: object | undefined
  /** A day and time in New Zealand. */
  now: string
}

const userRule = ruleOver<UserFacts>()

/** What a user is held to, whoever writes it. */
export const userRules = (nameOf: NameOf): readonly Rule[] => [
  userRule({
    id: 'user.id-free',
    statement: 'The id of a new user is one that nobody has',
    field: 'UserID',
    basis: inferred('An id is of one user'),
    enforcedBecause: 'two users of one id could not be told apart',
    holds: ({ takenId }) => takenId === undefined,
    compares: ({ takenId }) => ({ [nameOf('id')]: takenId }),
    wouldPass: () => `another ${nameOf('id')}, or none: then one is made`
  }),
  ...emailRules(nameOf),
  ...personalRules(nameOf),
  userRule({
    id: 'user.main-account-exists',
    statement: 'The main account of a user is one of the platform',
    field: 'MainAccountID',
    basis: userPage,
    holds: ({ user, company }) => user.mainCompanyId == null || company !== undefined,
    compares: ({ user }) => ({ [nameOf('mainCompanyId')]: user.mainCompanyId }),
    wouldPass: () => 'the id of an account of the platform'
  })
]

const emailRules = (nameOf: NameOf): readonly Rule[] => [
  userRule({
    id: 'user.email-form',
    statement: 'An email address has the form of one',
    field: 'EmailAddress',
    basis: userPage,
    holds: ({ user }) => !user.email || isEmailAddress(user.email),
    compares: ({ user }) => ({ [nameOf('email')]: user.email }),
    wouldPass: () => 'an address such as hana@example.com'
  }),
  userRule({
    id: 'user.email-unique',
    statement: 'An email address is of one user only',
    field: 'EmailAddress',
    basis: emailPage,
    holds: ({ emailOf }) => emailOf === undefined,
    compares: ({ user, emailOf }) => ({ [nameOf('email')]: user.email, 'has it already': emailOf }),
    wouldPass: () => 'an address that no user has'
  })
]

const personalRules = (nameOf: NameOf): readonly Rule[] => [
  userRule({
    id: 'user.phone-form',
    statement: 'A phone number has digits, and may have an extension',
    field: 'PhoneNumber',
    basis: userPage,
    holds: ({ user }) => !user.phone || /^\+?[\d\s().-]{4,25}(?:\s*(?:x|ext\.?|extension)\s*\d{1,6})?$/i.test(user.phone),
    compares: ({ user }) => ({ [nameOf('phone')]: user.phone }),
    wouldPass: () => 'a number such as 03 555 0123 ext 4'
  }),
  userRule({
    id: 'user.date-of-birth-past',
    statement: 'A date of birth lies in the past',
    field: 'DateOfBirth',
    basis: inferred('The page says the future, which must be a slip'),
    holds: ({ user, now }) => !user.dateOfBirth || user.dateOfBirth < now,
    compares: ({ user, now }) => ({ [nameOf('dateOfBirth')]: user.dateOfBirth, now }),
    wouldPass: ({ now }) => `a ${nameOf('dateOfBirth')} before ${now}`
  }),
  userRule({
    id: 'user.country-exists',
    statement: 'The country of a user is one that the platform has',
    field: 'Country',
    basis: userPage,
    warnsBecause: 'a real platform may have other countries',
    holds: ({ user }) => !user.country || countries.some(it => it.toLowerCase() === user.country!.toLowerCase()),
    compares: ({ user }) => ({ [nameOf('country')]: user.country }),
    wouldPass: () => countries.join(', ')
  })
]

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
    statement: 'The id of a new account is one that no account has',
    field: 'CompanyID',
    basis: inferred('An id is of one account'),
    enforcedBecause: 'two accounts of one id could not be told apart',
    holds: ({ takenId }) => takenId === undefined,
    compares: ({ takenId }) => ({ [nameOf('id')]: takenId }),
    wouldPass: () => `another ${nameOf('id')}, or none: then one is made`
  }),
  companyRule({
    id: 'company.email-form',
    statement: 'The email address of an account has the form of one',
    field: 'EmailAddress',
    basis: userPage,
    holds: ({ company }) => !company.emailAddress || isEmailAddress(company.emailAddress),
    compares: ({ company }) => ({ [nameOf('emailAddress')]: company.emailAddress }),
    wouldPass: () => 'an address such as office@example.com'
  }),
  companyRule({
    id: 'company.main-contact-exists',
    statement: 'The main contact of an account is a user of the platform',
    field: 'MainContactUserID',
    basis: userPage,
    holds: ({ company, contact }) => !company.mainContactUserId || contact !== undefined,
    compares: ({ company }) => ({ [nameOf('mainContactUserId')]: company.mainContactUserId }),
    wouldPass: () => 'the id of a user of the platform'
  }),
  companyRule({
    id: 'company.groups-exist',
    statement: 'The groups of an account are groups of the platform',
    field: 'AccountGroupIDs',
    basis: inferred('The rest of the validation is cut; a group that does not exist could not be shown'),
    enforcedBecause: 'an account cannot belong to what does not exist',
    holds: ({ unknownGroups }) => unknownGroups.length === 0,
    compares: ({ unknownGroups }) => ({ [nameOf('groupIds')]: unknownGroups }),
    wouldPass: () => 'ids that GET companygroups lists, or none'
  })
]
