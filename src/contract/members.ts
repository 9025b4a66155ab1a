import { compact } from './names.ts'
import type { JsonSchema } from './official.ts'
import { typesOf } from './merge.ts'

/** A member with a value of its own, or a list, at whatever depth of objects. */
export interface Member {
  /** `identity.dateOfBirth`, `enrolments[]` for a list, `enrolments[].programmeLocalId` for what its items have. */
  readonly path: string
  /** The last part of the path. */
  readonly name: string
  /** The parts of the path within the object or the item that it belongs to. */
  readonly names: readonly string[]
  readonly schema: JsonSchema
  /** Whether it has to be there, and so each object around it. */
  readonly isRequired: boolean
  /** What the items of a list have; undefined for what is no list. */
  readonly items?: readonly Member[]
}

const deepest = 12

/** The members of a shape. Those of objects are all in one list, those of a list's items are the list's. */
export function membersIn (schema: JsonSchema | undefined): readonly Member[] {
  if (schema === undefined) return []
  let members = known.get(schema)
  if (!members) known.set(schema, members = isList(schema) ? [listOf(schema, '[]', [], true)] : within(schema, '', [], true))
  return members
}

const known = new WeakMap<JsonSchema, readonly Member[]>()

const isList = ({ items, type }: JsonSchema): boolean => items !== undefined || type === 'array' || typesOf({ type }).includes('array')

const hasMembers = ({ properties }: JsonSchema): boolean => properties !== undefined && Object.keys(properties).length > 0

function within (schema: JsonSchema, before: string, names: readonly string[], isRequired: boolean): Member[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const path = before === '' ? name : `${before}.${name}`
    const parts = [...names, name]
    const isNeeded = isRequired && (schema.required?.includes(name) ?? false)
    if (isList(inner)) return [listOf(inner, `${path}[]`, parts, isNeeded)]
    if (hasMembers(inner) && parts.length < deepest) return within(inner, path, parts, isNeeded)
    return [{ path, name, names: parts, schema: inner, isRequired: isNeeded }]
  })
}

function listOf (schema: JsonSchema, path: string, names: readonly string[], isRequired: boolean): Member {
  const { items = {} } = schema
  const isTooDeep = path.split('[]').length > deepest
  return {
    path,
    name: names.at(-1) ?? '',
    names,
    schema,
    isRequired,
    items: isTooDeep ? [] : isList(items) ? [listOf(items, `${path}[]`, [], true)] : within(items, path, [], true)
  }
}

const objects = new WeakMap<Member, string>()

/** The object that a member is in, within the object or the item that all of them belong to; empty for that itself. */
export function objectOf (member: Member): string {
  let object = objects.get(member)
  if (object === undefined) objects.set(member, object = member.names.slice(0, -1).map(compact).join('.'))
  return object
}

/** A list of members, and of those that are in their lists. */
export const allOf = (members: readonly Member[]): Member[] =>
  members.flatMap(member => [member, ...allOf(member.items ?? [])])
