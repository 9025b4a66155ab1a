import { Readable } from 'node:stream'
import { inTurns } from '../core/in-turns.ts'
import { answer, json, type Answer } from './answer.ts'

/** Pieces as a reply that goes out as they come. */
export const streamInTurns = (pieces: Iterable<string | Buffer>): Readable => Readable.from(inTurns(pieces))

/** Characters that go out together. */
const blockSize = 65_536

function * inBlocks (pieces: Iterable<string>): Generator<string> {
  let block = ''
  for (const piece of pieces) {
    block += piece
    if (block.length < blockSize) continue
    yield block
    block = ''
  }
  yield block
}

/** An answer whose text is made in turns, of what there was when it was asked for. */
export const textInTurns = (type: string, pieces: Iterable<string>, more: Pick<Answer, 'status' | 'headers'> = {}): Answer => answer({
  ...more,
  type,
  async parts () {
    const parts: Buffer[] = []
    for await (const block of inTurns(inBlocks(pieces))) parts.push(Buffer.from(block))
    return parts
  }
})

/** The same of JSON with a long list in it. */
export const listInTurns = (before: string, items: Iterable<object>, after: string): Answer =>
  textInTurns(json, withCommas(before, made(items, item => JSON.stringify(item)), after))

/** Texts with commas between and something around. */
export function * withCommas (before: string, texts: Iterable<string>, after: string): Generator<string> {
  yield before
  let isFirst = true
  for (const text of texts) {
    yield isFirst ? text : `,${text}`
    isFirst = false
  }
  yield after
}

/** Items made of others, each when its turn comes. */
export function * made<Item, Made> (items: Iterable<Item>, make: (item: Item) => Made): Generator<Made> {
  for (const item of items) yield make(item)
}
