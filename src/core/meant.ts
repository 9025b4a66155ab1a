import { distance } from 'fastest-levenshtein'
import { alike, verbs } from './same-words.ts'
import { cut } from './words.ts'

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** Whether two names differ only in their case, or in what is between their words. */
export const isSameName = (name: string, other: string): boolean => plain(name) === plain(other)

const mostNamed = 3

/** Which of some names one that is none of them probably stands for, the likeliest first; none where nothing is near. */
export function meantBy (names: readonly string[], written: string): string[] {
  const name = plain(written.slice(0, 100))
  if (name.length < 2) return []
  // What begins more than one stands for none.
  const begun = name.length < 3 ? [] : names.filter(it => plain(it).startsWith(name))
  const isBegun = (it: string) => begun.length === 1 && begun[0] === it
  return names
    .map(it => ({ it, off: Math.min(offBy(plain(it), name), doSame(it, written) ? 0.15 : isBegun(it) ? 0.3 : far) }))
    .filter(({ off }) => off < far)
    .sort((a, b) => a.off - b.off)
    .slice(0, mostNamed)
    .map(({ it }) => it)
}

/** What a refusal asks of a name that is none of some, to be read after a sentence; empty where none is near. */
export function didYouMean (names: readonly string[], written: string): string {
  // A number is not misspelt: it is another one.
  const [nearest] = /\p{L}/u.test(written) ? meantBy(names, written) : []
  return nearest === undefined ? '' : ` Did you mean ${cut(nearest)}?`
}

const far = 1

/** How far a name is from one that is written: 0 for the same, `far` and more for what it hardly stands for. */
function offBy (name: string, written: string): number {
  if (name === written) return 0
  if (withoutLocal(name) === withoutLocal(written)) return 0.1
  if (alike.some(words => words.includes(name) && words.includes(written))) return 0.1
  const slips = slipsBetween(name, written)
  const mostSlips = Math.max(1, Math.round(written.length / 3.5))
  if (slips <= mostSlips && written.length > 2) return 0.2 + slips / (10 * mostSlips)
  const [shorter, longer] = name.length < written.length ? [name, written] : [written, name]
  // A name within another says more the more of it there is.
  const isBegun = written.length === 3 && name.startsWith(written)
  if (isBegun || (shorter.length >= 4 && longer.includes(shorter))) return 0.4 + (longer.length - shorter.length) / (2 * longer.length)
  return far
}

/** Whether two names of operations, `CreateVisit` and `RecordVisit`, say with another verb the same of the same thing. */
function doSame (name: string, written: string): boolean {
  const [[verb, thing], [other, ofOther]] = [verbAndThing(name), verbAndThing(written)]
  return thing !== undefined && thing === ofOther && verbs.some(words => words.includes(verb!) && words.includes(other!))
}

const verbAndThing = (name: string): string[] => /^([A-Z]?[a-z]+)([A-Z]\w*)$/.exec(name)?.slice(1).map(it => it.toLowerCase()) ?? []

/** An id of a client's own is a local id to some, and an id to others. */
const withoutLocal = (name: string): string => name.replace(/local(?=id$)/, '')

/** Two letters that changed places are one slip. */
function slipsBetween (name: string, written: string): number {
  const off = distance(name, written)
  return off === 2 && sorted(name) === sorted(written) ? 1 : off
}

const sorted = (text: string): string => [...text].sort().join('')
