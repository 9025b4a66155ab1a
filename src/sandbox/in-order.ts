import type { Entry } from './journal.ts'
import { differencesFrom, type Match } from './matching.ts'
import { bodyKey } from './same-body.ts'

/** One of several requests in order: what it is to be like, and whether it is to have the body of the one before. */
export interface Step extends Match {
  readonly sameBody?: boolean
}

/** The first entries that match steps, one after another; as many as there are. */
export function inOrder (entries: readonly Entry[], steps: readonly Step[]): Entry[] {
  const found: Entry[] = []
  for (const chain of chainsOf(steps)) {
    const after = found.length === 0 ? entries : entries.slice(entries.indexOf(found.at(-1)!) + 1)
    const links = firstLike(after, chain)
    found.push(...links)
    if (links.length < chain.length) break
  }
  return found
}

/** What the request is to be like that is missing behind those that were found. */
export function missingBehind (found: readonly Entry[], steps: readonly Step[]): Match | undefined {
  const { sameBody = false, ...match } = steps[found.length] ?? {}
  if (found.length === steps.length) return undefined
  return sameBody ? { ...match, sameBodyAs: found.at(-1)! } : match
}

/** Steps in lists of those that have one body. */
function chainsOf (steps: readonly Step[]): Match[][] {
  const chains: Match[][] = []
  for (const { sameBody = false, ...match } of steps) {
    if (sameBody) chains.at(-1)!.push(match)
    else chains.push([match])
  }
  return chains
}

/** The first entries that are like a chain, whichever body that is of; where none has all of it, those that have the most. */
function firstLike (entries: readonly Entry[], chain: readonly Match[]): Entry[] {
  const begun = new Map<string, Entry[]>()
  let longest: Entry[] = []
  for (const entry of entries) {
    const key = chain.length === 1 ? '' : bodyKey(entry)
    const links = begun.get(key) ?? []
    if (differencesFrom(entry, chain[links.length]!).length > 0) continue
    begun.set(key, [...links, entry])
    if (links.length + 1 > longest.length) longest = begun.get(key)!
    if (longest.length === chain.length) break
  }
  return longest
}
