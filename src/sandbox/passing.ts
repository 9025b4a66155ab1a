import { finishInTurns } from '../core/in-turns.ts'
import { perSandbox } from './live.ts'
import type { Sandbox } from './sandbox.ts'

/** Time that passes in a sandbox: thousands of things may fall due by one move of its clock, and others have their turn meanwhile. */

interface Passing { until: Promise<void> | undefined }

const passing = perSandbox('time that passes', (): Passing => ({ until: undefined }), { isBusy: ({ until }) => until !== undefined })

/** What has to be over before anything else is done in a sandbox, so that nobody sees half of what falls due; undefined for nothing. */
export const timePassing = (sandbox: Sandbox): Promise<void> | undefined => passing(sandbox).until

/** Lets time pass in turns; the requests to the sandbox wait until it has. */
export function passInTurns<Result> (sandbox: Sandbox, work: Generator<void, Result>): Promise<Result> {
  const held = passing(sandbox)
  const over = (): void => { held.until = undefined }
  const result = finishInTurns(work)
  held.until = result.then(over, over)
  return result
}
