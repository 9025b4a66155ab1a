import type { ListText } from '../../http/answer.ts'
import { made } from '../../http/list-in-turns.ts'
import type { Shapes } from './shapes.ts'

/**
 * JSON with a list in it, with the contract's names: around its items at once, and each item when its turn comes. `translate` gives them to
 * a whole reply. Where the contract spreads a list over several places, all is done at one go.
 */
export function listUnder (shapes: Shapes, translate: (reply: unknown) => unknown, list: ListText): ListText {
  const { before, items, after } = list
  const rename = shapes.renaming()
  if (rename) return { before: rename(before), items: made(items, rename), after: rename(after) }
  const reply = (text: string) => translate(JSON.parse(before + text + after))
  const place = shapes.listInReply()
  if (!place) return { before: JSON.stringify(reply([...items].join())), items: [], after: '' }
  const [start, end] = around(reply(''), place)
  return { before: start, items: made(items, item => JSON.stringify(listAt(reply(item), place)[0])), after: end }
}

/** A text that no reply has. */
const mark = '\0'

/** The texts on both sides of what an empty list is to have. */
function around (reply: unknown, place: readonly string[]): readonly [string, string] {
  listAt(reply, place).push(mark)
  const [start = '', end = ''] = JSON.stringify(reply).split(JSON.stringify(mark))
  return [start, end]
}

const listAt = (reply: unknown, place: readonly string[]): unknown[] =>
  place.reduce((value, step) => (value as Record<string, unknown>)[step], reply) as unknown[]
