import { BadInput } from '../core/errors.ts'
import { held, ofSchema } from './keywords.ts'
import { merged } from './merge.ts'
import type { JsonSchema } from './official.ts'

type Node = Record<string, any>

/** How the parts of one document are read. */
export interface Read {
  /** What a reference leads to, through as many as there are; anything else is itself. Throws BadInput. */
  follow (value: unknown): Node
  /** A shape without references. Throws BadInput. */
  schema (value: unknown): JsonSchema
}

/**
 * Members in all that one shape has in it; a document that refers in tens to tens grows past any, and each is compared with each of ours.
 */
export const mostMembers = 2_000

const open: JsonSchema = Object.freeze({ type: 'object' })

export function schemasIn (root: Node): Read {
  const known = new Map<object, JsonSchema>()
  const sizes = new Map<JsonSchema, number>()
  const underWay = new Set<object>()

  const follow = (value: unknown): Node => followed(root, value)

  const schema = (value: unknown): JsonSchema => {
    if (typeof value !== 'object' || value === null) return {}
    const kept = known.get(value)
    if (kept) return kept
    if (underWay.has(value)) return open
    underWay.add(value)
    const made = make(held(value as Node, ofSchema, root))
    underWay.delete(value)
    known.set(value, made)
    weigh(made)
    return made
  }

  const make = (node: Node): JsonSchema => {
    if (typeof node.$ref === 'string') {
      const { $ref: _, ...beside } = node
      const target = schema(follow(node))
      return Object.keys(beside).length === 0 ? target : merged(target, make(beside))
    }
    const { allOf, nullable, ...own } = node
    const shape = normal(own, schema)
    const whole = Array.isArray(allOf) ? [...allOf.map(schema), shape].reduce(merged) : shape
    return nullable === true ? withNull(whole, true) : whole
  }

  const weigh = (shape: JsonSchema): void => {
    const inner = [...Object.values(shape.properties ?? {}), ...shape.items ? [shape.items] : [], ...shape.anyOf ?? []]
    const size = inner.reduce((sum, it) => sum + (sizes.get(it) ?? 1), 1)
    if (size > mostMembers) throw new BadInput(`has a shape of more than ${mostMembers} members`)
    sizes.set(shape, size)
  }

  return { follow, schema }
}

function followed (root: Node, value: unknown): Node {
  let node = value
  for (const seen = new Set<unknown>(); typeof node === 'object' && node !== null && '$ref' in node && typeof node.$ref === 'string';) {
    if (seen.has(node)) throw new BadInput(`has a reference that leads to itself: "${node.$ref.slice(0, 80)}"`)
    seen.add(node)
    node = at(root, node.$ref)
  }
  return typeof node === 'object' && node !== null && !Array.isArray(node) ? node : {}
}

function at (root: Node, ref: string): unknown {
  let node: unknown = root
  for (const step of ref.replace(/^#\/?/, '').split('/').filter(step => step !== '')) {
    const name = decoded(step)
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, name)) {
      throw new BadInput(`refers to "${ref.slice(0, 80)}", which it does not have`)
    }
    node = (node as Node)[name]
  }
  return node
}

function decoded (step: string): string {
  try {
    return decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')
  } catch {
    return step
  }
}

/** One node in the dialect of 3.1, its inner shapes read. */
function normal (node: Node, read: (value: unknown) => JsonSchema): JsonSchema {
  const { properties, items, anyOf, oneOf, additionalProperties, const: only, example: _e, examples: _x, ...rest } = node
  const choices = Array.isArray(anyOf) ? anyOf : Array.isArray(oneOf) ? oneOf : undefined
  const shape: Node = {
    ...rest,
    ...only !== undefined && { enum: [only] },
    ...typeof properties === 'object' && properties !== null && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, it]) => [name, read(it)]))
    },
    ...typeof items === 'object' && items !== null && { items: read(items) },
    ...typeof additionalProperties === 'object' && additionalProperties !== null
      ? { additionalProperties: read(additionalProperties) }
      : typeof additionalProperties === 'boolean' && { additionalProperties }
  }
  return withNull(choices ? ofOne(shape, choices.map(read)) : shape, false)
}

/** A choice between null and one shape is that shape, or null. */
function ofOne (shape: Node, choices: readonly JsonSchema[]): Node {
  const others = choices.filter(({ type }) => type !== 'null')
  if (others.length !== 1) return { ...shape, anyOf: choices }
  const all = merged(others[0]!, shape as JsonSchema)
  return others.length < choices.length ? withNull({ ...all }, true) : all
}

function withNull (shape: Node, isNullable: boolean): JsonSchema {
  const types = typeof shape.type === 'string' ? [shape.type] : Array.isArray(shape.type) ? shape.type as string[] : []
  const all = isNullable && types.length > 0 ? [...new Set([...types, 'null'])] : types
  const values = Array.isArray(shape.enum) ? shape.enum.filter(it => it !== null) as unknown[] : undefined
  return {
    ...shape,
    ...all.length > 0 && { type: all.length === 1 ? all[0]! : all },
    ...values && values.length > 0 && { enum: values }
  }
}
