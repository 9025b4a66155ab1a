import type { Item, Tone } from './pictures.ts'

/** What an item is beyond its day, its tone and its words. */
type More = Partial<Pick<Item, 'to' | 'isToCome' | 'request'>>

interface Words { readonly label: string, readonly says: string }

const item = (kind: Item['kind']) => (key: string, tone: Tone, from: string, { label, says }: Words, more: More = {}): Item =>
  ({ kind, key, tone, from, label, says, ...more })

/** From a day until the day before `to`, or on and on. */
export const bar = item('bar')

/** On one day. */
export const mark = item('mark')
