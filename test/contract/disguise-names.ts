import type { Chance } from './chance.ts'

const compact = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

export const partsOf = (name: string): string[] => name.split(/(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+/).map(it => it.toLowerCase()).filter(Boolean)

type Spelling = (parts: readonly string[]) => string

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

const spellings: readonly Spelling[] = [
  parts => parts.map((it, index) => index === 0 ? it : capital(it)).join(''),
  parts => parts.map(capital).join(''),
  parts => parts.join('_'),
  parts => parts.join('-')
]

const synonyms = new Map(('local provider, agreement contract, date day, reason cause, learner student, programme course, number index, ' +
  'token ticket, start begin, end finish, status condition, enrolment registration, content payload, code key, visit meeting')
  .split(', ').map(pair => pair.split(' ') as [string, string]))

/** How a document that is made up calls what ours calls otherwise. */
export interface Naming {
  /** The same name is called the same throughout, but now and then. */
  member (name: string): string
  /** A name that none of ours is. */
  fresh (like?: string): string
  spell: Spelling
}

const freshParts = ('external reference, submitted by, source system, effective date, record version, last updated, approval date, ' +
  'is verified, audit note, correlation key, region, channel, review outcome code').split(', ').map(it => it.split(' '))

/** `taken` is every name that ours has anywhere: none of them is given to anything else. */
export function namingOf (chance: Chance, taken: readonly string[]): Naming {
  const spell = chance.of(spellings)
  const strangeness = chance.of([0, 0.1, 0.3])
  const wordiness = chance.of([0, 0.2, 0.5])
  const used = new Set(taken.map(compact))
  const known = new Map<string, string>()
  const free = (parts: readonly string[]): string => {
    let name = spell(parts)
    for (let count = 2; used.has(compact(name)); count += 1) name = spell([...parts, String(count)])
    used.add(compact(name))
    return name
  }
  const invent = (name: string): string => {
    const parts = partsOf(name)
    if (chance.is(strangeness)) return free([chance.of(['fld', 'x', 'attr', 'el']) + String(chance.below(900) + 100)])
    if (!chance.is(wordiness)) return spell(parts)
    return chance.of([
      () => parts.length > 1 ? free([parts.at(-1)!, 'of', ...parts.slice(0, -1)]) : spell(parts),
      () => free(parts.map(it => synonyms.get(it) ?? it)),
      () => parts.length > 2 ? free(parts.slice(1)) : free([...parts, 'value']),
      () => free(['the', ...parts])
    ])()
  }
  return {
    spell,
    fresh: like => free(like === undefined || chance.is(0.6)
      ? chance.of(freshParts)
      : chance.of([['previous', ...partsOf(like)], [...partsOf(like), 'text'], ['original', ...partsOf(like)]])),
    member: name => {
      if (chance.is(0.03)) return invent(name)
      if (!known.has(name)) known.set(name, invent(name))
      return known.get(name)!
    }
  }
}

/** Every name as ours has it; new ones are spelled as ours. */
export const sameNames = (chance: Chance): Naming => {
  let count = 0
  const [spell] = spellings
  return { spell: spell!, member: name => name, fresh: () => spell!([...chance.of(freshParts), String(count += 1)]) }
}
