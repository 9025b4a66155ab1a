import { setImmediate as nextTurn } from 'node:timers/promises'

/** So long, in milliseconds, one request is worked for before others have their turn. */
const turn = 5

/** Pieces that take long together, so that others have their turn in between. What they are made of may change meanwhile. */
export async function * inTurns<Piece> (pieces: Iterable<Piece>): AsyncGenerator<Piece> {
  let began = performance.now()
  for (const piece of pieces) {
    yield piece
    if (performance.now() - began < turn) continue
    await nextTurn()
    began = performance.now()
  }
}

/** Does work that is made of steps to its end, so that others have their turn between them. Nobody else may see what it works at. */
export async function finishInTurns<Result> (work: Generator<void, Result>): Promise<Result> {
  let began = performance.now()
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
    if (performance.now() - began < turn) continue
    await nextTurn()
    began = performance.now()
  }
}

/** The same at one go. */
export function finish<Result> (work: Generator<void, Result>): Result {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}
