import type { Example } from '../core/example.ts'
import type { Service } from '../http/service.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { noRule } from './rule-modes.ts'

/** An example of a rule in the sandbox as it is. Throws Failure. */
export async function exampleOf (services: readonly Service[], sandbox: Sandbox, ruleId: string): Promise<Example> {
  const service = services.find(({ examples }) => Object.hasOwn(examples, ruleId))
  if (!service) throw noRule(ruleId, services.flatMap(({ examples }) => Object.keys(examples)))
  return service.examples[ruleId]!(await service.scene(sandbox))
}
