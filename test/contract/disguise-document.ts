import { stringifyYaml } from '@redocly/openapi-core'
import type { Chance } from './chance.ts'

type Node = Record<string, any>

/** Writes a document of 3.1 without references as one of either version, as JSON or YAML, with references and `allOf` here and there. */
export function write (document: Node, chance: Chance): string {
  const is31 = chance.is(0.5)
  const schemas: Node = {}
  const refers = chance.of([0, 0.4, 0.9])
  const splits = chance.of([0, 0.2])
  const names = new Map<string, string>()
  const written = (schema: Node, isRoot = false): Node => {
    const { properties, items, type, ...rest } = schema
    const node: Node = {
      ...rest,
      ...properties && { properties: Object.fromEntries(Object.entries<Node>(properties).map(([name, it]) => [name, written(it)])) },
      ...items && { items: written(items) },
      ...typeOf(type, is31)
    }
    if (!properties || !chance.is(isRoot ? Math.max(refers, 0.3) : refers)) return properties && chance.is(splits) ? split(node) : node
    return referenced(node)
  }
  const referenced = (node: Node): Node => {
    const { nullable, description, ...bare } = node
    const key = JSON.stringify(bare)
    if (!names.has(key)) {
      names.set(key, `Model${names.size + 1}`)
      schemas[names.get(key)!] = chance.is(splits) ? split(bare) : bare
    }
    const $ref = `#/components/schemas/${names.get(key)!}`
    if (!nullable) return { $ref }
    return { nullable, allOf: [{ $ref }] }
  }
  const split = ({ properties, required, ...rest }: Node): Node => {
    const all = Object.entries<Node>(properties)
    const part = (from: number, to?: number): Node => {
      const some = Object.fromEntries(all.slice(from, to))
      const needed = (required ?? []).filter((name: string) => Object.hasOwn(some, name))
      return { type: 'object', properties: some, ...needed.length > 0 && { required: needed } }
    }
    return all.length < 2 ? { ...rest, properties, ...required && { required } } : { ...rest, allOf: [part(0, 1), part(1)] }
  }
  const made = withSchemas(document, written)
  const whole = { openapi: is31 ? '3.1.0' : '3.0.3', ...made, components: { schemas } }
  return chance.is(0.5) ? JSON.stringify(whole) : stringifyYaml(whole)
}

function typeOf (type: unknown, is31: boolean): Node {
  if (!Array.isArray(type)) return type === undefined ? {} : { type }
  if (is31) return { type }
  const others = type.filter(it => it !== 'null')
  return { ...others.length > 0 && { type: others[0] }, nullable: true }
}

/** Each `schema` in it, written. */
function withSchemas (node: unknown, written: (schema: Node, isRoot: boolean) => Node): any {
  if (Array.isArray(node)) return node.map(it => withSchemas(it, written))
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(Object.entries(node).map(([name, it]) =>
    [name, name === 'schema' ? written(it, true) : withSchemas(it, written)]))
}
