import type { ServedOperation } from '../core/operation.ts'
import { distanceFrom, shareName } from '../core/near-paths.ts'
import { withoutSandbox } from './sandbox-path.ts'

type Served = Pick<ServedOperation, 'method' | 'path' | 'summary' | 'basis'>

/** Whoever sends by one method wants what is done by it: by another comes only what is much nearer. */
const otherMethod = 1

/** The operations whose method and path are most like those of a request that nothing serves, in its sandbox; none is like any path. */
export function nearestOperations (served: readonly Served[], method: string, path: string, count = 3) {
  const { prefix, rest } = meantFor(path)
  const distanceTo = distanceFrom(rest)
  return served
    .map(operation => ({ operation, off: distanceTo(operation.path) + (operation.method === method ? 0 : otherMethod) }))
    .sort((a, b) => a.off - b.off)
    .slice(0, count)
    .filter(({ operation }) => shareName(operation.path, rest))
    .map(({ operation: { method, path, summary, basis } }) => ({ method, path: prefix + withBraces(path), summary, basis }))
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
