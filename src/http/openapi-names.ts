import type { OpenAPIV3 } from 'openapi-types'
import { BadInput } from '../core/errors.ts'
import type { Schema } from './openapi-schema.ts'

export type Named = NonNullable<OpenAPIV3.ComponentsObject['schemas']>

/** What has schemas in it, by name: the paths of a document, and its replies. */
type Parts = Readonly<Record<string, object>>

/**
 * A copy of parts in which every object and every enumeration that has a title is referred to, and those that are, so that a generated
 * client gets one type for each, made by steps. Throws BadInput for two of one title.
 */
export function * namingSchemas<Whole extends Parts> (parts: Whole): Generator<void, { named: Whole, schemas: Named }> {
  const schemas = new Map<string, Schema>()

  function walk (node: unknown): unknown {
    if (Array.isArray(node)) return node.map(walk)
    if (typeof node !== 'object' || node === null) return node
    const walked = Object.fromEntries(Object.entries(node).map(([name, member]) => [name, walk(member)])) as Schema
    if (typeof walked.title !== 'string') return walked
    if (walked.enum) return enumeration(walked)
    if (walked.type !== 'object') return walked
    if (walked['x-null-is-one']) return ofNullToo(walked)
    // What is said of the member, and not of the type that it has.
    const { nullable, 'x-required-because': because, ...schema } = walked
    keep(schema)
    if (!nullable && !because) return referenceTo(schema)
    return {
      ...nullable && { type: 'object', nullable },
      ...because !== undefined && { 'x-required-because': because },
      allOf: [referenceTo(schema)]
    }
  }

  /** Null is one of the values of the type itself. */
  function ofNullToo ({ 'x-null-is-one': _, ...schema }: Schema): unknown {
    keep(schema)
    return referenceTo(schema)
  }

  /** Where it is used, more is said of it than its values. */
  function enumeration ({ title, type, enum: values, 'x-about': about, ...said }: Schema): unknown {
    const schema: Schema = { type: type as 'string', enum: values!, title: title!, description: about as string, ...namesOf(values!) }
    keep(schema)
    return { ...said, ...said.nullable && { type }, allOf: [referenceTo(schema)] }
  }

  function keep (schema: Schema): void {
    const known = schemas.get(schema.title!)
    const isAnother = known !== undefined && JSON.stringify(known) !== JSON.stringify(schema)
    if (isAnother) throw new BadInput(`Two schemas that differ have the title ${schema.title}.`)
    schemas.set(schema.title!, known ?? schema)
  }

  const named = yield * eachMade(parts, walk)
  const inOrder = [...schemas].sort(([a], [b]) => a < b ? -1 : 1)
  return { named, schemas: Object.fromEntries(inOrder) as Named }
}

/** Parts of what is made of each of their members, by steps. */
function * eachMade<Whole extends Parts> (parts: Whole, make: (member: unknown) => unknown): Generator<void, Whole> {
  const all: Record<string, Record<string, unknown>> = {}
  for (const [part, members] of Object.entries(parts)) {
    const made: Record<string, unknown> = all[part] = {}
    for (const [name, member] of Object.entries(members)) {
      made[name] = make(member)
      yield
    }
  }
  return all as object as Whole
}

/**
 * Names for the values of an enumeration of which two differ in case alone, where languages write them alike: Java's constants, for one.
 * There are two spellings of such names, each known to other generators.
 */
function namesOf (values: readonly string[]): object {
  const firsts = values.map(value => values.find(it => it.toLowerCase() === value.toLowerCase())!)
  const names = values.map((value, i) => firsts[i] === value ? value : `${firsts[i]}As${value}`)
  return names.some((name, i) => name !== values[i]) ? { 'x-enum-varnames': names, 'x-enumNames': names } : {}
}

const referenceTo = ({ title }: Schema) => ({ $ref: `#/components/schemas/${title}` })
