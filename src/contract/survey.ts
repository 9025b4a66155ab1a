import { BadInput } from '../core/errors.ts'

/** Bytes, which are parsed at a stretch; the documents of real agencies have a fifth of that. */
export const mostBytes = 4 * 1024 * 1024

/** Values that a document may have, each as often as it is referred to. */
export const mostValues = 1_000_000
const mostChoices = 20_000
const deepest = 200

/** So many places are looked at before others may have their turn. */
const aStep = 1_000

/** What stands there is a value, and no part of a document. */
const values: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'const', 'enum'])

interface Place { readonly value: unknown, readonly depth: number, readonly isValue: boolean }

/**
 * Looks through all that a document has, before anything is made of it: what would take forever, leads elsewhere or means something else to
 * JavaScript than to a reader, in steps. Answers all that refers to something in it. Throws BadInput.
 */
export function * survey (document: unknown): Generator<void, readonly object[]> {
  const references: object[] = []
  const places: Place[] = [{ value: document, depth: 0, isValue: false }]
  let [count, looked] = [0, 0]
  for (let place = places.pop(); place !== undefined; place = places.pop()) {
    const { value, depth, isValue } = place
    if (typeof value !== 'object' || value === null) continue
    if (++looked % aStep === 0) yield
    const entries = Object.entries(value)
    count += entries.length
    if (count > mostValues) throw new BadInput(`has more than ${mostValues} values, where it repeats what it refers to`)
    if (depth > deepest) throw new BadInput(`goes deeper than ${deepest} levels`)
    if (!isValue && '$ref' in value && typeof value.$ref === 'string') references.push(value)
    for (const [name, inner] of entries) {
      if (name === '__proto__') throw new BadInput('has a member "__proto__", which no API means')
      if (!isValue) lookAt(name, inner)
      if (typeof inner === 'object') places.push({ value: inner, depth: depth + 1, isValue: isValue || isValueAt(name, inner) })
    }
  }
  return references
}

/** A member may be called so, too, and is described by an object then. */
const isValueAt = (name: string, inner: unknown): boolean =>
  values.has(name) && (Array.isArray(inner) || !describes(inner as object | null))

const describes = (it: object | null): boolean =>
  it !== null && ['type', '$ref', 'properties', 'allOf', 'items'].some(word => Object.hasOwn(it, word))

function lookAt (name: string, value: unknown): void {
  if (name === 'enum' && Array.isArray(value) && value.length > mostChoices) {
    throw new BadInput(`has an enumeration of ${value.length} values; the maximum is ${mostChoices}`)
  }
  if (name === '$ref' || name === 'externalValue' || name === '$dynamicRef') refuseOutside(value)
  // What is in those is a value, but for this.
  if (name === 'examples' && !Array.isArray(value)) {
    const examples = Object.values<{ externalValue?: unknown }>(Object(value))
    for (const example of examples) refuseOutside(Object(example).externalValue)
  }
}

function refuseOutside (place: unknown): void {
  if (typeof place !== 'string' || place.startsWith('#')) return
  throw new BadInput(`refers to "${place.slice(0, 80)}", which is outside of it; bundle it into one file first`)
}
