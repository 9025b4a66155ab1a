import type { Ask } from '../../../core/reading.ts'
import { one, type Database } from '../../../sandbox/database.ts'
import type { PlatformContext } from '../context.ts'
import { roleOfNobody } from './readings.ts'

/** What a user of the platform may be. */
export type Role = 'administrator' | 'provider-manager' | 'customer-manager' | 'delegate'

/** As a user's record has them in `MainRoleID`; blanks and case do not matter there. */
export const roleIds: Readonly<Record<Role, string>> = {
  administrator: 'Administrator',
  'provider-manager': 'TrainingProviderManager',
  'customer-manager': 'CustomerManager',
  delegate: 'Delegate'
}

export const roleWords: Readonly<Record<Role, string>> = {
  administrator: 'an administrator',
  'provider-manager': 'a training provider\'s manager',
  'customer-manager': 'a customer\'s manager',
  delegate: 'a delegate'
}

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '')

/** The role that a text names, if it names one. */
export const roleNamed = (text: string): Role | undefined =>
  (Object.keys(roleIds) as Role[]).find(role => plain(roleIds[role]) === plain(text))

/** Who calls, and what they answer for. */
export interface Standing {
  readonly id: string
  readonly role: Role
  /** The ids of their account and of those that they manage, as JSON. */
  readonly accounts: string
}

interface Row { id: string, isService: 0 | 1, mainCompanyId: string | null, roleIds: string | null, managed: string | null }

const findRow = one<Row>(`SELECT id, isService, mainCompanyId, json_extract(more, '$.MainRoleID') AS roleIds,
  json_extract(more, '$.ManagedCompaniesIDs') AS managed FROM user WHERE id = ?`)

const standings = new WeakMap<PlatformContext, Standing>()

/** Whoever makes the request, as they were when it came. */
export function standingOf (context: PlatformContext): Standing {
  let standing = standings.get(context)
  if (!standing) standings.set(context, standing = readStanding(context))
  return standing
}

function readStanding ({ db, caller, reading }: PlatformContext): Standing {
  const row = findRow(db, caller.id)!
  return { id: row.id, role: roleOf(row, reading), accounts: JSON.stringify([row.mainCompanyId, ...listOf(row.managed)].filter(it => it)) }
}

const listOf = (commaList: string | null): string[] => String(commaList ?? '').split(',').map(id => id.trim())

function roleOf ({ isService, roleIds }: Pick<Row, 'isService' | 'roleIds'>, reading: Ask): Role {
  const named = roleNamed(roleIds ?? '')
  if (named) return named
  return isService ? 'administrator' : reading(roleOfNobody)
}

const findRole = one<Row>("SELECT isService, json_extract(more, '$.MainRoleID') AS roleIds FROM user WHERE id = ?")

/** The role of any user. */
export function roleOfUser (db: Database, id: string, reading: Ask): Role {
  return roleOf(findRole(db, id) ?? { isService: 0, roleIds: null }, reading)
}
