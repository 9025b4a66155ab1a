import { quoted } from '../../../core/words.ts'
import type { Body } from '../columns.ts'
import type { PlatformContext } from '../context.ts'
import { findRecord, type Feed } from '../feed.ts'
import { roleIds, roleNamed, standingOf } from './role.ts'
import { givesRights } from './rules.ts'

/** Members of a user that say what the user may see and do. */
const ofAnybody = ['MainRoleID', 'ManagedCompaniesIDs']
const ofOneself = [...ofAnybody, 'MainCompanyID', 'Status']

/** Holds a caller to giving nobody rights; a member that is sent as it is changes nothing. Throws Failure. */
export function holdToRights (context: PlatformContext, module: Feed, body: Body, id?: string): void {
  if (!/^user\b/.test(module.from)) return
  tellUnknownRole(context, body)
  const { id: caller, role } = standingOf(context)
  if (role === 'administrator') return
  const before = id === undefined ? {} : JSON.parse(findRecord(context.db, module, id)!) as Body
  const members = id?.toLowerCase() === caller.toLowerCase() ? ofOneself : ofAnybody
  const member = members.find(name => body[name] !== undefined && textOf(body[name]) !== textOf(before[name]))
  context.enforce([givesRights], { caller, role, member })
}

const textOf = (value: unknown): string => [value ?? []].flat().join(',').toLowerCase()

/** A role that the sandbox does not know is kept, and gives none. */
function tellUnknownRole ({ remarks }: PlatformContext, { MainRoleID: given }: Body): void {
  const named = textOf(given)
  if (named === '' || roleNamed(named)) return
  remarks.push({
    kind: 'inferred-shape',
    member: 'MainRoleID',
    message: `MainRoleID ${quoted(named)} is not a role that the sandbox knows; it knows ${Object.values(roleIds).join(', ')}`
  })
}
