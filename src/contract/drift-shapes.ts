import { basisOf } from './drift-basis.ts'
import type { Drift, DriftKind } from './drift.ts'
import type { MemberMatch } from './match-members.ts'
import { allOf, type Member } from './members.ts'
import { typesOf } from './merge.ts'
import type { JsonSchema } from './official.ts'

/** Where two lists of members stand, and which of them are the same. */
export interface Side {
  readonly operation: string
  /** What their paths begin with: `body.`; empty for parameters. */
  readonly place: string
  readonly matches: readonly MemberMatch[]
  readonly isReply: boolean
  /** Whether the first of the two is ours, which says more than a page does: then nothing is made of what the official one leaves open. */
  readonly isOurs: boolean
}

/** In what the members of two documents differ. */
export function driftOfShapes (side: Side, ours: readonly Member[], official: readonly Member[]): Drift[] {
  const { operation, place, matches, isReply, isOurs } = side
  const [all, others] = [allOf(ours), allOf(official)]
  // Of what has the very name and place it is told that it is of another kind, though it is not gone by.
  const used = matches.filter(({ isUsed, ours, official }) => isUsed || ours === official)
  if (others.length === 0 && (isReply || place === '')) return []
  const drift = (path: string, kind: DriftKind, ours: unknown, official: unknown, basis: Drift['basis']): Drift =>
    ({ operation, place: place + path, kind, ...ours !== undefined && { ours }, ...official !== undefined && { official }, basis })
  return [
    ...all.flatMap(member => {
      const match = used.find(it => it.ours === member.path)
      const other = match && others.find(({ path }) => path === match.official)
      if (!other) {
        const proposed = matches.find(it => it.ours === member.path && !it.isUsed)?.official
        const gone = drift(member.path, 'gone', member.path, undefined, basisOf(member.schema, isOurs))
        return [proposed === undefined ? gone : { ...gone, proposed }]
      }
      return differences(member, other, side).map(([kind, a, b, isGuess]) =>
        drift(member.path, kind, a, b, isGuess ? 'inferred' : basisOf(member.schema, isOurs, ...kind in ofForm ? ['x-form-basis'] : [])))
    }),
    ...others.filter(({ path }) => !used.some(it => it.official === path)).map(({ path, isRequired }) =>
      drift(path, 'new', undefined, isRequired ? `${path}, required` : path, 'inferred'))
  ]
}

/** What a member's form is of, which may be guessed where the member is not. */
const ofForm = { type: true, format: true, length: true, enumeration: true }

type Difference = readonly [kind: DriftKind, ours: unknown, official: unknown, isGuess?: boolean]

function differences (a: Member, b: Member, { place, isReply, isOurs }: Side): Difference[] {
  const [types, others] = [a, b].map(({ schema }) => typesOf(schema).filter(it => it !== 'null').sort().join(' or '))
  const [lengths, tables] = [[a, b].map(({ schema }) => lengthOf(schema)), [a, b].map(({ schema }) => tableOf(schema))]
  const isSameMost = isOurs && b.schema.minLength === undefined && a.schema.maxLength === b.schema.maxLength
  const isSaid = (value: unknown): boolean => value !== undefined || !isOurs
  const [canBeNull, othersCan] = [a, b].map(({ schema }) => typesOf(schema).includes('null'))
  const found: Array<Difference | false> = [
    // What a parameter of a path is called is on no wire.
    a.path !== b.path && ['renamed', a.path, b.path, place === '' && a.path.startsWith('path.')],
    types !== '' && others !== '' && types !== others && ['type', types, others],
    a.schema.format !== b.schema.format && isSaid(b.schema.format) && ['format', a.schema.format, b.schema.format],
    lengths[0] !== lengths[1] && isSaid(lengths[1]) && !isSameMost && ['length', lengths[0], lengths[1]],
    String(tables[0]) !== String(tables[1]) && isSaid(tables[1]) && ['enumeration', tables[0], tables[1]],
    // What is always answered may be said to be optional.
    a.isRequired !== b.isRequired && (!isReply || !isOurs) && ['required', a.isRequired, b.isRequired],
    // That a member may be null is the framework's doing, and stands on no page.
    canBeNull !== othersCan && (othersCan || !isOurs) && ['nullable', canBeNull, othersCan, true]
  ]
  return found.filter(it => it !== false)
}

const lengthOf = ({ minLength = 0, maxLength }: JsonSchema): string | undefined =>
  maxLength === undefined ? minLength === 0 ? undefined : `from ${minLength}` : `${minLength} to ${maxLength}`

const tableOf = ({ enum: values }: JsonSchema): readonly unknown[] | undefined => values && [...values].sort()
