import { likenessOfKinds } from './kinds.ts'
import type { Member } from './members.ts'
import { evidence, likenessOfMembers } from './member-evidence.ts'
import type { KnownNames } from './known-names.ts'

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
    for (const [a, b] of unrivalled(sides, (a, b) => likenessOfKinds(a.schema, b.schema) > 0 && speaks(a, b, sides, known))) {
      take(a, b, confidence, reason)
    }
  }
  return [...matches, ...proposed(sides)]
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

/** The pairs for which something speaks, and for no other pair with one of the two. */
function unrivalled ({ ours, official }: Sides, speaks: (a: Member, b: Member) => boolean): Array<[Member, Member]> {
  const pairs = [...ours].flatMap(a => [...official].filter(b => speaks(a, b)).map((b): [Member, Member] => [a, b]))
  const times = new Map<Member, number>()
  for (const member of pairs.flat()) times.set(member, (times.get(member) ?? 0) + 1)
  return pairs.filter(pair => pair.every(member => times.get(member) === 1))
}

/** What is left, the likeliest first. */
function proposed ({ ours, official }: Sides): MemberMatch[] {
  const pairs = [...ours].flatMap(a => [...official].map(b => ({ a, b, likeness: likenessOfMembers(a, b) })))
    .filter(({ likeness }) => likeness >= 0.35).sort((x, y) => y.likeness - x.likeness)
  const gone = new Set<Member>()
  return pairs.flatMap(({ a, b, likeness }) => {
    if (gone.has(a) || gone.has(b)) return []
    gone.add(a).add(b)
    const confidence = Math.round(Math.min(likeness, 0.75) * 100) / 100
    return [{ ours: a.path, official: b.path, confidence, reason: 'it is the likest of what is left', isUsed: false }]
  })
}
