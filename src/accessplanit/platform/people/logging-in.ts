import { isSameSecret } from '../../../core/same-secret.ts'
import type { Database } from '../../../sandbox/database.ts'
import { findUserByName, type User } from './store.ts'

/** Who has a password, and why they may not log in all the same, if so. */
export interface LoggingIn { user: User, obstacle: string | undefined }

/** The user of a name, an id or an email address, if it is their password. */
export function findByPassword (db: Database, name: string, password: string | undefined): LoggingIn | undefined {
  const user = findUserByName(db, { name })
  const isRight = isSameSecret(password ?? '', user?.password ?? '')
  if (!user || user.password === null || password === undefined || !isRight) return undefined
  return { user, obstacle: obstacleTo(user) }
}

/** Only an Active user uses the platform, and nobody of an account that is New. */
function obstacleTo ({ status, companyStatus, mainCompanyId }: User): string | undefined {
  if (status !== 'Active') return `The user is ${status}; only an Active user can log in.`
  if (companyStatus?.toLowerCase() !== 'new') return undefined
  return `The account "${mainCompanyId}" is New; its users can log in once it is Enabled.`
}
