import type { Example } from '../core/example.ts'
import type { Service } from '../http/service.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { ruleNamed } from './rule-modes.ts'

/** An example of a rule in the sandbox as it is. Throws Failure. */
export async function exampleOf (services: readonly Service[], sandbox: Sandbox, written: string): Promise<Example> {
  const id = ruleNamed(services.flatMap(({ examples }) => Object.keys(examples)), written)
  const service = services.find(({ examples }) => Object.hasOwn(examples, id))!
  return service.examples[id]!(await service.scene(sandbox))
}
