import type { Example } from '../core/example.ts'
import { Failure } from '../core/errors.ts'
import { quoted } from '../core/words.ts'
import type { Service } from '../http/service.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

/** An example of a rule in the sandbox as it is. Throws Failure. */
export async function exampleOf (services: readonly Service[], sandbox: Sandbox, ruleId: string): Promise<Example> {
  const service = services.find(({ examples }) => Object.hasOwn(examples, ruleId))
  if (!service) throw new Failure('not-found', `No rule ${quoted(ruleId)} exists. GET /__admin/rules lists them.`)
  return service.examples[ruleId]!(await service.scene(sandbox))
}
