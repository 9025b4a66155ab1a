import type { TSchema } from '@sinclair/typebox'
import { allOf, membersIn } from '../members.ts'
import type { JsonSchema } from '../official.ts'
import { stepsOf, type Pair } from './translation.ts'

/** A JSON text without spaces between its parts, with the names of the other side. */
export type Rename = (text: string) => string

/**
 * What makes a text that has a shape one of the other side, where its members are only called otherwise there: without reading it, and
 * without writing it again. Undefined where more has to change, or where it has what nothing is known of.
 */
export function createRenaming (pairs: readonly Pair[], shape: TSchema | undefined): Rename | undefined {
  const members = shape && allOf(membersIn(shape as JsonSchema))
  if (!members || members.length === 0) return undefined
  const known = new Map(pairs.map(({ from, to }) => [from, to]))
  if (!members.every(({ path, schema }) => known.has(path) && isPlain(schema))) return undefined
  const names = namesIn(members.map(({ path }) => [stepsOf(path), stepsOf(known.get(path)!)]))
  return names && renaming(names)
}

const plainTypes: ReadonlySet<unknown> = new Set(['string', 'integer', 'number', 'boolean', 'null'])

/** What has no members of its own that nothing is known of. */
function isPlain (schema: JsonSchema): boolean {
  if (schema.items) return schema.items.properties !== undefined || isPlain(schema.items)
  if (Array.isArray(schema.anyOf)) return schema.anyOf.every(isPlain)
  const types = [schema.type].flat()
  return types.every(type => plainTypes.has(type)) || schema.enum !== undefined || 'const' in schema
}

/** What each name is called; undefined where a name is not the same everywhere, or something stands elsewhere. */
function namesIn (paths: ReadonlyArray<readonly [readonly string[], readonly string[]]>): ReadonlyMap<string, string> | undefined {
  const [names, places] = [new Map<string, string>(), new Map<string, string>()]
  for (const [from, to] of paths) {
    if (from.length !== to.length) return undefined
    for (const [at, step] of from.entries()) {
      const other = to[at]!
      const [place, there] = [from, to].map(steps => steps.slice(0, at + 1).join('.'))
      if ((names.get(step) ?? other) !== other || (places.get(place!) ?? there) !== there) return undefined
      names.set(step, other)
      places.set(place!, there!)
    }
  }
  return names.get('[]') === undefined || names.get('[]') === '[]' ? names : undefined
}

function renaming (names: ReadonlyMap<string, string>): Rename {
  const others = [...names].filter(([name, other]) => name !== other)
  if (others.length === 0) return text => text
  const written = new Map(others.map(([name, other]) => [`${JSON.stringify(name)}:`, `${JSON.stringify(other)}:`]))
  const pattern = new RegExp([...written.keys()].map(name => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g')
  // A quotation mark within a text is written with a backslash, so that nothing but a name ends in one and a colon.
  return text => text.replace(pattern, name => written.get(name)!)
}
