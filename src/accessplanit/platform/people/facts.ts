import type { PlatformContext } from '../context.ts'
import { localDateTime } from '../local-time.ts'
import { dateOfBirth, phoneForm, platformLists } from '../readings.ts'
import type { Columns } from '../store.ts'
import { hasUsualForm } from './phone.ts'
import { isListed, type UserFacts } from './rules.ts'
import type { CompanyFacts } from './company-rules.ts'
import { findCompany, findCompanyGroup, findUser, findUserByEmail } from './store.ts'

/** What the rules ask of a user of whom these columns are written; `id` is of one who is there already. */
export function userFacts ({ db, now, reading }: PlatformContext, columns: Columns, id: string | undefined): UserFacts {
  const user = columns as UserFacts['user']
  const emailOf = user.email ? findUserByEmail(db, user.email) : undefined
  return {
    user,
    takenId: id === undefined ? findUser(db, columns.id)?.id : undefined,
    emailOf: emailOf?.toLowerCase() === id?.toLowerCase() ? undefined : emailOf,
    company: user.mainCompanyId ? findCompany(db, user.mainCompanyId) : undefined,
    now: localDateTime(now),
    isBornInFuture: Boolean(user.dateOfBirth) && reading(dateOfBirth) === 'future',
    listsAreShipped: !isListed(user) && reading(platformLists) === 'shipped',
    phoneIsStrict: !hasUsualForm(user.phone) && reading(phoneForm) === 'strict'
  }
}

/** The same of an account. */
export function companyFacts ({ db }: PlatformContext, columns: Columns, id: string | undefined): CompanyFacts {
  const company = columns as CompanyFacts['company']
  const groups = columns.groupIds === undefined ? [] : JSON.parse(String(columns.groupIds)) as unknown[]
  return {
    company,
    takenId: id === undefined ? findCompany(db, columns.id)?.id : undefined,
    contact: company.mainContactUserId ? findUser(db, company.mainContactUserId) : undefined,
    unknownGroups: groups.map(String).filter(group => findCompanyGroup(db, group) === undefined)
  }
}
