import { distance } from 'fastest-levenshtein'
import { isLike } from './wildcards.ts'

/** How far it is from a path to one that is served, by whole parts: the beginning may be forgotten, or another, as a base URL often is. */

/** What it costs to put in or leave out a part: one before all that both have in common, another one, or an id that was forgotten. */
const [outside, inside, forgotten] = [0.3, 0.9, 0.6]
const [parameter, otherVersion, fewerWords] = [0.2, 0.3, 0.4]

/** What is named last is what a request is about, such as `visits`; with another it is another thing. */
const otherThing = 1.2

/** What it counts for that a name at the beginning is the same: it says where somebody is. */
const begunAlike = 0.7

/** So much of a name may be mistyped, and it is still that one. */
const slip = 0.25

/** Of a path that is like none that is served, nobody looks at more. */
const mostParts = 20
const longest = 100

/** The parts of a path, whatever slashes are between them. */
export const partsOf = (path: string): string[] => path.split('/').filter(part => part !== '')

export const isParameter = (part: string): boolean => /^(?::|\{.*\}$)/.test(part)

export const isVersion = (part: string): boolean => /^v\d+(?:\.\d+)*$/i.test(part)

const writtenParts = (path: string): string[] =>
  path.toLowerCase().replace(/^\//, '').split('/').slice(0, mostParts).map(part => part.slice(0, longest))

/** Names that any of a template may be meant by in a path; anything may be an id, and many have a version. */
export function sharedNames (template: string, path: string): string[] {
  const names = partsOf(template.toLowerCase()).filter(part => !isParameter(part) && !isVersion(part))
  const written = writtenParts(path)
  return names.filter(name => written.some(it => hasWildcard(it) ? /[^*]/.test(it) && isLike(name, it) : partsApart(name, it) < 1))
}

/** Measures templates, such as `/learners/:learnerLocalId`, against a path: 0 is the same. In what is written, `*` stands for anything. */
export function distanceFrom (path: string): (template: string) => number {
  const written = writtenParts(path)
  const known = new Map<string, number>()
  const apart = (part: string, n: number): number => {
    const key = `${n} ${part}`
    if (!known.has(key)) known.set(key, partsApart(part, written[n]!))
    return known.get(key)!
  }
  return template => {
    const parts = partsOf(template.toLowerCase())
    const off = alignment(parts, written, apart) + (isOfSameThing(parts, written, apart) ? 0 : otherThing)
    return off - begunAlike * alikeAtFirst(parts, written, apart)
  }
}

type Apart = (part: string, n: number) => number

/** How many names are the same, but for a slip, from the beginning on. */
function alikeAtFirst (template: readonly string[], written: readonly string[], apart: Apart): number {
  const other = template.findIndex((part, n) => n >= written.length || apart(part, n) > slip)
  return template.slice(0, other < 0 ? template.length : other).filter(part => !isParameter(part)).length
}

/** Whether the last part that is no parameter stands as far from the end in what is written. */
function isOfSameThing (template: readonly string[], written: readonly string[], apart: Apart): boolean {
  const last = template.findLastIndex(part => !isParameter(part))
  const n = written.length - template.length + last
  return last < 0 || (n >= 0 && apart(template[last]!, n) < 1)
}

/** The least that it costs to make one list of parts of another, part by part. */
function alignment (template: readonly string[], written: readonly string[], apart: Apart): number {
  let row = [0, ...written.map((_, n) => (n + 1) * inside)]
  template.forEach((part, m) => {
    const without = isParameter(part) ? forgotten : inside
    const next = [row[0]! + without]
    written.forEach((it, n) => {
      const off = apart(part, n)
      // Many have a version in common: it alone does not say that what was before it is another beginning.
      const beginsAlike = off < 1 && !isParameter(part) && !hasWildcard(it) && !(n > 0 && isVersion(part))
      const before = beginsAlike ? Math.min(row[n]!, (m + n) * outside) : row[n]!
      next.push(Math.min(before + off, row[n + 1]! + (hasWildcard(it) ? outside : without), next[n]! + inside))
    })
    row = next
  })
  return row.at(-1)!
}

const hasWildcard = (part: string): boolean => part.includes('*')

/** Less than 1 for two parts of which one may be meant by the other. */
function partsApart (part: string, written: string): number {
  if (part === written) return 0
  if (isParameter(part) || hasWildcard(written)) return parameter
  if (isVersion(part) && isVersion(written)) return otherVersion
  const share = distance(part, written) / Math.max(part.length, written.length)
  if (share <= 0.5) return share
  return isOfWordsIn(part, written) || isOfWordsIn(written, part) ? fewerWords : 1 + share
}

/** `token` of `access_token`: who guesses a path often knows a word of it. */
const isOfWordsIn = (name: string, longer: string): boolean =>
  name.split(/[_-]/).every(word => word.length > 3 && longer.split(/[_-]/).includes(word))
