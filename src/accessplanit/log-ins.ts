import type { Credential } from '../http/service.ts'
import { askOf } from '../sandbox/readings.ts'
import { marked } from '../sandbox/marks.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { listWithPassword } from './platform/people/store.ts'
import { roleOfUser, roleWords, type Role } from './platform/roles/role.ts'

/** A user and a password for each role that somebody has who can log in, for people: the first of each, the least powerful last. */
export function logIns (sandbox: Sandbox): Credential[] {
  const { db, settings } = sandbox
  const own = (credential: string) => marked(sandbox, credential)
  const users = listWithPassword(db).map(user => ({ ...user, role: roleOfUser(db, user.id, askOf(settings)) }))
  return (Object.keys(roleWords) as Role[]).flatMap(role => {
    const found = users.find(user => user.role === role)
    return found ? [{ kind: 'user and password', value: `${own(found.id)} / ${own(found.password)}`, whose: roleWords[role] }] : []
  })
}
