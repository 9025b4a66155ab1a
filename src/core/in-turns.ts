/** So long, in milliseconds, one request is worked for before others have their turn. */
const turn = 5

const waiting: Array<() => void> = []

/**
 * Waits until whatever else has come is done, and then for those that wait as well: one of them goes on in each turn of the event loop.
 * Ten that each worked a little would have everybody wait for all ten.
 */
export const nextTurn = (): Promise<void> => new Promise(resolve => {
  // What is done upon a request is followed by the first of these before anybody else is heard, and by the second after that.
  if (waiting.push(resolve) === 1) setImmediate(() => setImmediate(goOn))
})

function goOn (): void {
  waiting.shift()!()
  if (waiting.length > 0) setImmediate(goOn)
}

/**
 * Pieces that take long together, so that others have their turn in between; who comes while others wait goes behind them. What they are
 * made of may change meanwhile.
 */
export async function * inTurns<Piece> (pieces: Iterable<Piece>): AsyncGenerator<Piece> {
  if (waiting.length > 0) await nextTurn()
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
  if (waiting.length > 0) await nextTurn()
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
