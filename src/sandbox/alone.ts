import { finishInTurns } from '../core/in-turns.ts'
import { perSandbox } from './live.ts'
import type { Sandbox } from './sandbox.ts'

/**
 * Work that takes many turns and has its sandbox to itself: a thousand things that fall due by one move of the clock, a list of ten
 * thousand records. Other sandboxes have their turn meanwhile, and nobody sees half of a change, or of what was there before it.
 */

interface Held { until: Promise<void> | undefined }

const held = perSandbox('work that has it to itself', (): Held => ({ until: undefined }), { isBusy: ({ until }) => until !== undefined })

/** What has to be over before anything else is done in a sandbox; undefined for nothing. */
export const untilFree = (sandbox: Sandbox): Promise<void> | undefined => held(sandbox).until

/** Does work in turns; the requests to the sandbox wait until it is done. */
export function aloneInTurns<Result> (sandbox: Sandbox, work: Generator<void, Result>): Promise<Result> {
  const its = held(sandbox)
  const over = (): void => { its.until = undefined }
  const result = finishInTurns(work)
  its.until = result.then(over, over)
  return result
}
