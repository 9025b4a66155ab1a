import { distance } from 'fastest-levenshtein'
import type { ServedOperation } from '../core/operation.ts'

type Served = Pick<ServedOperation, 'method' | 'path' | 'summary' | 'basis'>

/** The operations whose method and path are most like those of a request that nothing serves. */
export function nearestOperations (served: readonly Served[], method: string, path: string, count = 3) {
  return served
    .map(operation => ({ operation, off: distanceTo(operation, method, path) }))
    .sort((a, b) => a.off - b.off)
    .slice(0, count)
    .map(({ operation: { method, path, summary, basis } }) => ({ method, path: withBraces(path), summary, basis }))
}

function distanceTo (operation: Served, method: string, path: string): number {
  const written = path.split('/')
  const template = operation.path.split('/')
  // A parameter takes whatever the request has in its place.
  const filled = template.map((part, i) => part.startsWith(':') ? written[i] ?? part : part).join('/')
  return distance(filled.toLowerCase().slice(0, 500), path.toLowerCase().slice(0, 500)) + (operation.method === method ? 0 : 0.5)
}

/** `/learners/:learnerLocalId` as OpenAPI writes it: `/learners/{learnerLocalId}`. */
export const withBraces = (path: string): string => path.replace(/:(\w+)/g, '{$1}')
