import { isTelling, likenessOfKinds, overlapOf } from './kinds.ts'
import type { KnownNames } from './known-names.ts'
import type { Sides } from './match-members.ts'
import { fullWords, haveSamePath, isCommon, titleOf } from './member-names.ts'
import { allOf, objectOf, type Member } from './members.ts'
import { compact, isPartOf, sameWords, shareOf, wordsOf } from './names.ts'
import { isAmbiguous } from './together.ts'

/** What can speak for two members being the same. It is gone by where it speaks for this pair alone. */
export interface Evidence {
  readonly confidence: number
  readonly reason: string
  /** Whether it says by itself where a member is; else something has to say that the one object is the other. */
  readonly anywhere?: true
  speaks (ours: Member, official: Member, sides: Sides, known: KnownNames): boolean
}

/** Whether no other member that is left could be either of the two. */
const isOnlyPair = (a: Member, b: Member, { ours, official }: Sides): boolean =>
  [...ours].every(it => it === a || likenessOfKinds(it.schema, b.schema) === 0) &&
  [...official].every(it => it === b || likenessOfKinds(a.schema, it.schema) === 0)

/** Of two lists, how many of the names in their items are the same. */
function likenessOfItems (a: Member, b: Member): number {
  const [one, other] = [allOf(a.items ?? []), allOf(b.items ?? [])].map(list => list.map(({ name }) => compact(name)))
  return shareOf(one!, other!)
}

/** From the strongest to the weakest; each is asked of what those before it have left. */
export const evidence: readonly Evidence[] = [
  {
    confidence: 0.99,
    reason: 'it has the same name',
    anywhere: true,
    speaks: (a, b, sides) => haveSamePath(a, b) && !isAmbiguous(a, b, sides)
  },
  {
    confidence: 0.97,
    reason: 'it has the same name, in another object',
    speaks: (a, b) => !isCommon(a) && compact(a.name) === compact(b.name)
  },
  {
    confidence: 0.95,
    reason: 'it has the same name, in the same object as others',
    speaks: (a, b) => compact(a.name) === compact(b.name)
  },
  {
    confidence: 0.93,
    reason: 'its name has the same words',
    speaks: (a, b) => !isCommon(a) && sameWords(wordsOf(a.name), wordsOf(b.name))
  },
  { confidence: 0.92, reason: 'its name and the object have the same words', anywhere: true, speaks: haveSameWords },
  {
    confidence: 0.9,
    reason: 'it is called so elsewhere',
    speaks: (a, b, _, known) => !isCommon(b) && known.areSame(a.name, b.name)
  },
  { confidence: 0.9, reason: 'what is said of it begins with our name', speaks: (a, b) => sameWords(wordsOf(a.name), titleOf(b)) },
  { confidence: 0.88, reason: 'it has the same table of codes', speaks: haveSameTable },
  {
    confidence: 0.85,
    reason: 'its items have the same members',
    speaks: (a, b) => a.items !== undefined && b.items !== undefined && a.items.length > 1 && likenessOfItems(a, b) >= 0.6
  },
  {
    confidence: 0.8,
    reason: 'it is the only one of its kind',
    anywhere: true,
    speaks: (a, b, sides, known) => isOnlyOfKind(a, b, sides) && !known.areOthers(a.name, b.name)
  },
  {
    confidence: 0.8,
    reason: 'its name is a part of ours, and nothing else is left that it could be',
    anywhere: true,
    speaks: (a, b, sides, known) => a.isRequired && b.isRequired &&
      isPartOf(wordsOf(b.name), wordsOf(a.name)) && isOnlyPair(a, b, sides) && !known.areOthers(a.name, b.name)
  }
]

function haveSameWords (a: Member, b: Member): boolean {
  if (a.names.length === b.names.length && a.names.length < 2) return false
  return sameWords(fullWords(a), fullWords(b))
}

function haveSameTable (a: Member, b: Member): boolean {
  return (a.schema.enum?.length ?? 0) >= 3 && (b.schema.enum?.length ?? 0) >= 3 && overlapOf(a.schema, b.schema) >= 0.75
}

/** What may be left out may be gone as well, and something new in its place. */
const isOnlyOfKind = (a: Member, b: Member, sides: Sides): boolean => a.isRequired && b.isRequired &&
  isTelling(a.schema) && likenessOfKinds(a.schema, b.schema) === 1 && isOnlyPair(a, b, sides)

/** From 0 to 1, for what is only proposed. */
export function likenessOfMembers (a: Member, b: Member): number {
  const kinds = likenessOfKinds(a.schema, b.schema)
  if (kinds === 0) return compact(a.name) === compact(b.name) ? 0.5 : 0
  const own = wordsOf(a.name)
  const names = Math.max(shareOf(own, wordsOf(b.name)), shareOf(fullWords(a), fullWords(b)), shareOf(own, titleOf(b)))
  const tables = overlapOf(a.schema, b.schema)
  return 0.6 * Math.max(names, tables) + 0.2 * kinds + (isTelling(a.schema) && kinds === 1 ? 0.2 : 0)
}

/** From 0 to 0.3, for what is called otherwise altogether: by what else is said of it, and by whether it stands in the same object. */
export function likenessOfShapes (a: Member, b: Member): number {
  const same = [
    likenessOfKinds(a.schema, b.schema) === 1,
    a.isRequired === b.isRequired,
    a.schema.maxLength === b.schema.maxLength,
    a.schema.format === b.schema.format,
    a.names.length === b.names.length,
    objectOf(a) === objectOf(b)
  ]
  return 0.05 * same.filter(Boolean).length
}
