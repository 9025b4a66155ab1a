import type { TObject, TSchema } from '@sinclair/typebox'

/** Who hears of the members that are not taken as they were written. */
export interface Told {
  passedOver (path: string): void
  /** Of a member that is there already by a name in another case. */
  repeated (path: string): void
  /** False where such numbers are texts. */
  readonly inQuotes: false | ((path: string, text: string) => void)
  /** What a text or a number stands for that is not as the schema has it; undefined where it stands for nothing else. */
  loosely? (schema: TSchema, value: string | number, path: string): unknown
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
  if (told.loosely && (typeof value === 'string' || typeof value === 'number')) return told.loosely(schema, value, path) ?? value
  if (typeof value !== 'object' || value === null) return value
  const items = Array.isArray(value) ? itemsOf(schema, told) : undefined
  if (items) return (value as unknown[]).map((item, i) => matchMembers(items, item, told, `${path}[${i}]`))
  if (schema.type !== 'object' || Array.isArray(value)) return value
  const { properties } = schema as TObject
  const matched: Record<string, unknown> = {}
  for (const written of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[written]
    const name = Object.hasOwn(properties, written) ? written : namesOf(schema as TObject).get(written.toLowerCase())
    if (name === undefined) {
      if (schema.additionalProperties === true) matched[written] = member
      else told.passedOver(within(path, written))
      continue
    }
    if (matched[name] !== undefined) {
      told.repeated(within(path, name))
      delete matched[name]
    }
    if (isAsItIs(properties[name]!, member, told)) matched[name] = member
    else if (member !== null) matched[name] = matchMembers(properties[name]!, member, told, within(path, name))
  }
  return matched
}

/** Nothing can be made of what is neither an object nor to be read in another way, which is most of what there is. */
const isAsItIs = (schema: TSchema, member: unknown, told: Told): boolean =>
  typeof member !== 'object' && !told.loosely && !(told.inQuotes && isInQuotes(schema, member))

/** Of a list, or of one that may be its one item as well. */
const itemsOf = ({ type, items, anyOf }: TSchema, { loosely }: Told): TSchema | undefined =>
  type === 'array' ? items as TSchema : loosely && (anyOf as TSchema[] | undefined)?.find(it => it.type === 'array')?.items as TSchema

const within = (path: string, name: string): string => path === '' ? name : `${path}.${name}`

const names = new WeakMap<TObject, Map<string, string>>()

function namesOf (schema: TObject): Map<string, string> {
  let known = names.get(schema)
  if (!known) names.set(schema, known = new Map(Object.keys(schema.properties).map(name => [name.toLowerCase(), name])))
  return known
}
