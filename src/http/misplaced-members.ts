import type { TSchema } from '@sinclair/typebox'
import { both, cut, lastPart } from '../core/words.ts'
import type { Entry } from '../sandbox/journal.ts'
import { placeOf, placesInLists, placesOf } from './member-places.ts'
import type { Operation } from './operation.ts'

/** Members that came somewhere else than where they belong. */
export interface Misplaced {
  /** Those of the missing ones that they stand for; none where what they belong in is missed only later. */
  readonly members: readonly string[]
  /** A sentence of the sandbox's, as no real API would know. */
  readonly message: string
}

/** Those of some missing ones that came in the query, one level too deep, or anywhere else in the body. */
export function misplacedIn ({ url, body, ignored, operation, official }: Entry, missing: readonly string[]): Misplaced[] {
  if (missing.length === 0) return []
  const queried = inTheQuery(url, missing)
  if (typeof body !== 'object' || body === null) return queried
  const shape = (operation as Operation | undefined)?.wire.body as TSchema | undefined
  return [
    ...queried, ...inWrappers(body as Record<string, unknown>, ignored, missing),
    ...shape && !official ? listsByOtherNames(shape, body as Record<string, unknown>, ignored, missing) : [],
    ...shape ? inOtherPlaces(shape, ignored, missing, holder => official !== undefined || Object.hasOwn(body, holder)) : []
  ]
}

function inTheQuery (url: string, missing: readonly string[]): Misplaced[] {
  const sent = [...new URLSearchParams(url.split('?')[1]).keys()]
  const members = missing.filter(it => sent.includes(it))
  const message = `The sandbox got ${both(members)} in the query, and looks for that in the body.`
  return members.length === 0 ? [] : [{ members, message }]
}

function inWrappers (body: Record<string, unknown>, ignored: readonly string[], missing: readonly string[]): Misplaced[] {
  return ignored.flatMap(holder => {
    const held = body[holder]
    const first: unknown = Array.isArray(held) ? held[0] : held
    if (typeof first !== 'object' || first === null) return []
    const members = missing.filter(it => Object.hasOwn(first, it))
    const what = Array.isArray(held) ? `the list ${cut(holder)}, each item of which holds` : `${cut(holder)}, which holds`
    const remedy = Array.isArray(held) ? 'send one item a request, as the body itself' : 'they belong at the top of the body'
    return members.length === 0 ? [] : [{ members, message: `The sandbox got ${what} ${both(members)}: ${remedy}.` }]
  })
}

/** A list whose items are like those of one that is missing, as `learners` are that belong in `content`. */
function listsByOtherNames (
  shape: TSchema, body: Record<string, unknown>, ignored: readonly string[], missing: readonly string[]
): Misplaced[] {
  return missing.flatMap(member => {
    const names = Object.keys((shape.properties?.[member] as TSchema | undefined)?.items?.properties ?? {})
    const isLike = (list: unknown) => Array.isArray(list) && Object.keys(Object(list[0])).some(key => names.includes(key))
    const sent = ignored.find(it => isLike(body[it]))
    return sent === undefined ? [] : [{ members: [member], message: `The sandbox got ${cut(sent)}; did you mean ${member}?` }]
  })
}

/** So many are looked up; nobody misplaces more. */
const mostLookedAt = 20

/** `isThere`: whether the body has a member, as far as that is known. */
function inOtherPlaces (
  shape: TSchema, ignored: readonly string[], missing: readonly string[], isThere: (name: string) => boolean
): Misplaced[] {
  const found = ignored.slice(0, mostLookedAt).flatMap(sent =>
    placesFor(shape, lastPart(sent)).filter(place => place !== sent).map(place => ({ sent, place })))
  const told = missing.flatMap(member => {
    const message = together(found.filter(({ place }) => isAtOrIn(member, place)))
    return message === undefined ? [] : [{ members: [member], message }]
  })
  // What a rule and not the shape wants is missed only when nothing else is.
  const later = together(found.filter(({ place }) => {
    const [holder, ...within] = place.split('.')
    return within.length > 0 && !holder!.endsWith('[]') && !isThere(holder!) && !missing.some(member => isAtOrIn(member, place))
  }))
  return later === undefined ? told : [...told, { members: [], message: later }]
}

interface Moved { readonly sent: string, readonly place: string }

/** A sentence of the first and of those that came and belong where it does; undefined for none. */
function together ([first, ...more]: readonly Moved[]): string | undefined {
  if (!first) return undefined
  const all = [first, ...more.filter(it => placeOf(it.sent) === placeOf(first.sent) && placeOf(it.place) === placeOf(first.place))]
  const [names, belong] = [both(all.map(it => cut(lastPart(it.sent)))), all.length > 1 ? 'they belong' : 'it belongs']
  return `The sandbox got ${names} ${inWords(first.sent)}: ${belong} ${inWords(first.place)}.`
}

const isAtOrIn = (member: string, place: string): boolean =>
  place === member || place.startsWith(`${member}.`) || place.startsWith(`${member}[].`)

/** What a list has as well as an object is rather that of the object. */
function placesFor (shape: TSchema, name: string): string[] {
  const places = placesOf(shape, name)
  return places.length > 0 ? places : placesInLists(shape, name)
}

function inWords (path: string): string {
  const place = placeOf(path).slice(0, -1)
  if (place === '') return 'at the top of the body'
  return place.endsWith('[]') ? `in each item of ${cut(place.slice(0, -2))}` : `in ${cut(place)}`
}
