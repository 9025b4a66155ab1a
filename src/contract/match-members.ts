import { finish } from '../core/in-turns.ts'
import { agree } from './kinds.ts'
import type { Member } from './members.ts'
import { evidence, likenessOfMembers, likenessOfShapes } from './member-evidence.ts'
import { haveSamePath } from './member-names.ts'
import type { KnownNames } from './known-names.ts'
import { areTogether, isAmbiguous } from './together.ts'
import { likeliestPairs, unrivalled } from './unrivalled.ts'
import { matchValues, type ValuesMatch } from './values.ts'

export interface MemberMatch {
  /** `enrolments[].programmeLocalId`: a list is matched with a list, and what its items have with what those have. */
  readonly ours: string
  readonly official: string
  /** From 0 to 1. */
  readonly confidence: number
  readonly reason: string
  /** Whether it is gone by; what is doubtful is only proposed. */
  readonly isUsed: boolean
  /** Where both have a table, and not the same: what each value is called. */
  readonly values?: ValuesMatch
}

/** What a person decided of some members. */
export interface Decisions {
  /** By our path: the official one, or null for what is not there. */
  readonly matches: Readonly<Record<string, string | null>>
  /** Official paths of what is none of ours. */
  readonly news: ReadonlySet<string>
}

export const noDecisions: Decisions = { matches: {}, news: new Set() }

/** Members that are still to be matched, on both sides, and those that are. */
export interface Sides {
  readonly all: { readonly ours: readonly Member[], readonly official: readonly Member[] }
  readonly ours: Set<Member>
  readonly official: Set<Member>
  readonly taken: Array<readonly [Member, Member]>
}

/** The members of one object, or of the items of one list, each with one at most of the other document. */
export const matchMembers = (...members: Parameters<typeof matchingMembers>): readonly MemberMatch[] => finish(matchingMembers(...members))

/** The same in steps. */
export function * matchingMembers (
  ours: readonly Member[], official: readonly Member[], known: KnownNames, decisions: Decisions = noDecisions
): Generator<void, readonly MemberMatch[]> {
  const sides: Sides = { all: { ours, official }, ours: new Set(ours), official: new Set(official), taken: [] }
  const matches: MemberMatch[] = []
  function * take (a: Member, b: Member, confidence: number, reason: string): Generator<void> {
    sides.ours.delete(a)
    sides.official.delete(b)
    sides.taken.push([a, b])
    const values = matchValues(a.schema, b.schema)
    matches.push({ ours: a.path, official: b.path, confidence, reason, isUsed: true, ...values && { values } })
    if (a.items && b.items) matches.push(...yield * matchingMembers(a.items, b.items, known, decisions))
  }
  for (const [a, b] of decidedIn(sides, decisions)) yield * take(a, b, 1, 'somebody decided so')
  for (const { confidence, reason, anywhere, speaks } of evidence) {
    const speaksFor = (a: Member, b: Member) => speaks(a, b, sides, known) && agree(a.schema, b.schema) &&
      (anywhere === true || (areTogether(a, b, sides, known) && !isAmbiguous(a, b, sides)))
    for (const [a, b] of yield * unrivalled(sides.ours, sides.official, speaksFor)) yield * take(a, b, confidence, reason)
  }
  return [...matches, ...yield * proposalsOf(sides)]
}

/** What has the same name and is of another kind can be something else, or the same, and what is proposed of it is not gone by. */
function * proposalsOf ({ ours, official }: Sides): Generator<void, MemberMatch[]> {
  const otherwise = yield * unrivalled(ours, official, haveSamePath)
  for (const [a, b] of otherwise) {
    ours.delete(a)
    official.delete(b)
  }
  const likeliest = yield * likeliestPairs(ours, official, likenessOfMembers, 0.35)
  for (const { a, b } of likeliest) {
    ours.delete(a)
    official.delete(b)
  }
  // Nothing speaks for these; but what nobody is asked of would be lost in silence.
  const left = yield * likeliestPairs(ours, official, (a, b) => agree(a.schema, b.schema) ? likenessOfShapes(a, b) : 0, 0.01)
  return [
    ...otherwise.map(([a, b]) => ({ a, b, confidence: 0.75, reason: 'it has the same name, but is of another kind' })),
    ...likeliest.map(it => ({ ...it, reason: 'it is the closest of what is left' })),
    ...left.map(it => ({ ...it, reason: 'it is of the same kind, and is nothing else' }))
  ].map(({ a, b, confidence, reason }) => ({ ours: a.path, official: b.path, confidence, reason, isUsed: false }))
}

/** The pairs that somebody decided; what is to be in none is left out of what is still to be matched. */
function * decidedIn (sides: Sides, { matches, news }: Decisions): Generator<readonly [Member, Member]> {
  for (const b of [...sides.official]) if (news.has(b.path)) sides.official.delete(b)
  for (const a of [...sides.ours]) {
    const path = Object.hasOwn(matches, a.path) ? matches[a.path] : undefined
    if (path === undefined) continue
    const b = [...sides.official].find(it => it.path === path)
    if (b) yield [a, b]
    else if (path === null) sides.ours.delete(a)
  }
}
