import { compact } from './names.ts'
import type { MemberMatch } from './match-members.ts'

/** Which names stand for which elsewhere in the same document. */
export interface KnownNames {
  /** Whether the two are the same elsewhere, and neither is anything else. */
  areSame (ours: string, official: string): boolean
  /** Whether one of the two is something else elsewhere. */
  areOthers (ours: string, official: string): boolean
}

export const noNames: KnownNames = { areSame: () => false, areOthers: () => false }

/** What was learnt of names by matches that are used. */
export function namesOf (matches: readonly MemberMatch[]): KnownNames {
  const [forward, back] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()]
  for (const { ours, official, isUsed } of matches) {
    if (!isUsed) continue
    const [a, b] = [lastOf(ours), lastOf(official)]
    add(forward, a, b)
    add(back, b, a)
  }
  const isOnly = (names: Set<string> | undefined, name: string) => names?.size === 1 && names.has(name)
  return {
    areSame: (ours, official) =>
      isOnly(forward.get(compact(ours)), compact(official)) && isOnly(back.get(compact(official)), compact(ours)),
    areOthers: (ours, official) => {
      const [there, here] = [forward.get(compact(ours)), back.get(compact(official))]
      return (there !== undefined && !there.has(compact(official))) || (here !== undefined && !here.has(compact(ours)))
    }
  }
}

const lastOf = (path: string): string => compact(path.replaceAll('[]', '').split('.').at(-1)!)

function add (names: Map<string, Set<string>>, name: string, other: string): void {
  const others = names.get(name)
  if (others) others.add(other)
  else names.set(name, new Set([other]))
}
