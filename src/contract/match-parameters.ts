import { finish } from '../core/in-turns.ts'
import type { KnownNames } from './known-names.ts'
import { matchingMembers, noDecisions, type Decisions, type MemberMatch } from './match-members.ts'
import type { Member } from './members.ts'
import type { OfficialOperation } from './official.ts'

/** The parameters of an operation as members: `path.trainingPlanLocalId`. */
export const parametersIn = ({ parameters }: OfficialOperation): Member[] => parameters
  .map(it => ({ path: `${it.in}.${it.name}`, name: it.name, names: [it.name], schema: it.schema, isRequired: it.required }))

const places = ['path', 'query', 'header'] as const

const isAt = (place: string) => ({ path }: Member): boolean => path.startsWith(`${place}.`)

/**
 * Those of one place first, then those that went from one place to another under the same name, if nothing is left where they were, then
 * those of a path by their order.
 */
export const matchParameters = (...operations: Parameters<typeof matchingParameters>): readonly MemberMatch[] =>
  finish(matchingParameters(...operations))

/** The same in steps. */
export function * matchingParameters (
  ours: OfficialOperation, official: OfficialOperation, known: KnownNames, decisions: Decisions = noDecisions
): Generator<void, readonly MemberMatch[]> {
  const [a, b] = [parametersIn(ours), parametersIn(official)]
  const inPlace: MemberMatch[] = []
  for (const place of places) inPlace.push(...yield * matchingMembers(a.filter(isAt(place)), b.filter(isAt(place)), known, decisions))
  const used = inPlace.filter(({ isUsed }) => isUsed)
  const [here, there] = [left(a, used, 'ours'), left(b, used, 'official')]
  const elsewhere = yield * matchingMembers(here, there, known, decisions)
  used.push(...elsewhere.filter(it => it.isUsed && hasGone(it, here, there)))
  const matches = [...used, ...byPosition(left(a, used, 'ours'), left(b, used, 'official'))]
  // What may have gone elsewhere is asked of, where nothing in its own place is.
  for (const it of [...inPlace.filter(it => !it.isUsed), ...elsewhere]) {
    if (!matches.some(other => isRival(it, other))) matches.push({ ...it, confidence: Math.min(it.confidence, 0.75), isUsed: false })
  }
  return matches
}

/** Whether it can have come from elsewhere: all that is asked for is asked for as it was, and nothing else is where ours is. */
function hasGone ({ ours, official, confidence }: MemberMatch, left: readonly Member[], others: readonly Member[]): boolean {
  const [a, b] = [left.find(({ path }) => path === ours)!, others.find(({ path }) => path === official)!]
  return confidence === 1 || (confidence >= 0.9 && a.isRequired === b.isRequired && !others.some(it => placeOf(it) === placeOf(a)))
}

const placeOf = ({ path }: Member): string => path.slice(0, path.indexOf('.'))

const isRival = (a: MemberMatch, b: MemberMatch): boolean => a.ours === b.ours || a.official === b.official

const left = (members: readonly Member[], used: readonly MemberMatch[], side: 'ours' | 'official'): Member[] =>
  members.filter(({ path }) => !used.some(it => it[side] === path))

/** A path leads from the whole to the part. What alone is left of it on both sides can be nothing else, if it is in no other place. */
function byPosition (a: readonly Member[], b: readonly Member[]): MemberMatch[] {
  const [ours, official] = [a.filter(isAt('path')), b.filter(isAt('path'))]
  if (ours.length === 0 || ours.length !== official.length) return []
  const isUsed = ours.length === 1 && b.every(it => isAt('path')(it) || !it.isRequired)
  return ours.map(({ path }, index) => ({
    ours: path,
    official: official[index]!.path,
    confidence: isUsed ? 0.9 : 0.7,
    reason: isUsed ? 'nothing else is left in the path' : 'it has the same place in the path',
    isUsed
  }))
}
