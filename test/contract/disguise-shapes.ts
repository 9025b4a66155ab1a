import type { JsonSchema } from '../../src/contract/official.ts'
import type { Chance } from './chance.ts'
import { partsOf, type Naming } from './disguise-names.ts'

/** Where a member of ours is in the disguise, seen from the object or the item around both. */
export interface Moved {
  readonly ours: readonly string[]
  /** Undefined where the disguise does not have it. */
  readonly official: readonly string[] | undefined
  /** Of a list: its items', or undefined where they are no objects. */
  readonly items?: Shape
}

export interface Shape {
  readonly schema: Record<string, any>
  readonly moved: readonly Moved[]
  /** The objects of ours that are objects in the disguise as well, the outer ones first. */
  readonly objects: ReadonlyArray<{ readonly ours: readonly string[], readonly official: readonly string[] }>
  readonly added: readonly Added[]
}

/** What has to be there besides, and a value that does; only where the object is there that it is needed in. */
interface Added {
  readonly at: readonly string[]
  readonly neededIn: readonly string[]
  readonly value: unknown
}

interface Entry { readonly name: string, readonly schema: Record<string, any>, readonly isRequired: boolean, readonly title?: string }

export interface Disguising {
  readonly chance: Chance
  readonly naming: Naming
  /** How often objects are nested, and flattened. */
  readonly restructures: number
  readonly hasTitles: boolean
  readonly adds: number
  /** Whether lengths, tables and formats are others. */
  readonly changes: boolean
  /** How often a name of ours that is free is given to something else. */
  readonly misleads: number
  /** How often a member is not there that may be left out. */
  readonly removed: number
  /** Values that are going to be sent: no length and no table is against them. */
  readonly sent: ReadonlyMap<JsonSchema, readonly unknown[]>
  readonly known: Map<JsonSchema, Shape>
}

const plain = ({ title: _t, description: _d, ...schema }: JsonSchema): Record<string, any> =>
  Object.fromEntries(Object.entries(schema).filter(([name]) => !name.startsWith('x-')))

const isObject = ({ properties }: JsonSchema): boolean => Object.keys(properties ?? {}).length > 0

/** A shape as an official document could have it; the same shape has the same disguise wherever it stands. */
export function disguiseShape (schema: JsonSchema, by: Disguising): Shape {
  const kept = by.known.get(schema)
  if (kept) return kept
  const shape = schema.items ? listShape(schema, by) : isObject(schema) ? objectShape(schema, by) : leafShape(schema, by)
  by.known.set(schema, shape)
  return shape
}

function listShape (schema: JsonSchema, by: Disguising): Shape {
  const items = disguiseShape(schema.items!, by)
  return { schema: { ...plain(schema), items: items.schema }, moved: [{ ours: [], official: [], items }], ...nothingElse }
}

const nothingElse = { objects: [], added: [] }

function leafShape (schema: JsonSchema, { chance, changes, sent }: Disguising): Shape {
  const made = plain(schema)
  if (!changes) return { schema: made, moved: [], ...nothingElse }
  const values = sent.get(schema) ?? []
  if (made.maxLength > 4 && chance.is(0.15)) {
    const longest = Math.max(0, ...values.map(it => String(it).length))
    made.maxLength = Math.max(longest, made.maxLength + chance.of([-2, 5, 30]))
  }
  if (made.enum?.length > 3 && chance.is(0.25)) {
    const isLess = chance.is(0.5)
    made.enum = isLess ? made.enum.filter((it: unknown, at: number) => at > 0 || values.includes(it)) : [...made.enum, 'Archived']
  }
  if (made.format === 'int32' && chance.is(0.1)) made.format = 'int64'
  return { schema: made, moved: [], ...nothingElse }
}

function objectShape (schema: JsonSchema, by: Disguising): Shape {
  const { chance, naming } = by
  const entries: Entry[] = []
  const moved: Moved[] = []
  const objects: Array<Shape['objects'][number]> = []
  const added: Added[] = []
  const isFree = (name: string): boolean => !entries.some(it => it.name.toLowerCase() === name.toLowerCase())
  for (const [name, inner] of Object.entries(schema.properties!)) {
    const isRequired = schema.required?.includes(name) ?? false
    const shape = disguiseShape(inner, by)
    if (!isRequired && chance.is(by.removed) && !by.sent.has(inner)) {
      moved.push(...gone(name, inner, shape))
      continue
    }
    const called = naming.member(name)
    const own = isFree(called) ? called : naming.fresh()
    if (isObject(inner) && isRequired && chance.is(by.restructures) && Object.keys(shape.schema.properties).every(isFree)) {
      for (const [child, it] of Object.entries<any>(shape.schema.properties)) {
        entries.push({ name: child, schema: it, isRequired: shape.schema.required?.includes(child) ?? false })
      }
      moved.push(...shape.moved.map(it => ({ ...it, ours: [name, ...it.ours] })))
      objects.push(...shape.objects.map(it => ({ ...it, ours: [name, ...it.ours] })))
      added.push(...shape.added)
      continue
    }
    entries.push({ name: own, schema: shape.schema, isRequired, title: partsOf(name).join(' ') })
    if (inner.items) moved.push({ ours: [name], official: [own], items: shape.moved[0]!.items! })
    else if (!isObject(inner)) moved.push({ ours: [name], official: [own] })
    else {
      moved.push(...shape.moved.map(it => ({ ...it, ours: [name, ...it.ours], official: it.official && [own, ...it.official] })))
      objects.push({ ours: [name], official: [own] })
      objects.push(...shape.objects.map(it => ({ ours: [name, ...it.ours], official: [own, ...it.official] })))
      added.push(...shape.added.map(({ at, neededIn, value }) => (
        { at: [own, ...at], neededIn: neededIn.length > 0 || !isRequired ? [own, ...neededIn] : [], value }
      )))
    }
  }
  for (const it of newEntries(schema, by)) {
    if (!isFree(it.name)) continue
    entries.push(it)
    if (it.isRequired) added.push({ at: [it.name], neededIn: [], value: valueOf(it.schema) })
  }
  for (const it of misleadingEntries(schema, by)) {
    if (!isFree(it.name)) continue
    entries.push(it)
    if (it.isRequired) added.push({ at: [it.name], neededIn: [], value: valueOf(it.schema) })
  }
  return nested({ entries, moved, objects, added }, schema, by)
}

const gone = (name: string, inner: JsonSchema, shape: Shape): Moved[] => inner.items || !isObject(inner)
  ? [{ ours: [name], official: undefined }]
  : shape.moved.map(it => ({ ours: [name, ...it.ours], official: undefined }))

function newEntries (schema: JsonSchema, { chance, naming, adds }: Disguising): Entry[] {
  const count = chance.is(adds) ? 1 + chance.below(3) : 0
  return Array.from({ length: count }, () => ({
    name: naming.fresh(chance.of(Object.keys(schema.properties!))),
    isRequired: chance.is(0.25),
    schema: chance.of<Record<string, any>>([
      { type: 'string', maxLength: 40 }, { type: 'string', format: 'date' }, { type: 'integer' }, { type: 'boolean' },
      { type: 'string', enum: ['North', 'South', 'Online'] }
    ])
  }))
}

/** What has a name of ours and is of another kind, or of the same and in an object of its own; none of it has to be there. */
function misleadingEntries (schema: JsonSchema, { chance, naming, misleads }: Disguising): Entry[] {
  if (misleads === 0) return []
  return Object.entries(schema.properties!).filter(() => chance.is(misleads)).map(([name, inner]) => {
    if (isObject(inner) || chance.is(0.6)) return { name, schema: misleadingShape(inner, chance), isRequired: false }
    const around = { type: 'object', properties: { [name]: plain(inner) }, ...chance.is(0.5) && { required: [name] } }
    return { name: naming.fresh(), schema: around, isRequired: chance.is(0.3) }
  })
}

/** A shape that the given one cannot be, by its type, its format or its table. */
export function misleadingShape ({ type, format, enum: values, items, properties }: JsonSchema, chance: Chance): Record<string, any> {
  const types = typeof type === 'string' ? [type] : type ?? []
  if (items || properties) return { type: 'string', maxLength: 12 }
  return chance.of<Record<string, any>>([
    types.includes('boolean') ? { type: 'integer' } : { type: 'boolean' },
    types.includes('integer') || types.includes('number') ? { type: 'string', format: 'date' } : { type: 'integer', format: 'int32' },
    format === 'date' ? { type: 'string', format: 'date-time' } : { type: 'string', format: 'date' },
    { type: 'array', items: { type: 'string' } },
    values ? { type: 'string', enum: ['North', 'South', 'Online'] } : { type: 'object', properties: { note: { type: 'string' } } }
  ])
}

interface Parts {
  readonly entries: readonly Entry[]
  readonly moved: readonly Moved[]
  readonly objects: Shape['objects']
  readonly added: readonly Added[]
}

/** Now and then some members are put into an object of their own. */
function nested ({ entries, moved, objects, added }: Parts, schema: JsonSchema, by: Disguising): Shape {
  const { chance, naming, restructures } = by
  const isNested = entries.length > 3 && chance.is(restructures)
  const inside = new Set(isNested ? chance.shuffled(entries).slice(0, 2 + chance.below(2)) : [])
  if (inside.size === 0) return { schema: objectOf(chance.shuffled(entries), schema, by), moved, objects, added }
  const names = new Set([...inside].map(({ name }) => name))
  const name = naming.fresh()
  const object = { name, schema: objectOf([...inside], {}, by), isRequired: [...inside].some(({ isRequired }) => isRequired) }
  const into = (place: readonly string[]): readonly string[] => names.has(place[0]!) ? [name, ...place] : place
  return {
    schema: objectOf(chance.shuffled([...entries.filter(it => !inside.has(it)), object]), schema, by),
    moved: moved.map(it => ({ ...it, official: it.official && into(it.official) })),
    objects: objects.map(it => ({ ...it, official: into(it.official) })),
    added: added.map(it => ({ ...it, at: into(it.at), neededIn: it.neededIn.length > 0 ? into(it.neededIn) : [] }))
  }
}

function objectOf (entries: readonly Entry[], { type = 'object' }: JsonSchema, { hasTitles }: Disguising): Record<string, any> {
  const required = entries.filter(({ isRequired }) => isRequired).map(({ name }) => name)
  return {
    type,
    ...required.length > 0 && { required },
    properties: Object.fromEntries(entries.map(({ name, schema, title }) => [
      name,
      hasTitles && title !== undefined && !schema.properties
        ? { ...schema, description: `${capitals(title)}\n\nWhat is meant by it.` }
        : schema
    ]))
  }
}

const capitals = (text: string): string => text.replace(/\b[a-z]/g, letter => letter.toUpperCase())

/** A value of what a new member is, with what it needs. */
function valueOf ({ type, format, enum: values, properties = {}, required = [], items, maxLength }: Record<string, any>): unknown {
  if (values) return values[0]
  if (items) return []
  if (type === 'object') return Object.fromEntries(required.map((name: string) => [name, valueOf(properties[name])]))
  const [only] = [type].flat()
  if (only === 'boolean') return true
  if (only === 'integer' || only === 'number') return 1
  return format === 'date' ? '2026-01-15' : format === 'date-time' ? '2026-01-15T00:00:00Z' : 'given'.slice(0, maxLength)
}
