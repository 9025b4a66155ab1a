import type { ServedOperation } from '../core/operation.ts'
import { distanceFrom } from '../core/near-paths.ts'
import { withoutSandbox } from './sandbox-path.ts'

type Served = Pick<ServedOperation, 'method' | 'path' | 'summary' | 'basis'>

/** A path by another method comes after the same by this one. */
const otherMethod = 0.3

/** The operations whose method and path are most like those of a request that nothing serves. */
export function nearestOperations (served: readonly Served[], method: string, path: string, count = 3) {
  const distanceTo = distanceFrom(withoutSandbox(path).rest)
  return served
    .map(operation => ({ operation, off: distanceTo(operation.path) + (operation.method === method ? 0 : otherMethod) }))
    .sort((a, b) => a.off - b.off)
    .slice(0, count)
    .map(({ operation: { method, path, summary, basis } }) => ({ method, path: withBraces(path), summary, basis }))
}

/** `/learners/:learnerLocalId` as OpenAPI writes it: `/learners/{learnerLocalId}`. */
export const withBraces = (path: string): string => path.replace(/:(\w+)/g, '{$1}')
