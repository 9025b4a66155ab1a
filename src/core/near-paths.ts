import { distance } from 'fastest-levenshtein'

/** How far it is from a path to one that is served, by whole parts: the beginning may be forgotten, or another, as a base URL often is. */

/** What it costs to put in or leave out a part: one before all that both have in common, or another one. */
const [outside, inside] = [0.3, 0.9]
const [parameter, otherVersion] = [0.2, 0.3]

/** Of a path that is like none that is served, nobody looks at more. */
const mostParts = 20
const longest = 100

/** The parts of a path, whatever slashes are between them. */
export const partsOf = (path: string): string[] => path.split('/').filter(part => part !== '')

export const isParameter = (part: string): boolean => /^(?::|\{.*\}$)/.test(part)

export const isVersion = (part: string): boolean => /^v\d+(?:\.\d+)*$/i.test(part)

/** Measures templates, such as `/learners/:learnerLocalId`, against a path: 0 is the same. In what is written, `*` stands for anything. */
export function distanceFrom (path: string): (template: string) => number {
  const written = path.toLowerCase().replace(/^\//, '').split('/').slice(0, mostParts).map(part => part.slice(0, longest))
  const known = new Map<string, number>()
  const apart = (part: string, n: number): number => {
    const key = `${n} ${part}`
    if (!known.has(key)) known.set(key, partsApart(part, written[n]!))
    return known.get(key)!
  }
  return template => alignment(partsOf(template.toLowerCase()), written, apart)
}

/** The least that it costs to make one list of parts of another, part by part. */
function alignment (template: readonly string[], written: readonly string[], apart: (part: string, n: number) => number): number {
  let row = [0, ...written.map((_, n) => (n + 1) * inside)]
  template.forEach((part, m) => {
    const next = [(m + 1) * inside]
    written.forEach((it, n) => {
      const off = apart(part, n)
      const beginsAlike = off < 1 && !isParameter(part) && !hasWildcard(it)
      const before = beginsAlike ? Math.min(row[n]!, (m + n) * outside) : row[n]!
      next.push(Math.min(before + off, row[n + 1]! + (hasWildcard(it) ? outside : inside), next[n]! + inside))
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
  return share <= 0.5 ? share : 1 + share
}
