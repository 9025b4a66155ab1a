import { inferred } from '../../../core/basis.ts'
import { either } from '../../../core/rule-kinds.ts'
import { refusingWhere, ruleOver, type Rule } from '../../../core/rule.ts'
import { quote } from '../../query/reader.ts'
import { emailPage, userPage } from '../../sources.ts'
import { whereBound } from '../binding.ts'
import { countries, titles } from '../enumerations.ts'
import { mustExist } from '../must-exist.ts'
import type { NameOf } from '../names.ts'
import { isEmailAddress } from './email.ts'
import { canBeDialled, hasUsualForm } from './phone.ts'

export const userExists = mustExist('user.exists', 'user', 'UserID', 'The path names it')
export const companyExists = mustExist('company.exists', 'account', 'CompanyID', 'The path names it')

/** A user as it would be after the request. */
export interface UserFacts {
  user: {
    email?: string | null
    phone?: string | null
    dateOfBirth?: string | null
    country?: string | null
    title?: string | null
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
  /** How the sandbox understands what the page says of a date of birth, of titles and countries, and of a phone number. */
  isBornInFuture: boolean
  listsAreShipped: boolean
  phoneIsStrict: boolean
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
  whereBound(emailForm(nameOf)),
  emailUnique(nameOf),
  ...personalRules(nameOf).map(whereBound),
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

const emailForm = (nameOf: NameOf): Rule => userRule({
  id: 'user.email-form',
  statement: `${nameOf('email')} must be a valid email address`,
  field: nameOf('email'),
  basis: userPage,
  holds: ({ user }) => !user.email || isEmailAddress(user.email),
  compares: ({ user }) => ({ [nameOf('email')]: user.email }),
  refusal: ({ user }) => `${nameOf('email')} ${quote(user.email!)} is not a valid email address.`,
  wouldPass: () => 'Use an address that no user has, such as name@example.com.'
})

const emailUnique = (nameOf: NameOf): Rule => userRule({
  id: 'user.email-unique',
  statement: `${nameOf('email')} must be unique`,
  field: nameOf('email'),
  basis: emailPage,
  holds: ({ emailOf }) => emailOf === undefined,
  compares: ({ user, emailOf }) => ({ [nameOf('email')]: user.email, 'used by user': emailOf }),
  refusal: ({ user, emailOf }) => `${nameOf('email')} ${quote(user.email!)} is already used by user ${quote(emailOf!)}.`,
  wouldPass: () => 'Use an address that no user has.'
})

const personalRules = (nameOf: NameOf): readonly Rule[] => [
  refusingWhere<UserFacts>(userRule({
    id: 'user.phone-form',
    statement: `${nameOf('phone')} must be a phone number, which may have an extension`,
    field: nameOf('phone'),
    basis: userPage,
    holds: ({ user }) => hasUsualForm(user.phone),
    compares: ({ user }) => ({ [nameOf('phone')]: user.phone }),
    refusal: ({ user }) => canBeDialled(user.phone!)
      ? `${nameOf('phone')} ${quote(user.phone!)} has an unusual form.`
      : `${nameOf('phone')} ${quote(user.phone!)} is not a valid phone number.`,
    wouldPass: () => 'Use a number such as 03 555 0123, or 03 555 0123 ext 4.'
  }), ({ user, phoneIsStrict }) => phoneIsStrict || !canBeDialled(user.phone!)),
  birthRule(nameOf),
  listRule(nameOf, 'title', titles),
  listRule(nameOf, 'country', countries)
]

/** The page says the future; by the usual reading it is the past that must be meant. */
function birthRule (nameOf: NameOf): Rule {
  const name = nameOf('dateOfBirth')
  return refusingWhere<UserFacts>(userRule({
    id: 'user.date-of-birth-past',
    statement: `${name} must be in the past, or by the letter of the page in the future`,
    field: name,
    basis: inferred('The page says the future, which must be a slip'),
    holds: ({ user: { dateOfBirth }, now, isBornInFuture }) => !dateOfBirth || (isBornInFuture ? dateOfBirth > now : dateOfBirth < now),
    compares: ({ user, now }) => ({ [name]: user.dateOfBirth, now }),
    refusal: ({ user, now, isBornInFuture }) =>
      `${name} ${quote(user.dateOfBirth!)} is not ${isBornInFuture ? 'after' : 'before'} now (${quote(now)}).`,
    wouldPass: ({ now, isBornInFuture }) => `Use a ${name} ${isBornInFuture ? 'after' : 'before'} ${now}.`
  }), ({ isBornInFuture }) => isBornInFuture)
}

/** A value that the administrators of a platform list. */
const listRule = (nameOf: NameOf, column: 'title' | 'country', values: readonly string[]): Rule => refusingWhere<UserFacts>(userRule({
  id: `user.${column}-exists`,
  statement: `${nameOf(column)} must be one that the platform has`,
  field: nameOf(column),
  basis: userPage,
  warnsBecause: `a real platform may have other ${column === 'title' ? 'titles' : 'countries'}`,
  holds: ({ user }) => isIn(values, user[column]),
  compares: ({ user }) => ({ [nameOf(column)]: user[column] }),
  refusal: ({ user }) => `${nameOf(column)} ${quote(user[column]!)} is not a ${column} of the platform.`,
  wouldPass: () => `Use ${either(values)}.`
}), ({ listsAreShipped }) => listsAreShipped)

const isIn = (values: readonly string[], value: string | null | undefined): boolean =>
  !value || values.some(it => it.toLowerCase() === value.toLowerCase())

/** Whether the platform has what it lists of a user. */
export const isListed = ({ title, country }: UserFacts['user']): boolean => isIn(titles, title) && isIn(countries, country)
