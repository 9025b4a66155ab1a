import type { TSchema } from '@sinclair/typebox'
import { createCheck, type SchemaFault } from '../../core/schema.ts'
import type { MemberMatch, OperationMatch } from '../match.ts'
import type { JsonSchema, OfficialOperation } from '../official.ts'
import type { ValuesMatch } from '../values.ts'
import { lazily } from '../../core/lazily.ts'
import { placeOfList } from './one-list.ts'
import { createRenaming, type Rename } from './renaming.ts'
import { shapeOf } from './shape.ts'
import { told } from './success.ts'
import { createTranslation, stepsOf, type Pair, type Translate } from './translation.ts'

/** Bodies and replies of an operation of a contract, each made when it is first met. */
export interface Shapes {
  /** Undefined for none. */
  readonly body: () => TSchema | undefined
  readonly isBodyRequired: boolean
  readonly faultsOf: (body: unknown) => SchemaFault[]
  readonly toOurs: () => Translate
  /** Our own bodies with the contract's names, as examples are shown. */
  readonly bodyToOfficial: () => Translate
  /** What it requires of a body and we have nothing of; undefined for nothing. */
  readonly requiredNews: () => JsonSchema | undefined
  /** Undefined where the contract does not say what is answered. */
  readonly reply: () => JsonSchema | undefined
  readonly toOfficial: () => Translate
  /** Whether a reply goes out as it is. */
  readonly isReplyOurs: () => boolean
  /** Undefined where a reply has to be read to be translated. */
  readonly renaming: () => Rename | undefined
  /** Where all items of the one list of a reply stand there, step by step; undefined where they are not together. */
  readonly listInReply: () => readonly string[] | undefined
  /** Whether a person reads of members in a reply. */
  readonly hasTexts: boolean
  /** Whether a reply may have what we know nothing of. */
  readonly hasMoreInReply: () => boolean
  /** The status of a success, where it is not ours. */
  statusOf (ours: number): number
}

const asPairs = (matches: readonly MemberMatch[] = [], isToOurs: boolean): Pair[] => matches.filter(({ isUsed }) => isUsed)
  .map(({ ours, official, values }) => ({
    ...isToOurs ? { from: official, to: ours } : { from: ours, to: official },
    values: values && new Map(isToOurs ? fromTheirs(values.pairs) : values.pairs)
  }))

/** Of two that are one there, the one that is spelled so comes last, and counts. */
const fromTheirs = (pairs: ValuesMatch['pairs']): Array<readonly [string, string]> => [...pairs]
  .sort(([a, b], [c, d]) => Number(a === b) - Number(c === d))
  .map(([ours, official]) => [official, ours])

/** `ours` is the shape of our own reply. */
export function createShapes ({ body, replies }: OfficialOperation, match: OperationMatch | undefined, ours?: TSchema): Shapes {
  const bodyShape = lazily(() => body?.schema && shapeOf(body.schema))
  const check = lazily(() => { const shape = bodyShape(); return shape && createCheck(shape, 'The body') })
  const successes = Object.keys(replies).filter(it => /^2\d\d$/.test(it)).sort()
  const success = replies[successes[0] ?? ''] ?? replies['2XX'] ?? replies.default
  const pairs = asPairs(match?.reply, false)
  const hasMore = lazily(() => success?.schema !== undefined && hasOthers(success.schema, new Set(pairs.map(({ to }) => to)), '', 0))
  const hasTexts = pairs.some(({ from }) => told.test(stepsOf(from).findLast(it => it !== '[]') ?? ''))
  return {
    body: bodyShape,
    isBodyRequired: body?.required ?? false,
    faultsOf: (value) => check()?.(value) ?? [],
    toOurs: lazily(() => createTranslation(asPairs(match?.body, true))),
    bodyToOfficial: lazily(() => createTranslation(asPairs(match?.body, false))),
    requiredNews: lazily(() => body?.schema && newsIn(body.schema, new Set(asPairs(match?.body, true).map(({ from }) => from)), '', 0)),
    reply: () => success?.schema,
    toOfficial: lazily(() => createTranslation(pairs)),
    isReplyOurs: () => success?.schema === undefined || pairs.length === 0,
    renaming: lazily(() => hasTexts || hasMore() || pairs.some(({ values }) => values) ? undefined : createRenaming(pairs, ours)),
    listInReply: lazily(() => placeOfList(pairs)),
    hasTexts,
    hasMoreInReply: hasMore,
    statusOf: (ours) => successes.length === 1 && !successes.includes(String(ours)) ? Number(successes[0]) : ours
  }
}

/** Whether a shape has members beyond those of some paths. */
function hasOthers (schema: JsonSchema, known: ReadonlySet<string>, path: string, depth: number): boolean {
  if (depth > 12) return false
  if (schema.items) return hasOthers(schema.items, known, `${path}[]`, depth + 1)
  return Object.entries(schema.properties ?? {}).some(([name, member]) => {
    const at = path === '' ? name : `${path}.${name}`
    const isLeaf = !member.properties && !member.items
    return isLeaf ? !known.has(at) : !known.has(at) && !isAbove(at, known) ? true : hasOthers(member, known, at, depth + 1)
  })
}

/** As much of a shape as is required and in none of some paths. What stands in lists is left out: nothing says how many there are. */
function newsIn (schema: JsonSchema, known: ReadonlySet<string>, path: string, depth: number): JsonSchema | undefined {
  if (depth > 12 || schema.items) return undefined
  const required = (schema.required ?? []).filter(name => schema.properties?.[name])
  const news = required.flatMap((name): Array<[string, JsonSchema]> => {
    const [member, at] = [schema.properties![name]!, path === '' ? name : `${path}.${name}`]
    if (known.has(at) || known.has(`${at}[]`)) return []
    const inner = member.properties ? newsIn(member, known, at, depth + 1) : member
    return inner ? [[name, inner]] : []
  })
  return news.length === 0 ? undefined : { type: 'object', properties: Object.fromEntries(news), required: news.map(([name]) => name) }
}

const isAbove = (path: string, known: ReadonlySet<string>): boolean => {
  const steps = stepsOf(path)
  return [...known].some(it => stepsOf(it).slice(0, steps.length).join() === steps.join())
}
