import type { ServedOperation } from '../core/operation.ts'
import { distanceFrom, partsOf, sharedNames } from '../core/near-paths.ts'
import { isSame } from './asked-path.ts'
import { calledJournal } from './own-paths.ts'
import { withoutSandbox } from './sandbox-path.ts'

type Served = Pick<ServedOperation, 'method' | 'path' | 'summary' | 'basis'>

/** Whoever sends by one method wants what is done by it: by another comes only what is much nearer. */
const otherMethod = 1

/** Of so many that are most like a path, those are told that are really near. */
const mostLookedAt = 20

/** The operations whose method and path are most like those of a request that nothing serves, in its sandbox; none is like any path. */
export function nearestOperations (served: readonly Served[], method: string, path: string, count = 3) {
  const { prefix, rest } = meantFor(path)
  const meant = rest.replace(calledJournal, '$1/requests')
  const distanceTo = distanceFrom(meant)
  return served
    .map(operation => ({ operation, off: distanceTo(operation.path) + (operation.method === method ? 0 : otherMethod) }))
    .sort((a, b) => a.off - b.off)
    .slice(0, mostLookedAt)
    .filter(({ operation }) => isNear(served, operation, meant))
    .slice(0, count)
    .map(({ operation: { method, path, summary, basis } }) => ({ method, path: prefix + withBraces(path), summary, basis }))
}

/** Whether a path shares a name with an operation that tells it from others, ends as it does, or goes its way and ends before it. */
const isNear = (served: readonly Served[], { path }: Served, written: string): boolean =>
  isSame(partsOf(path).at(-1) ?? '', partsOf(written).at(-1)) ||
  `${path}/`.toLowerCase().startsWith(`${written.replace(/\/$/, '').toLowerCase()}/`) ||
  sharedNames(path, written).some(name => tells(served, path, name))

/** A name that most of those have that begin alike, such as `__admin`, says nothing of what is meant. */
function tells (served: readonly Served[], path: string, name: string): boolean {
  const beginning = `/${partsOf(path)[0]!}/`.toLowerCase()
  const alike = served.map(it => `${it.path}/`.toLowerCase()).filter(it => it.startsWith(beginning))
  return alike.length < 3 || alike.filter(it => it.includes(`/${name}/`)).length <= alike.length / 2
}

/** Which sandbox a path is meant for: whatever is below `/__admin/sandboxes/{id}` is so for that one. */
export function meantFor (path: string): { prefix: string, rest: string, isBelowRecord: boolean } {
  const { prefix, rest } = withoutSandbox(path)
  const found = /^\/__admin(\/sandboxes\/[^/]+)\/(?:__admin\/)?([^/].*)$/is.exec(rest)
  return found
    ? { prefix: found[1]!, rest: `/__admin/${found[2]}`, isBelowRecord: true }
    : { prefix, rest, isBelowRecord: false }
}

/** `/learners/:learnerLocalId` as OpenAPI writes it: `/learners/{learnerLocalId}`. */
export const withBraces = (path: string): string => path.replace(/:(\w+)/g, '{$1}')
