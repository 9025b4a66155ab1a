import { likenessOfKinds } from './kinds.ts'
import type { Member } from './members.ts'
import { evidence, likenessOfMembers } from './member-evidence.ts'
import type { KnownNames } from './known-names.ts'
import { likeliestPairs, unrivalled } from './unrivalled.ts'

export interface MemberMatch {
  /** `enrolments[].programmeLocalId`: a list is matched with a list, and what its items have with what those have. */
  readonly ours: string
  readonly official: string
  /** From 0 to 1. */
  readonly confidence: number
  readonly reason: string
  /** Whether it is gone by; what is doubtful is only proposed. */
  readonly isUsed: boolean
}

/** What a person decided of some members: the official path, or null for one that is not there. By our path. */
export type Decisions = Readonly<Record<string, string | null>>

/** Members that are still to be matched, on both sides, and those that are. */
export interface Sides {
  readonly ours: Set<Member>
  readonly official: Set<Member>
  readonly taken: Array<readonly [Member, Member]>
}

/** The members of one object, or of the items of one list, each with one at most of the other document. */
export function matchMembers (
  ours: readonly Member[], official: readonly Member[], known: KnownNames, decisions: Decisions = {}
): readonly MemberMatch[] {
  const sides: Sides = { ours: new Set(ours), official: new Set(official), taken: [] }
  const matches: MemberMatch[] = []
  const take = (a: Member, b: Member, confidence: number, reason: string): void => {
    sides.ours.delete(a)
    sides.official.delete(b)
    sides.taken.push([a, b])
    matches.push({ ours: a.path, official: b.path, confidence, reason, isUsed: true })
    if (a.items && b.items) matches.push(...matchMembers(a.items, b.items, known, decisions))
  }
  decide(sides, decisions, take)
  for (const { confidence, reason, speaks } of evidence) {
    const speaksFor = (a: Member, b: Member) => likenessOfKinds(a.schema, b.schema) > 0 && speaks(a, b, sides, known)
    for (const [a, b] of unrivalled(sides.ours, sides.official, speaksFor)) take(a, b, confidence, reason)
  }
  const proposed = likeliestPairs(sides.ours, sides.official, likenessOfMembers, 0.35)
  return [...matches, ...proposed.map(({ a, b, confidence }) =>
    ({ ours: a.path, official: b.path, confidence, reason: 'it is the likest of what is left', isUsed: false }))]
}

function decide (sides: Sides, decisions: Decisions, take: (a: Member, b: Member, confidence: number, reason: string) => void): void {
  for (const a of [...sides.ours]) {
    const path = Object.hasOwn(decisions, a.path) ? decisions[a.path] : undefined
    if (path === undefined) continue
    const b = [...sides.official].find(it => it.path === path)
    if (b) take(a, b, 1, 'somebody decided so')
    else if (path === null) sides.ours.delete(a)
  }
}
