import { Failure } from '../core/errors.ts'
import { finishInTurns } from '../core/in-turns.ts'
import { perSandbox } from './live.ts'
import type { Sandbox } from './sandbox.ts'

/**
 * Work that takes many turns and has its sandbox to itself: a thousand things that fall due by one move of the clock, a list of ten
 * thousand records. Other sandboxes have their turn meanwhile, and nobody sees half of a change, or of what was there before it.
 */

interface Held {
  until: Promise<void> | undefined
  /** What is read by and by is refused with this from now on. */
  refusal: Failure | undefined
}

const held = perSandbox('work that has it to itself', (): Held => ({ until: undefined, refusal: undefined }), {
  isBusy: ({ until }) => until !== undefined,
  close (its) { its.refusal = wasClosed() }
})

/** Of a sandbox that went while a request to it was under way: whoever deletes one waits for that, but not for ever. */
export const wasClosed = (): Failure => new Failure('unavailable',
  'The sandbox was deleted or closed while this request was under way. Send the request again, or, if it was deleted, to another sandbox.')

/** What has to be over before anything else is done in a sandbox; undefined for nothing. */
export const untilFree = (sandbox: Sandbox): Promise<void> | undefined => held(sandbox).until

/** Does work in turns; the requests to the sandbox wait until it is done. */
export const aloneInTurns = <Result>(sandbox: Sandbox, work: Generator<void, Result>): Promise<Result> =>
  waitedFor(held(sandbox), finishInTurns(work))

/**
 * The same of work that only reads, or whose last step alone changes anything. It ends at once with its sandbox, where the server cannot
 * wait any longer, or where `goOn`, which comes before each step, throws. Throws Failure.
 */
export function aloneUnlessClosed<Result> (sandbox: Sandbox, work: Generator<void, Result>, goOn = (): void => {}): Promise<Result> {
  const its = held(sandbox)
  return waitedFor(its, finishInTurns(unlessRefused(its, work, goOn)))
}

/** Has what follows upon such work belong to it, so that nothing comes in between. */
export function stayAlone (sandbox: Sandbox, more: Promise<unknown>): void {
  const its = held(sandbox)
  if (its.until) waitedFor(its, more).catch(() => {})
}

/** Refuses what is read by and by, and what is still to be. */
export const refuseReading = (sandbox: Sandbox, refusal: Failure): void => { held(sandbox).refusal = refusal }

function waitedFor<Result> (its: Held, result: Promise<Result>): Promise<Result> {
  const over = (): void => { if (its.until === until) its.until = undefined }
  const until: Promise<void> = its.until = result.then(over, over)
  return result
}

function * unlessRefused<Result> (its: Held, work: Generator<void, Result>, goOn: () => void): Generator<void, Result> {
  try {
    for (;;) {
      if (its.refusal) throw its.refusal
      goOn()
      const { done, value } = work.next()
      if (done) return value
      yield
    }
  } finally {
    // What it has open is closed.
    work.return(undefined as never)
  }
}
