import type { Schema } from './operations.ts'

const kinds: Record<NonNullable<Schema['type']>, (value: unknown) => boolean> = {
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean'
}

const formats: Record<string, RegExp> = {
  date: /^\d{4}-\d\d-\d\d$/,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/
}

/** What is only guessed of a form holds nobody to it: its bounds and tables are not asserted, its types are. */
interface Place {
  at?: string
  isGuessed?: boolean
  /** Those that are not as usual: `empty-values=texts`. */
  readings?: readonly string[]
  /** Whether what has no value is an empty text, whatever its type. */
  isTextWithout?: boolean
}

/** The words that a reading puts in the place of a value, as its schema says. */
export const wordsByReading = ({ 'x-by-reading': by = {} }: Schema, readings: readonly string[]): unknown[] =>
  readings.flatMap(reading => Array.isArray(by[reading]) ? by[reading] : [])

function isGuess (schema: Schema, above: boolean): boolean {
  const basis = schema['x-form-basis'] ?? schema['x-basis']
  return basis === undefined ? above : 'inferred' in basis && basis.inferred !== 'The sandbox\'s own'
}

/** In what a value is not as its schema says. An object has the members that its schema names, and no others unless it says so. */
export function faultsIn (
  schema: Schema, value: unknown, { at = '$', isGuessed: above = false, readings = [], isTextWithout = false }: Place = {}
): string[] {
  if (wordsByReading(schema, readings).includes(value) || (isTextWithout && value === '')) return []
  const isGuessed = isGuess(schema, above)
  // What has no type can be anything.
  if (value === null && (schema.nullable || (schema.type === undefined && !schema.anyOf))) return []
  if (schema.anyOf) {
    return schema.anyOf.some(it => faultsIn(it, value, { at, isGuessed, readings }).length === 0)
      ? []
      : [`${at} is none of what it can be`]
  }
  if (schema.type && !kinds[schema.type](value)) return [`${at} is no ${schema.type}`]
  if (Array.isArray(value)) {
    return [...isGuessed ? [] : boundsOf(schema.minItems, schema.maxItems, value.length, at),
      ...itemsIn(schema, value, { at, isGuessed, readings })]
  }
  if (typeof value === 'object' && value !== null) return membersIn(schema, value as Record<string, unknown>, { at, isGuessed, readings })
  const formFaults = typeof value === 'string' ? formFaultsIn(schema, value, at) : []
  if (isGuessed || formFaults.length > 0) return formFaults
  if (typeof value === 'number') return boundsOf(schema.minimum, schema.maximum, value, at)
  return typeof value === 'string' ? textFaults(schema, value, at) : []
}

function formFaultsIn ({ pattern, format }: Schema, text: string, at: string): string[] {
  if (pattern && !new RegExp(pattern).test(text)) return [`${at} is ${text}, which is not of ${pattern}`]
  return format && formats[format] && !formats[format].test(text) ? [`${at} is ${text}, which is no ${format}`] : []
}

function textFaults ({ enum: values, minLength, maxLength }: Schema, text: string, at: string): string[] {
  if (values && !values.includes(text)) return [`${at} is ${text}, which is none of ${values.join(', ')}`]
  return boundsOf(minLength, maxLength, text.length, at)
}

const boundsOf = (least = -Infinity, most = Infinity, value: number, at: string): string[] =>
  value < least || value > most ? [`${at} is out of bounds`] : []

const itemsIn = ({ items }: Schema, list: unknown[], { at, isGuessed, readings = [] }: Place): string[] =>
  items ? list.flatMap((item, i) => faultsIn(items, item, { at: `${at}[${i}]`, isGuessed, readings })) : []

function membersIn (schema: Schema, value: Record<string, unknown>, { at, isGuessed, readings = [] }: Place): string[] {
  const isTextWithout = readings.some(reading => typeof schema['x-by-reading']?.[reading] === 'string')
  const { properties, required = [], additionalProperties, 'x-additional-names': names } = schema
  const missing = required.filter(name => !(name in value)).map(name => `${at}.${name} is missing`)
  const faults = Object.entries(value).flatMap(([name, member]) => {
    const known = properties?.[name] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined)
    if (known) return faultsIn(known, member, { at: `${at}.${name}`, isGuessed, readings, isTextWithout })
    const mayBeMore = names ? new RegExp(names).test(name) : additionalProperties === true
    return properties === undefined || mayBeMore
      ? []
      : [`${at}.${name} is not in the document`]
  })
  return [...missing, ...faults]
}
