import type { OpenAPIV3 } from 'openapi-types'
import { OptionalKind, type TSchema } from '@sinclair/typebox'
import { published } from '../core/schema.ts'

export type Schema = OpenAPIV3.SchemaObject & { [extension: `x-${string}`]: unknown }

/** Whether a member that may be left out may be null as well. */
export interface Rendering { readonly optionalIsNullable: boolean }

/**
 * A shape in OpenAPI 3.0's dialect of JSON Schema, with what is to be said of it in the place of what it is checked by. That an object may
 * have more members than it names goes without saying in JSON Schema. Where it is said, some generators make a map of it and forget the
 * members, so only an extension says so.
 */
export function openApiSchema (schema: TSchema, rendering: Rendering): Schema {
  const said = (schema as { [published]?: object })[published]
  const { anyOf, patternProperties, const: only, examples, 'x-repeated': _, ...rest } = { ...schema, ...said } as TSchema
  const node = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) as Schema
  if (only !== undefined) node.enum = [only]
  if (examples !== undefined) node.example ??= (examples as unknown[])[0]
  if (rest.properties) node.properties = membersOf(rest, rendering)
  if (rest.items) (node as OpenAPIV3.ArraySchemaObject).items = openApiSchema(rest.items as TSchema, rendering)
  const named = Object.values<TSchema>(patternProperties ?? {})[0] ?? rest.additionalProperties
  if (named !== undefined) node.additionalProperties = typeof named === 'object' ? openApiSchema(named, rendering) : named
  if (named === true && Object.keys(node.properties ?? {}).length > 0) nameTheRest(node)
  return anyOf ? oneOfSeveral(anyOf as TSchema[], node, rendering) : node
}

/** As a pattern: any name at all, unless it is known better. */
function nameTheRest (node: Schema): void {
  delete node.additionalProperties
  node['x-additional-names'] ??= '.'
}

const membersOf = ({ properties }: TSchema, rendering: Rendering): Record<string, Schema> =>
  Object.fromEntries(Object.entries<TSchema>(properties).map(([name, member]) => {
    const schema = openApiSchema(member, rendering)
    // A member that is a type of its own need not be said to be null, too: whatever a program has no object for it leaves out.
    return [name, rendering.optionalIsNullable && OptionalKind in member && !isTypeOfItsOwn(schema) ? orNull(schema) : schema]
  }))

const isTypeOfItsOwn = ({ type, title }: Schema): boolean => type === 'object' && title !== undefined

/** What can be anything can be null already. */
const orNull = (schema: Schema): Schema => schema.type === undefined ? schema : { ...schema, nullable: true }

/** What is said of a member does not change the type that it has. */
const ofOne = (only: Schema, node: Schema): Schema =>
  only.type === 'object' && only.title ? { type: 'object', ...node, allOf: [only] } : { ...only, ...node }

/** 3.0 has no type of null, and constants are enumerations of one. */
function oneOfSeveral (alternatives: readonly TSchema[], node: Schema, rendering: Rendering): Schema {
  const others = alternatives.filter(({ type }) => type !== 'null').map(it => openApiSchema(it, rendering))
  const values = others.flatMap(it => it.enum ?? [])
  const merged: Schema = others.length === 1
    ? ofOne(others[0]!, node)
    : others.every(it => it.enum?.length === 1) ? { ...node, type: 'string', enum: values } : { ...node, anyOf: others }
  return others.length < alternatives.length ? orNull(merged) : merged
}
