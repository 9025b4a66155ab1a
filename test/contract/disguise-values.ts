import type { Shape } from './disguise-shapes.ts'

/** A value of ours as the disguise has it. */
export const asOfficial = (value: unknown, shape: Shape): unknown => translated(value, shape, 'ours', 'official')

/** A value of the disguise as ours. What the disguise has besides is not in it. */
export const asOurs = (value: unknown, shape: Shape): unknown => translated(value, shape, 'official', 'ours')

type Side = 'ours' | 'official'

function translated (value: unknown, { moved, objects, added }: Shape, from: Side, to: Side): unknown {
  if (moved.length === 0 || typeof value !== 'object' || value === null) return value
  const [list] = moved
  if (list!.ours.length === 0) return listed(value, list!.items!, from, to)
  const made: Record<string, any> = {}
  for (const it of moved) {
    const [source, target] = [it[from], it[to]]
    if (!source || !target) continue
    const found = at(value, source)
    if (found !== undefined) put(made, target, it.items ? listed(found, it.items, from, to) : found)
  }
  // What is empty is there all the same.
  for (const it of objects) if (isObject(at(value, it[from]))) put(made, it[to], at(made, it[to]) ?? {})
  if (to === 'official') for (const it of added) if (isObject(at(made, it.neededIn))) put(made, it.at, it.value)
  return made
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null

const listed = (value: unknown, items: Shape, from: Side, to: Side): unknown =>
  Array.isArray(value) ? value.map(it => translated(it, items, from, to)) : value

const at = (value: unknown, place: readonly string[]): unknown => place.reduce<any>((it, name) => it?.[name], value)

function put (object: Record<string, any>, place: readonly string[], value: unknown): void {
  let inner = object
  for (const name of place.slice(0, -1)) inner = inner[name] ??= {}
  inner[place.at(-1)!] = value
}

/** The paths that are the same of both: `enrolments[].programmeLocalId`; undefined for what is not in the disguise. */
export function pathsIn ({ moved }: Shape, ours = '', official: string | undefined = ''): Map<string, string | undefined> {
  const pairs = new Map<string, string | undefined>()
  for (const it of moved) {
    const ending = it.items ? '[]' : ''
    const a = joined(ours, it.ours) + ending
    const b = official === undefined || !it.official ? undefined : joined(official, it.official) + ending
    pairs.set(a, b)
    if (it.items) for (const pair of pathsIn(it.items, a, b)) pairs.set(...pair)
  }
  return pairs
}

const joined = (before: string, place: readonly string[]): string => [before, ...place].filter(it => it !== '').join('.')
