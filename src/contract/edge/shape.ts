import { Kind, Type, type TSchema } from '@sinclair/typebox'
import type { JsonSchema } from '../official.ts'

/** What a document says of a shape, as bodies are held to it. What is no rule for a value is left out, and so is what nobody can read. */
export const shapeOf = (schema: JsonSchema): TSchema => made(schema, 0)

/** Deeper than any body can be. */
const deepest = 64

function made (schema: JsonSchema, depth: number): TSchema {
  if (depth > deepest) return Type.Unknown()
  const shape = ofTable(schema) ?? ofChoices(schema, depth) ?? ofType(schema, depth)
  return { ...shape, ...typeof schema.description === 'string' && { description: schema.description } }
}

function ofTable ({ enum: table, type }: JsonSchema): TSchema | undefined {
  const values = table?.filter(it => it !== null)
  if (!values || values.length === 0) return undefined
  if (values.every(it => typeof it === 'string')) return Type.Unsafe({ [Kind]: 'OneOf', type: 'string', enum: values })
  const isPlain = values.every(it => typeof it === 'number' || typeof it === 'boolean' || typeof it === 'string')
  // A number in quotation marks is read by its type.
  return isPlain ? { ...Type.Union(values.map(it => Type.Literal(it as string))), ...typeof type === 'string' && { type } } : undefined
}

function ofChoices (schema: JsonSchema, depth: number): TSchema | undefined {
  const choices = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined
  if (!Array.isArray(choices) || schema.properties) return undefined
  const real = choices.filter(it => it.type !== 'null')
  if (real.length === 0) return Type.Unknown()
  return real.length === 1 ? made(real[0]!, depth + 1) : Type.Union(real.map(it => made(it, depth + 1)))
}

function ofType (schema: JsonSchema, depth: number): TSchema {
  const types = [schema.type ?? (schema.properties ? 'object' : schema.items ? 'array' : [])].flat().filter(it => it !== 'null')
  if (types.length === 0) return Type.Unknown()
  return types.length === 1 ? ofOneType(types[0]!, schema, depth) : Type.Union(types.map(type => ofOneType(type, schema, depth)))
}

function ofOneType (type: string, schema: JsonSchema, depth: number): TSchema {
  switch (type) {
    case 'object': return objectOf(schema, depth)
    case 'array': return listOf(schema, depth)
    case 'string': return textOf(schema)
    case 'integer': return Type.Integer(numbersIn(schema, 'minimum', 'maximum'))
    case 'number': return Type.Number(numbersIn(schema, 'minimum', 'maximum'))
    case 'boolean': return Type.Boolean()
    default: return Type.Unknown()
  }
}

const listOf = (schema: JsonSchema, depth: number): TSchema =>
  Type.Array(schema.items ? made(schema.items, depth + 1) : Type.Unknown(), numbersIn(schema, 'minItems', 'maxItems'))

function objectOf ({ properties = {}, required = [], additionalProperties }: JsonSchema, depth: number): TSchema {
  const members = Object.entries(properties).filter(([name]) => name !== '__proto__').map(([name, schema]) => {
    const shape = made(schema, depth + 1)
    return [name, required.includes(name) ? shape : Type.Optional(shape)]
  })
  const isMap = additionalProperties === true || typeof additionalProperties === 'object'
  const isOpen = isMap || (members.length === 0 && additionalProperties !== false)
  return Type.Object(Object.fromEntries(members) as Record<string, TSchema>, isOpen ? { additionalProperties: true } : {})
}

const numbersIn = (schema: JsonSchema, ...names: Array<keyof JsonSchema>): object =>
  Object.fromEntries(names.flatMap(name => typeof schema[name] === 'number' ? [[name, schema[name]]] : []))

/** Others say nothing that could be held against a text. */
const formatOf = ({ format }: JsonSchema): object => format === 'date' || format === 'date-time' ? { format } : {}

/** A pattern may be one that takes forever, so that it is not held to as ours are. What has a format needs none. */
function textOf (schema: JsonSchema): TSchema {
  const [lengths, format, { pattern }] = [numbersIn(schema, 'minLength', 'maxLength'), formatOf(schema), schema]
  return 'format' in format || typeof pattern !== 'string' || !isPattern(pattern)
    ? Type.String({ ...lengths, ...format })
    : Type.Unsafe({ [Kind]: 'Patterned', type: 'string', ...lengths, pattern })
}

function isPattern (pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') !== undefined
  } catch {
    return false
  }
}
