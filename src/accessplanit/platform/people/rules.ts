import { inferred } from '../../../core/basis.ts'
import { before, either } from '../../../core/rule-kinds.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { quote } from '../../query/reader.ts'
import { emailPage, userPage } from '../../sources.ts'
import { countries } from '../enumerations.ts'
import { mustExist } from '../must-exist.ts'
import type { NameOf } from '../names.ts'
import { isEmailAddress } from './email.ts'

export const userExists = mustExist('user.exists', 'user', 'UserID', 'The path names it')
export const companyExists = mustExist('company.exists', 'account', 'CompanyID', 'The path names it')

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
    statement: `${nameOf('id')} of a new user must not be taken`,
    field: nameOf('id'),
    basis: inferred('An id is of one user'),
    enforcedBecause: 'two users of one id could not be told apart',
    holds: ({ takenId }) => takenId === undefined,
    compares: ({ takenId }) => ({ [nameOf('id')]: takenId }),
    refusal: ({ takenId }) => `${nameOf('id')} ${quote(takenId!)} is already taken.`,
    wouldPass: () => `Use another ${nameOf('id')}, or send none to have one made.`
  }),
  ...emailRules(nameOf),
  ...personalRules(nameOf),
  userRule({
    id: 'user.main-account-exists',
    statement: `${nameOf('mainCompanyId')} must name an account that exists`,
    field: nameOf('mainCompanyId'),
    basis: userPage,
    holds: ({ user, company }) => user.mainCompanyId == null || company !== undefined,
    compares: ({ user }) => ({ [nameOf('mainCompanyId')]: user.mainCompanyId }),
    refusal: ({ user }) => `No account ${quote(user.mainCompanyId!)} exists.`,
    wouldPass: () => `Create it first, or check ${nameOf('mainCompanyId')}.`
  })
]

const emailRules = (nameOf: NameOf): readonly Rule[] => [
  userRule({
    id: 'user.email-form',
    statement: `${nameOf('email')} must be a valid email address`,
    field: nameOf('email'),
    basis: userPage,
    holds: ({ user }) => !user.email || isEmailAddress(user.email),
    compares: ({ user }) => ({ [nameOf('email')]: user.email }),
    refusal: ({ user }) => `${nameOf('email')} ${quote(user.email!)} is not a valid email address.`,
    wouldPass: () => 'Use an address that no user has, such as name@example.com.'
  }),
  userRule({
    id: 'user.email-unique',
    statement: `${nameOf('email')} must be unique`,
    field: nameOf('email'),
    basis: emailPage,
    holds: ({ emailOf }) => emailOf === undefined,
    compares: ({ user, emailOf }) => ({ [nameOf('email')]: user.email, 'used by user': emailOf }),
    refusal: ({ user, emailOf }) => `${nameOf('email')} ${quote(user.email!)} is already used by user ${quote(emailOf!)}.`,
    wouldPass: () => 'Use an address that no user has.'
  })
]

const personalRules = (nameOf: NameOf): readonly Rule[] => [
  userRule({
    id: 'user.phone-form',
    statement: `${nameOf('phone')} must be a phone number, which may have an extension`,
    field: nameOf('phone'),
    basis: userPage,
    holds: ({ user }) => !user.phone || /^\+?[\d\s().-]{4,25}(?:\s*(?:x|ext\.?|extension)\s*\d{1,6})?$/i.test(user.phone),
    compares: ({ user }) => ({ [nameOf('phone')]: user.phone }),
    refusal: ({ user }) => `${nameOf('phone')} ${quote(user.phone!)} is not a valid phone number.`,
    wouldPass: () => 'Use a number such as 03 555 0123, or 03 555 0123 ext 4.'
  }),
  before<UserFacts>({
    id: 'user.date-of-birth-past',
    statement: `${nameOf('dateOfBirth')} must be in the past`,
    field: nameOf('dateOfBirth'),
    basis: inferred('The page says the future, which must be a slip'),
    value: ({ user }) => user.dateOfBirth || null,
    limit: ({ now }) => now,
    called: 'now',
    remedy: ({ now }) => `Use a ${nameOf('dateOfBirth')} before ${now}.`
  }),
  userRule({
    id: 'user.country-exists',
    statement: `${nameOf('country')} must be one that the platform has`,
    field: nameOf('country'),
    basis: userPage,
    warnsBecause: 'a real platform may have other countries',
    holds: ({ user }) => !user.country || countries.some(it => it.toLowerCase() === user.country!.toLowerCase()),
    compares: ({ user }) => ({ [nameOf('country')]: user.country }),
    refusal: ({ user }) => `${nameOf('country')} ${quote(user.country!)} is not a country of the platform.`,
    wouldPass: () => `Use ${either(countries)}.`
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
    statement: `${nameOf('id')} of a new account must not be taken`,
    field: nameOf('id'),
    basis: inferred('An id is of one account'),
    enforcedBecause: 'two accounts of one id could not be told apart',
    holds: ({ takenId }) => takenId === undefined,
    compares: ({ takenId }) => ({ [nameOf('id')]: takenId }),
    refusal: ({ takenId }) => `${nameOf('id')} ${quote(takenId!)} is already taken.`,
    wouldPass: () => `Use another ${nameOf('id')}, or send none to have one made.`
  }),
  companyRule({
    id: 'company.email-form',
    statement: `${nameOf('emailAddress')} must be a valid email address`,
    field: nameOf('emailAddress'),
    basis: userPage,
    holds: ({ company }) => !company.emailAddress || isEmailAddress(company.emailAddress),
    compares: ({ company }) => ({ [nameOf('emailAddress')]: company.emailAddress }),
    refusal: ({ company }) => `${nameOf('emailAddress')} ${quote(company.emailAddress!)} is not a valid email address.`,
    wouldPass: () => 'Use an address such as office@example.com.'
  }),
  ...namedByCompanyRules(nameOf)
]

/** What an account names exists. */
const namedByCompanyRules = (nameOf: NameOf): readonly Rule[] => [
  companyRule({
    id: 'company.main-contact-exists',
    statement: `${nameOf('mainContactUserId')} must name a user who exists`,
    field: nameOf('mainContactUserId'),
    basis: userPage,
    holds: ({ company, contact }) => !company.mainContactUserId || contact !== undefined,
    compares: ({ company }) => ({ [nameOf('mainContactUserId')]: company.mainContactUserId }),
    refusal: ({ company }) => `No user ${quote(company.mainContactUserId!)} exists.`,
    wouldPass: () => `Create the user first, or check ${nameOf('mainContactUserId')}.`
  }),
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
