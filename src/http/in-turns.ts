import { Readable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { answer, json, type Answer } from './answer.ts'

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

/** The same as a reply that goes out as they come. */
export const streamInTurns = (pieces: Iterable<string | Buffer>): Readable => Readable.from(inTurns(pieces))

/** An answer of JSON with a long list in it, which is made in turns of what it was when it was asked for. */
export const listInTurns = (before: string, items: Iterable<object>, after: string): Answer => answer({
  headers: { 'content-type': json },
  async body () {
    const parts = [Buffer.from(before)]
    for await (const item of inTurns(items)) parts.push(Buffer.from(`${parts.length > 1 ? ',' : ''}${JSON.stringify(item)}`))
    return Buffer.concat([...parts, Buffer.from(after)])
  }
})

/** Items made of others, each when its turn comes. */
export function * made<Item, Made> (items: Iterable<Item>, make: (item: Item) => Made): Generator<Made> {
  for (const item of items) yield make(item)
}
