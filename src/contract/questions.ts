import { BadInput } from '../core/errors.ts'
import { either } from '../core/words.ts'
import { agree } from './kinds.ts'
import { nameOf, type ContractMatch } from './match.ts'
import type { Decisions, MemberMatch } from './match-members.ts'
import { parametersIn } from './match-parameters.ts'
import { membersIn, type Member } from './members.ts'
import { placeOf, type OfficialDocument, type OfficialOperation } from './official.ts'
import { titled, type Origin } from './origin.ts'
import { decisionsOf, type Overlay } from './overlay.ts'

/**
 * Something that requests have to have, on either side, of which nothing says whether the other side has it under another name: to go on
 * would be to make a value up, or to hold a value to no rule. Only a person can say.
 */
export interface Question {
  readonly operationId: string
  readonly official: OfficialOperation
  /** What the overlay calls it, before its path: `RecordVisit.body`, or `RecordVisit` for a parameter. */
  readonly start: string
  /** The official path, the likeliest first. */
  readonly theirs: readonly string[]
  /** Our path, the likeliest first. */
  readonly ours: readonly string[]
  /** Whether it is the document that requires it; else it is an operation of ours. */
  readonly isTheirs: boolean
}

/** What a person has to decide before requests can be taken. */
export function questionsIn ({ operations }: ContractMatch, ours: OfficialDocument, overlay: Overlay): Question[] {
  return operations.filter(({ isUsed }) => isUsed).flatMap(match => {
    const operation = ours.operations.find(it => nameOf(it) === match.operationId)!
    const { operationId, official } = match
    return [
      ...asked(parametersIn(operation), parametersIn(official), match.parameters, decisionsOf(overlay, operationId))
        .map(it => ({ operationId, official, start: operationId, ...it })),
      ...asked(membersIn(operation.body?.schema), membersIn(official.body?.schema), match.body, decisionsOf(overlay, operationId, 'body'))
        .map(it => ({ operationId, official, start: `${operationId}.body`, ...it }))
    ]
  })
}

type Open = Pick<Question, 'theirs' | 'ours' | 'isTheirs'>

function asked (
  ours: readonly Member[], official: readonly Member[], matches: readonly MemberMatch[], { matches: decided, news }: Decisions
): Open[] {
  const isLeft = (side: 'ours' | 'official') => ({ path }: Member) => !matches.some(it => it.isUsed && it[side] === path) &&
    (side === 'ours' ? decided[path] !== null : !news.has(path))
  return levelsOf(ours, official, matches).flatMap(([ours, official]) =>
    openAt(ours.filter(isLeft('ours')), official.filter(isLeft('official')), matches))
}

/** The members of one object, then those of the items of each list that is on both sides. */
function levelsOf (
  ours: readonly Member[], official: readonly Member[], matches: readonly MemberMatch[]
): Array<readonly [readonly Member[], readonly Member[]]> {
  const lists = matches.filter(({ isUsed }) => isUsed).flatMap(match => {
    const [a, b] = [ours.find(({ path }) => path === match.ours), official.find(({ path }) => path === match.official)]
    return a?.items && b?.items ? levelsOf(a.items, b.items, matches) : []
  })
  return [[ours, official], ...lists]
}

/**
 * A rival is what a match is proposed with, or what is required as well and can be of the same kind. What the document requires and nothing
 * of ours can be is new; what we require and nothing there can be is not there.
 */
function openAt (ours: readonly Member[], official: readonly Member[], matches: readonly MemberMatch[]): Open[] {
  const isProposed = (a: Member, b: Member) => matches.some(it => !it.isUsed && it.ours === a.path && it.official === b.path)
  const areRivals = (a: Member, b: Member) => isProposed(a, b) ||
    (a.isRequired && b.isRequired && samePlace(a, b) && agree(a.schema, b.schema))
  const byLikeness = (list: readonly Member[], isLikely: (it: Member) => boolean) =>
    [...list].sort((a, b) => Number(isLikely(b)) - Number(isLikely(a))).map(({ path }) => path)
  const theirs = official.filter(it => it.isRequired).flatMap((b): Open[] => {
    const rivals = ours.filter(a => areRivals(a, b))
    return rivals.length === 0 ? [] : [{ theirs: [b.path], ours: byLikeness(rivals, a => isProposed(a, b)), isTheirs: true }]
  })
  const mine = ours.filter(it => it.isRequired && !theirs.some(({ ours }) => ours.includes(it.path))).flatMap((a): Open[] => {
    const rivals = official.filter(b => areRivals(a, b))
    return rivals.length === 0 ? [] : [{ theirs: rivals.map(({ path }) => path), ours: [a.path], isTheirs: false }]
  })
  return [...theirs, ...mine]
}

/** A parameter of a path stands for no header. */
const samePlace = (a: Member, b: Member): boolean => placeIn(a.path) === placeIn(b.path)

const placeIn = (path: string): string => /^(?:path|query|header)\./.exec(path)?.[0] ?? ''

/** One line that says what has to be decided, and how. Throws BadInput where there is anything. */
export function refuseOpen (questions: readonly Question[], from: Origin): void {
  const [first, ...more] = questions
  if (!first) return
  const named = [...more.slice(0, 5).map(shortly), ...more.length > 5 ? ['…'] : []].join(', ')
  const others = more.length === 0 ? '' : ` ${more.length} more must be decided: ${named}.`
  throw new BadInput(`${titled(from)} ${sentenceOf(first)}${others}`)
}

const shortly = ({ start, theirs, ours, isTheirs }: Question): string => `${start}.${(isTheirs ? theirs : ours)[0]!}`

function sentenceOf ({ operationId, official, start, theirs, ours, isTheirs }: Question): string {
  const [their, mine] = [theirs[0]!, ours[0]!]
  const place = `${operationId} (${placeOf(official)})`
  const line = `"${start}.${mine}": "${their}"`
  return isTheirs
    ? `requires ${their} in ${place}, and it is not clear whether that is the sandbox's ${either(ours.slice(0, 3))} or a new member. ` +
      `Decide in its overlay: write ${line} in "matches", or "${start}.${their}" in "new".`
    : `has no ${mine} in ${place}, which the sandbox requires; it may be there as ${either(theirs.slice(0, 3))}. ` +
      `Decide in its overlay: write ${line} in "matches", or "${start}.${mine}": null if it is not there.`
}

/** What our operations cannot do without, and the document has nothing for: something is made up in its place, and told of each time. */
export function madeUpIn ({ operations }: ContractMatch, ours: OfficialDocument): string[] {
  return operations.filter(({ isUsed }) => isUsed).flatMap(({ operationId, body }) => {
    const members = membersIn(ours.operations.find(it => nameOf(it) === operationId)!.body?.schema)
    return members.filter(({ path, isRequired }) => isRequired && !body.some(it => it.isUsed && it.ours === path))
      .map(({ path }) => `${operationId}.body.${path}`)
  })
}
