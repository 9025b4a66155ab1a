import type { TObject, TSchema } from '@sinclair/typebox'

/** Who hears of the members that are not taken as they were written. */
export interface Told {
  passedOver (path: string): void
  /** Of a member that is there already by a name in another case. */
  repeated (path: string): void
  /** False where such numbers are texts. */
  readonly inQuotes: false | ((path: string, text: string) => void)
  /** What a text stands for that is not as the schema has it; undefined where it stands for nothing else. */
  loosely? (schema: TSchema, text: string, path: string): unknown
}

const isInQuotes = ({ type }: TSchema, value: unknown): value is string =>
  (type === 'integer' || type === 'number') && typeof value === 'string' && number.test(value)

/** Zeros may lead, as in an EDUMIS number, and a plus: what reads such texts on the other side takes both. */
const number = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/**
 * Reads a body as ASP.NET Core does: member names match in any case, unknown members are passed over, a null is a member that is not given,
 * of two that are one the last counts, and a number may stand in quotation marks. Answers a new value with the schema's own names.
 */
export function matchMembers (schema: TSchema, value: unknown, told: Told, path = ''): unknown {
  if (told.inQuotes && isInQuotes(schema, value)) {
    told.inQuotes(path, value)
    return Number(value)
  }
  if (typeof value !== 'object' || value === null) return value
  if (schema.type === 'array' && Array.isArray(value)) {
    return value.map((item, i) => matchMembers(schema.items as TSchema, item, told, `${path}[${i}]`))
  }
  if (schema.type !== 'object' || Array.isArray(value)) return value
  const { properties } = schema as TObject
  const matched: Record<string, unknown> = {}
  for (const written of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[written]
    const name = Object.hasOwn(properties, written) ? written : namesOf(schema as TObject).get(written.toLowerCase())
    if (name !== undefined && matched[name] !== undefined) {
      told.repeated(within(path, name))
      delete matched[name]
    }
    if (name === undefined && schema.additionalProperties === true) matched[written] = member
    else if (name === undefined) told.passedOver(within(path, written))
    else if (typeof member === 'string' && told.loosely) matched[name] = textOf(properties[name]!, member, told, within(path, name))
    else if (typeof member !== 'object' && !(told.inQuotes && isInQuotes(properties[name]!, member))) matched[name] = member
    else if (member !== null) matched[name] = matchMembers(properties[name]!, member, told, within(path, name))
  }
  return matched
}

const textOf = (schema: TSchema, text: string, told: Told, path: string): unknown =>
  told.loosely!(schema, text, path) ?? matchMembers(schema, text, told, path)

const within = (path: string, name: string): string => path === '' ? name : `${path}.${name}`

const names = new WeakMap<TObject, Map<string, string>>()

function namesOf (schema: TObject): Map<string, string> {
  let known = names.get(schema)
  if (!known) names.set(schema, known = new Map(Object.keys(schema.properties).map(name => [name.toLowerCase(), name])))
  return known
}
