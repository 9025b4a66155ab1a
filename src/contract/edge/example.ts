import type { JsonSchema } from '../official.ts'

/** A value that has a shape, always the same; examples of the document come first. */
export const exampleOf = (schema: JsonSchema | undefined, today: string): unknown => schema && made(schema, today, 0)

/** Deeper than that only what is required. */
const deep = 6

function made (schema: JsonSchema, today: string, depth: number): unknown {
  const { example, default: usual, enum: table, examples } = schema
  const given = example ?? (Array.isArray(examples) ? examples[0] : undefined) ?? usual
  if (given !== undefined) return given
  if (table && table.length > 0) return table[0]
  const choice = (schema.anyOf ?? schema.oneOf as JsonSchema[] | undefined)?.[0]
  if (choice && !schema.properties) return made(choice, today, depth + 1)
  const type = [schema.type ?? (schema.properties ? 'object' : schema.items ? 'array' : 'null')].flat().find(it => it !== 'null')
  switch (type) {
    case 'object': return objectOf(schema, today, depth)
    case 'array': return listOf(schema, today, depth)
    case 'string': return textOf(schema, today)
    case 'integer': return Math.ceil(numberIn(schema))
    case 'number': return numberIn(schema)
    case 'boolean': return false
    default: return null
  }
}

function objectOf ({ properties = {}, required = [] }: JsonSchema, today: string, depth: number): object {
  const names = Object.keys(properties).filter(name => name !== '__proto__' && (depth < deep || required.includes(name)))
  return Object.fromEntries(names.map(name => [name, made(properties[name]!, today, depth + 1)]))
}

function listOf ({ items, minItems = 0 }: JsonSchema, today: string, depth: number): unknown[] {
  const count = Math.min(20, Math.max(minItems, depth < deep ? 1 : 0))
  return items ? Array.from({ length: count }, () => made(items, today, depth + 1)) : []
}

function textOf ({ format, minLength = 0, maxLength = Infinity }: JsonSchema, today: string): string {
  if (format === 'date') return today
  if (format === 'date-time') return `${today}T00:00:00Z`
  if (format === 'uuid') return '00000000-0000-4000-8000-000000000000'
  if (format === 'uri') return 'https://example.org/'
  if (format === 'email') return 'somebody@example.org'
  return 'example'.padEnd(Math.min(minLength, 10_000), 'x').slice(0, maxLength)
}

function numberIn ({ minimum, maximum, exclusiveMinimum }: JsonSchema): number {
  const least = minimum ?? (typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : undefined)
  return least ?? Math.min(1, maximum ?? 1)
}
