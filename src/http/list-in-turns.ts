import { Readable } from 'node:stream'
import { inTurns } from '../core/in-turns.ts'
import { answer, json, type Answer, type ListText } from './answer.ts'

/** Pieces as a reply that goes out as they come. */
export const streamInTurns = (pieces: Iterable<string | Buffer>): Readable => Readable.from(inTurns(pieces))

/** Characters that go out together. */
const blockSize = 65_536

/** A list as it goes out: what fits in one block as a text; what is longer in several, made in turns. */
export function putTogether (list: ListText): string | Promise<Buffer[]> {
  const blocks = inBlocks(list)
  const [first, second] = [blocks.next(), blocks.next()]
  return second.done ? first.value ?? '' : inBuffers(first.value!, second.value, blocks)
}

async function inBuffers (first: string, second: string, others: Iterable<string>): Promise<Buffer[]> {
  const made = [Buffer.from(first), Buffer.from(second)]
  for await (const block of inTurns(others)) made.push(Buffer.from(block))
  return made
}

function * inBlocks ({ before, items, after, between = ',' }: ListText): Generator<string, undefined> {
  let [block, isFirst] = [before, true]
  for (const item of items) {
    if (block.length >= blockSize) {
      yield block
      block = ''
    }
    block += isFirst ? item : between + item
    isFirst = false
  }
  yield block + after
}

/** JSON with a list in it that may be long. */
export const listInTurns = (before: string, items: Iterable<object>, after: string): Answer =>
  answer({ type: json, list: { before, items: made(items, item => JSON.stringify(item)), after } })

/** Items made of others, each when its turn comes. */
export const made = <Item, Made> (items: Iterable<Item>, make: (item: Item) => Made): Iterable<Made> => ({
  * [Symbol.iterator] () { for (const item of items) yield make(item) }
})
