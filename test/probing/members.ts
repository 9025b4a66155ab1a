import type { TSchema } from '@sinclair/typebox'

/** Where a member of a body stands: names, and numbers for the items of a list. */
export type Path = ReadonlyArray<string | number>

export interface Member {
  path: Path
  schema: TSchema
}

/** As refusals and warnings write it: `content[0].ethnicity[1]`. */
export const written = (path: Path): string =>
  path.reduce<string>((text, step) => typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`, '')

/** The name of a member, or of the list that it is an item of. */
export const nameOf = (path: Path): string => path.findLast((step): step is string => typeof step === 'string')!

/** Every member of a body, lists of objects by their first item. */
export function membersOf (schema: TSchema, path: Path = []): Member[] {
  if (schema.type === 'array' && (schema.items as TSchema).properties) return membersOf(schema.items as TSchema, [...path, 0])
  if (!schema.properties) return [{ path, schema }]
  return Object.entries<TSchema>(schema.properties).flatMap(([name, member]) => membersOf(member, [...path, name]))
}

/** What stands at a path; undefined where nothing does. */
export const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((node, step) => (node as Record<string | number, unknown> | null | undefined)?.[step], value)

/** A body with another value at a path. */
export function withValue<Body> (body: Body, path: Path, value: unknown): Body {
  const changed = structuredClone(body) as Record<string | number, unknown>
  const parent = path.slice(0, -1).reduce((node, step) => (node[step] ??= {}) as Record<string | number, unknown>, changed)
  parent[path.at(-1)!] = value
  return changed as Body
}
