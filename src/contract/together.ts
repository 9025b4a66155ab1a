import { agree } from './kinds.ts'
import type { KnownNames } from './known-names.ts'
import type { Sides } from './match-members.ts'
import { haveSameName, isCommon } from './member-names.ts'
import { objectOf, type Member } from './members.ts'
import { compact } from './names.ts'

/** Whether what is in the one object is in the other: it is called the same, or more than this one member is found in both. */
export function areTogether (a: Member, b: Member, { all, taken }: Sides, known: KnownNames): boolean {
  const [from, to] = [objectOf(a), objectOf(b)]
  if (from === to || taken.some(([x, y]) => objectOf(x) === from && objectOf(y) === to)) return true
  const [others, there] = [all.ours, all.official].map((members, side) =>
    members.filter(it => it !== a && it !== b && objectOf(it) === [from, to][side]))
  return others!.some(x => there!.some(y => !isCommon(x) && haveSameName(x, y, known) && agree(x.schema, y.schema)))
}

/**
 * Whether a member that ours has of that name in another object, and that is not found yet, could be the other one as well: it is not where
 * it was, or that other object is no more, so that what was in it may have come to where this one was.
 */
export function isAmbiguous (a: Member, b: Member, { ours, all }: Sides): boolean {
  const others = [...ours].filter(it => it !== a && compact(it.name) === compact(a.name))
  if (others.length === 0) return false
  return objectOf(a) !== objectOf(b) || others.some(it => !all.official.some(other => objectOf(other) === objectOf(it)))
}
