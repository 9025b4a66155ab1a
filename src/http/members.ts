import type { TObject, TSchema } from '@sinclair/typebox'

/**
 * Reads a body as ASP.NET Core does: member names match in any case, unknown members are passed over, and a
 * null is a member that is not given. Answers a new value with the schema's own names; the paths of the
 * members that were passed over go to `ignored`.
 */
export function matchMembers (schema: TSchema, value: unknown, ignored: string[], path = ''): unknown {
  if (schema.type === 'array' && Array.isArray(value)) {
    return value.map((item, i) => matchMembers(schema.items as TSchema, item, ignored, `${path}[${i}]`))
  }
  if (schema.type !== 'object' || typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const { properties } = schema as TObject
  const matched: Record<string, unknown> = {}
  for (const [written, member] of Object.entries(value)) {
    const name = Object.hasOwn(properties, written) ? written : namesOf(schema as TObject).get(written.toLowerCase())
    const at = path === '' ? name ?? written : `${path}.${name ?? written}`
    if (name === undefined) ignored.push(at)
    else if (member !== null) matched[name] = matchMembers(properties[name]!, member, ignored, at)
  }
  return matched
}

const names = new WeakMap<TObject, Map<string, string>>()

function namesOf (schema: TObject): Map<string, string> {
  let known = names.get(schema)
  if (!known) names.set(schema, known = new Map(Object.keys(schema.properties).map(name => [name.toLowerCase(), name])))
  return known
}
