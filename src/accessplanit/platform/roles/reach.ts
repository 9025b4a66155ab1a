import type { PlatformContext } from '../context.ts'
import { isAmong, type Condition, type Feed } from '../feed.ts'
import { roleCourses, roleProvider, roleRefusal, roleWrites } from './readings.ts'
import { standingOf, type Standing } from './role.ts'
import { changesRecords, seesModule, seesRecord, type RoleFacts } from './rules.ts'
import { scopesOf, type OtherRole, type Scope } from './scopes.ts'

/** What a caller reaches, by their role. */

/** A kind of record, and what a version calls it. */
export type Reached = Pick<Feed, 'name' | 'from' | 'key' | 'keyColumns'>

export type Action = 'create' | 'change' | 'delete'

/** What becomes of a request for what a role does not see. */
export type Unseen = 'missing' | 'empty'

/** The table that a kind of record is written in, the first that it is read from. */
const tableOf = ({ from }: Reached): string => /^\w+/.exec(from)![0]

/** What the caller sees and changes; undefined for an administrator, for whom there are no limits. */
function scopeFor (context: PlatformContext, reached: Reached): Scope | undefined {
  const { role } = standingOf(context)
  if (role === 'administrator') return undefined
  return asRead(context, role, scopesOf(tableOf(reached))[role])
}

/** A scope, as the sandbox understands what roles are for. */
function asRead ({ reading }: PlatformContext, role: OtherRole, scope: Scope): Scope {
  if (scope.sees === false) return scope
  if (role === 'provider-manager') {
    return typeof scope.sees === 'string' && reading(roleProvider) === 'all' ? { ...scope, sees: true, words: 'all' } : scope
  }
  if (scope.seesOwn !== undefined && reading(roleCourses) === 'own') {
    return { ...scope, sees: scope.seesOwn, words: 'those with people on them whom they see' }
  }
  const writes = scope.creates === true || scope.updates === true
  return writes && reading(roleWrites) === 'none' ? { sees: scope.sees, words: scope.words } : scope
}

/** SQL of a scope, with the values of its `?`. */
function bound (sql: string, { id, accounts }: Standing): Condition {
  const values: string[] = []
  const where = sql.replace(/:(me|accounts)\b/g, (_, name) => {
    values.push(name === 'me' ? id : accounts)
    return name === 'me' ? '?' : '(SELECT value FROM json_each(?))'
  })
  return { where, values }
}

/** The names of those that a role sees something of. */
const namesSeen = (role: OtherRole, all: readonly Reached[]): string[] =>
  all.filter(reached => scopesOf(tableOf(reached))[role].sees !== false).map(({ name }) => name)

type About = Pick<RoleFacts, 'id' | 'action' | 'may'>

function factsOf (
  context: PlatformContext, reached: Reached, scope: Scope, about: About, all: readonly Reached[] = []
): RoleFacts {
  const { id: caller, role } = standingOf(context)
  return {
    caller,
    role,
    module: reached.name,
    words: scope.words,
    modules: namesSeen(role as OtherRole, all),
    isForbidding: about.may || context.reading(roleRefusal) === 'forbidden',
    ...about
  }
}

/** Which records of a list the caller sees: all that there are if undefined; `all` are the kinds that there are. Throws Failure. */
export function seenOf (context: PlatformContext, reached: Reached, all: readonly Reached[]): Condition | undefined | Unseen {
  const scope = scopeFor(context, reached)
  if (scope === undefined || scope.sees === true) return undefined
  if (scope.sees !== false) return bound(scope.sees, standingOf(context))
  context.enforce([seesModule], factsOf(context, reached, scope, { id: undefined, action: 'list', may: false }, all))
  return unseenAs(context)
}

const unseenAs = ({ reading }: PlatformContext): Unseen => reading(roleRefusal) === 'empty' ? 'empty' : 'missing'

const isSeen = (context: PlatformContext, reached: Reached, { sees }: Scope, id: string): boolean =>
  typeof sees === 'boolean' ? sees : isAmong(context.db, reached, id, bound(sees, standingOf(context)))

/** Whether the caller sees a record, without anything being said of it. */
export function canSee (context: PlatformContext, reached: Reached, id: string): boolean {
  const scope = scopeFor(context, reached)
  return scope === undefined || isSeen(context, reached, scope, id)
}

/** Holds a caller to what their role sees: undefined if it is the record. Throws Failure. */
export function holdToSeen (
  context: PlatformContext, reached: Reached, id: string, action: string, all: readonly Reached[]
): Unseen | undefined {
  const scope = scopeFor(context, reached)
  if (scope === undefined) return undefined
  const rule = scope.sees === false ? seesModule : seesRecord
  const may = isSeen(context, reached, scope, id)
  context.enforce([rule], factsOf(context, reached, scope, { id, action, may }, all))
  return may ? undefined : unseenAs(context)
}

const lets = ({ creates, updates, deletes }: Scope, action: Action): boolean =>
  ({ create: creates, change: updates, delete: deletes })[action] === true

/** Holds a caller to what their role may do with a module. Throws Failure. */
export function holdToChanges (context: PlatformContext, reached: Reached, action: Action, id?: string): void {
  const scope = scopeFor(context, reached)
  if (scope === undefined) return
  context.enforce([changesRecords], factsOf(context, reached, scope, { id, action, may: lets(scope, action) }))
}

/** Holds a caller to leaving a record, as it is after the change, among those that their role sees. Throws Failure. */
export function holdToResult (context: PlatformContext, reached: Reached, id: string, action: Action): void {
  const scope = scopeFor(context, reached)
  if (scope === undefined || isSeen(context, reached, scope, id)) return
  const about = { id, action: `${action} a record that their role would not see afterwards:`, may: false }
  context.enforce([changesRecords], factsOf(context, reached, scope, about))
}
