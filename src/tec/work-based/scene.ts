import { sceneOn } from '../../core/example.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { callerForExamples, nextNumber, studentOf, tokensThatFail, type CallerScene } from '../scene.ts'

/** The sandbox as it is: on its day, for its first organisation, with ids that are free. */
export async function workBasedScene (sandbox: Sandbox): Promise<CallerScene> {
  const caller = callerForExamples(sandbox)
  const number = nextNumber(sandbox, caller)
  return {
    ...sceneOn(sandbox.clock.today(), number),
    number: studentOf(number),
    ...caller,
    ...await tokensThatFail(sandbox, caller)
  }
}
