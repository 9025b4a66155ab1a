import { namesIn } from '../../platform/names.ts'
import { companyKind, userKind } from '../../platform/people/kinds.ts'
import { companies, users } from './feeds.ts'

export const user = userKind(namesIn(users.fields))

export const company = companyKind(namesIn(companies.fields))
