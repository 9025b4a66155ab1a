import type { TSchema } from '@sinclair/typebox'
import { published } from './schema.ts'

/** A JSON Schema as other programs read it. */
export type PlainSchema = Readonly<Record<string, unknown>>

const said = new Set(['type', 'description', 'format', 'pattern', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems',
  'required', 'enum', 'const', 'examples', 'default'])

/** A shape of ours, with what is to be said of it in the place of what it is checked by, and without what only our documents say. */
export function plainSchema (schema: TSchema): PlainSchema {
  const whole = { ...schema, ...(schema as { [published]?: object })[published] } as TSchema
  const { anyOf, properties, items, patternProperties, additionalProperties, example } = whole
  const named = Object.values<TSchema>(patternProperties ?? {})[0] ?? additionalProperties
  return {
    ...Object.fromEntries(Object.entries(whole).filter(([name, value]) => said.has(name) && value !== undefined)),
    ...example !== undefined && whole.examples === undefined && { examples: [example] },
    ...anyOf && oneOfSeveral(anyOf as TSchema[]),
    ...properties && { properties: plainMembers(properties as Record<string, TSchema>) },
    ...items && { items: plainSchema(items as TSchema) },
    ...named !== undefined && { additionalProperties: typeof named === 'object' ? plainSchema(named as TSchema) : named }
  }
}

export const plainMembers = (members: Readonly<Record<string, TSchema>>): Record<string, PlainSchema> =>
  Object.fromEntries(Object.entries(members).map(([name, member]) => [name, plainSchema(member)]))

/** Constants are shorter as an enumeration. */
const oneOfSeveral = (alternatives: readonly TSchema[]): PlainSchema => alternatives.every(it => it.const !== undefined)
  ? { type: 'string', enum: alternatives.map(it => it.const as unknown) }
  : { anyOf: alternatives.map(plainSchema) }
