import { isLike } from '../core/wildcards.ts'
import { isStatus, type Match } from '../sandbox/matching.ts'
import { listFaults } from '../sandbox/faults.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'
import type { Looking } from './journals-elsewhere.ts'

/**
 * For somebody who misses a status: the fault of the default sandbox that was to answer with it and has struck nothing, as it was probably
 * asked for in the wrong place. Empty where there is none.
 */
export function faultElsewhere (
  { sandbox: { id }, caller }: Looking, sandboxes: Sandboxes | undefined, { operation, status }: Match
): string {
  if (status === undefined || caller || id === 'default' || !sandboxes || sandboxes.isShared) return ''
  const settings = sandboxes.places.get('default')!.awake?.settings
  const fault = settings && listFaults(settings).find(({ struck, effect, match }) =>
    struck === 0 && 'status' in effect && isStatus(effect.status, status) && isLike(operation ?? '', match.operation ?? '*'))
  return fault
    ? `The default sandbox has a fault "${fault.id}" that has struck nothing yet: perhaps it was meant for this one. ` +
      `Ask for it at /sandboxes/${id}/__admin/faults.`
    : ''
}
