import type { JsonSchema } from './official.ts'

/** Both shapes at once, as `allOf` means it; what `b` says of the same comes after. */
export function merged (a: JsonSchema, b: JsonSchema): JsonSchema {
  const properties = a.properties && b.properties ? mergedMembers(a.properties, b.properties) : a.properties ?? b.properties
  const required = [...new Set([...a.required ?? [], ...b.required ?? []])]
  const items = a.items && b.items ? merged(a.items, b.items) : a.items ?? b.items
  const type = typeOf(a, b)
  return {
    ...a,
    ...b,
    ...type !== undefined && { type },
    ...properties && { properties },
    ...required.length > 0 && { required },
    ...items && { items },
    ...a.enum && b.enum && { enum: b.enum.filter(it => a.enum!.includes(it)) }
  }
}

function mergedMembers (a: NonNullable<JsonSchema['properties']>, b: NonNullable<JsonSchema['properties']>) {
  const all = { ...a }
  for (const [name, shape] of Object.entries(b)) all[name] = Object.hasOwn(a, name) ? merged(a[name]!, shape) : shape
  return all
}

/** That a member can be null is said beside the shape that it refers to, which cannot. */
function typeOf (a: JsonSchema, b: JsonSchema): JsonSchema['type'] {
  const [one, other] = [typesOf(a), typesOf(b)]
  if (one.length === 0 || other.length === 0) return a.type ?? b.type
  const both = one.filter(it => other.includes(it))
  const isNullable = one.includes('null') || other.includes('null')
  const all = [...new Set([...both.filter(it => it !== 'null'), ...isNullable ? ['null'] : []])]
  return all.length === 1 ? all[0] : all
}

/** The types that a shape lets a value have; none where it says nothing of it. */
export const typesOf = ({ type }: JsonSchema): readonly string[] => type === undefined ? [] : typeof type === 'string' ? [type] : type
