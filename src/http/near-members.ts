import type { TSchema } from '@sinclair/typebox'
import { Failure } from '../core/errors.ts'
import { meantBy } from '../core/meant.ts'
import { article, both, cut, either, lastPart, quoted } from '../core/words.ts'
import type { Entry } from '../sandbox/journal.ts'
import { placeOf, placesOf, whole } from './member-places.ts'
import { misplacedIn } from './misplaced-members.ts'
import type { Operation } from './operation.ts'
import { unknownOption } from './query-options.ts'

/** A member that was passed over, and those that it probably stands for. */
export interface NearMember { readonly member: string, readonly nearest: readonly string[], readonly message: string }

/** Each is held to every name that there is, and a body can have thousands; nobody misspells so many. */
const mostLookedAt = 20

/**
 * Of the first that were passed over, whatever is like a name that the operation has, or, under a contract, the shape of its body. Worked
 * out when somebody asks.
 */
export function nearMembers ({ operation, ignored, remarks }: Entry, shape?: TSchema): NearMember[] {
  if (!operation || !('wire' in operation)) return []
  const { operationId, wire: ours } = operation as Operation
  const wire = shape ? { ...ours, body: shape as Operation['wire']['body'] } : ours
  // One that is empty, or repeated, has a name that the operation knows.
  const unknown = remarks.filter(({ member, message }) => message === unknownOption(member).message)
  return [
    ...ignored.slice(0, mostLookedAt).flatMap(path => nearOf(operationId, 'member', path, namesBeside(wire, path), elsewhere(wire, path))),
    ...unknown.slice(0, mostLookedAt).flatMap(({ member }) => nearOf(operationId, 'option', member, optionsOf(wire)))
  ]
}

/**
 * A refusal for want of members, with names that were sent and probably stand for them. It speaks of the sandbox, as no real API would.
 * `shape` is that of a body under a contract, whose names are sent; the refusal is in those, or in ours that are still to be renamed.
 */
export function withMeant (failure: Failure, entry: Entry | undefined, shape?: TSchema): Failure {
  if (!entry || Object.keys(failure.errors).length === 0) return failure
  if (entry.ignored.length === 0 && entry.remarks.length === 0) return failure
  const missing = Object.entries(failure.errors).flatMap(([member, texts]) =>
    texts.filter(it => ofMissing.test(it)).map(text => ({ member, text })))
  const misplaced = misplacedIn(entry, missing.map(({ member }) => member))
  const near = nearMembers(entry, shape)
  const namesOf = (member: string) => entry.official ? [member, entry.official.member(member)] : [member]
  // What is in quotation marks is not renamed.
  const shown = (sent: string) => shape ? quoted(sent) : cut(sent)
  const told = new Map<string, string>()
  for (const { member, text } of missing) {
    const sent = near.find(it => namesOf(member).some(name => placeOf(it.member) === placeOf(name) && it.nearest.includes(lastPart(name))))
    const elsewhere = misplaced.find(({ members }) => members.includes(member))
    // Once for all of them.
    if (elsewhere) told.set(text, elsewhere.members[0] === member ? `${text} ${elsewhere.message}` : text)
    else if (sent) told.set(text, `${text} The sandbox got ${shown(sent.member)}; did you mean ${member}?`)
  }
  const besides = misplaced.filter(({ members }) => members.length === 0).map(({ message }) => ` ${message}`)
  if (missing.length > told.size && besides.length === 0) besides.push(...unknownIn(entry, near, misplaced.length > 0))
  if (told.size === 0 && besides.length === 0) return failure
  const errors = Object.fromEntries(Object.entries(failure.errors).map(([member, texts]) => [member, texts.map(it => told.get(it) ?? it)]))
  const detail = [...told].reduce((text, [before, after]) => text.replace(before, () => after), failure.message)
  return new Failure(failure.kind, detail + besides.join(''), { ...failure, errors })
}

const mostNamed = 5

/** A sentence of the members that were passed over and are like none, as one of them may stand for what is missing. */
function unknownIn ({ ignored, official }: Entry, near: readonly NearMember[], areMisplaced: boolean): string[] {
  const unlike = ignored.filter(it => !near.some(({ member }) => member === it)).slice(0, mostNamed)
  // Those that are misplaced are told of as such, and an official document knows more members than we do.
  if (unlike.length === 0 || areMisplaced || official) return []
  const are = unlike.length === 1 ? 'which is not a member' : 'which are not members'
  return [` The sandbox got ${both(unlike.map(cut))}, ${are} of this operation.`]
}

/** A text may begin with the code of its rule. */
const ofMissing = /^(?:\w+: )?\S+ is (?:required|missing)\./

function nearOf (
  operationId: string, kind: 'member' | 'option', path: string, names: readonly string[], places: string[] = []
): NearMember[] {
  const name = lastPart(path)
  // What has the name, and was passed over all the same, is not meant to be another.
  if (names.some(it => it.toLowerCase() === name.toLowerCase())) return []
  const nearest = places.length > 0 ? places : meantBy(names, name)
  if (nearest.length === 0) return []
  return [{ member: path, nearest, message: `${path} is not ${article(kind)} of ${operationId}; ${either(nearest)} is` }]
}

const namesIn = (schema: TSchema | undefined): string[] => Object.keys(schema ? whole(schema).properties ?? {} : {})

const optionsOf = ({ querystring }: Operation['wire']): string[] => namesIn(querystring as TSchema | undefined)

/** Where a member that was passed over belongs, by its own name. */
const elsewhere = ({ body }: Operation['wire'], path: string): string[] =>
  body ? placesOf(body as TSchema, lastPart(path)).filter(it => placeOf(it) !== placeOf(path)).slice(0, mostPlaces) : []

const mostPlaces = 3

/** The names of what a member that was passed over stands among: in the body, or, of a query, in the records that it is about. */
function namesBeside ({ body, response }: Operation['wire'], path: string): string[] {
  if (body) return namesIn(within(body as TSchema, path.split(/\.|(?=\[)/).slice(0, -1)))
  return recordsOf(Object.values(response ?? {})[0] as TSchema | undefined)
}

function within (schema: TSchema, path: readonly string[]): TSchema | undefined {
  let at: TSchema | undefined = schema
  for (const part of path) at = /^\[/.test(part) ? at?.items : at && whole(at).properties?.[part]
  return at
}

/** The members of a record in a reply, which is a list, has one, or is a record. */
function recordsOf (reply: TSchema | undefined): string[] {
  if (!reply) return []
  const { type, items, properties = {} } = whole(reply)
  if (type === 'array') return namesIn(items as TSchema)
  const list = Object.values<TSchema>(properties).find(it => it.type === 'array' && namesIn(it.items as TSchema).length > 0)
  return list && Object.keys(properties).length <= 3 ? namesIn(list.items as TSchema) : Object.keys(properties)
}
