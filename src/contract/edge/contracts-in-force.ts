import { withoutSandbox } from '../../http/sandbox-path.ts'
import type { Service } from '../../http/service.ts'
import type { WaitFor } from '../../http/wait-before.ts'
import type { Sandboxes } from '../../sandbox/sandboxes.ts'
import { comeInForce } from '../in-force.ts'
import { chosenSandbox } from './chosen-sandbox.ts'

/** Until the contracts of a request's sandbox are in force, the first time that it is asked since it woke. */
export function contractsInForce (sandboxes: Sandboxes, services: readonly Service[]): WaitFor {
  const sandboxOf = chosenSandbox(sandboxes, services)
  return ({ url = '/', headers }) => {
    const sandbox = sandboxOf(headers, withoutSandbox(url).id)
    return sandbox && comeInForce(sandbox, services)
  }
}
