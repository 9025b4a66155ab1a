import { Readable } from 'node:stream'
import { inTurns } from '../core/in-turns.ts'
import { answer, json, type Answer } from './answer.ts'

/** Pieces as a reply that goes out as they come. */
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
