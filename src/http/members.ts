import type { TObject, TSchema } from '@sinclair/typebox'

/**
 * Reads a body as ASP.NET Core does: member names match in any case, unknown members are passed over, and a
 * null is a member that is not given. Answers a new value with the schema's own names; the paths of the
 * members that were passed over go to `ignored`.
 */
export function matchMembers (schema: TSchema, value: unknown, ignored: string[], path = ''): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (schema.type === 'array' && Array.isArray(value)) {
    return value.map((item, i) => matchMembers(schema.items as TSchema, item, ignored, `${path}[${i}]`))
  }
  if (schema.type !== 'object' || Array.isArray(value)) return value
  const { properties } = schema as TObject
  const matched: Record<string, unknown> = {}
  for (const written of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[written]
    const name = Object.hasOwn(properties, written) ? written : namesOf(schema as TObject).get(written.toLowerCase())
    if (name === undefined && schema.additionalProperties === true) matched[written] = member
    else if (name === undefined) ignored.push(within(path, written))
    else if (typeof member !== 'object') matched[name] = member
    else if (member !== null) matched[name] = matchMembers(properties[name]!, member, ignored, within(path, name))
  }
  return matched
}

const within = (path: string, name: string): string => path === '' ? name : `${path}.${name}`

const names = new WeakMap<TObject, Map<string, string>>()

function namesOf (schema: TObject): Map<string, string> {
  let known = names.get(schema)
  if (!known) names.set(schema, known = new Map(Object.keys(schema.properties).map(name => [name.toLowerCase(), name])))
  return known
}
