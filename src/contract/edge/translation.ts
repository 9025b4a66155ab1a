import { define, write } from './write.ts'

/** A member of one side and what it is on the other: paths such as `enrolments[].programmeLocalId`. */
export interface Pair {
  readonly from: string
  readonly to: string
  /** What its values are called on the other side; others have no name there, and stay. */
  readonly values?: ReadonlyMap<unknown, unknown> | undefined
}

type Members = Record<string, unknown>

/** What the members of one side are made to. */
interface Node {
  readonly below: Map<string, Node>
  items: Node | undefined
  /** Where it stands on the other side, step by step; `[]` for a list. */
  to: readonly string[] | undefined
  /** Its name there, where it stands directly in what holds it here. */
  step: string | undefined
  values: Pair['values']
}

/** What is made of a value, and on the way. */
interface Made {
  root?: unknown
  strange?: Strange[]
}

/** A value that has no name on the other side, and the path of its member there. */
export interface Strange { readonly path: string, readonly value: unknown }

/** A value with the names of the other side, and what of it has none there. */
export interface Translated {
  readonly value: unknown
  /** In the shape of where it stood; undefined for nothing. */
  readonly rest: unknown
  readonly strange?: readonly Strange[] | undefined
}

export type Translate = (value: unknown) => Translated

const newNode = (): Node => ({ below: new Map(), items: undefined, to: undefined, step: undefined, values: undefined })

export const stepsOf = (path: string): string[] => path.replaceAll('[]', '.[]').split('.').filter(step => step !== '')

/** Makes a translation of pairs: what is nested on one side may be flat on the other. Nothing is made up, and nothing copied twice. */
export function createTranslation (pairs: readonly Pair[]): Translate {
  const root = newNode()
  for (const { from, to, values } of pairs) Object.assign(nodeAt(root, stepsOf(from)), { to: stepsOf(to), values })
  placeHolders(root, 0)
  noteSteps(root, [])
  // What holds a list here may be the list itself there.
  const isListThere = pairs.length > 0 && pairs.every(({ to }) => to.startsWith('[]'))
  const isSame = pairs.every(({ from, to, values }) => from === to && !values)
  return (value) => {
    if (isSame && isKnown(root, value)) return { value, rest: undefined }
    const isObject = typeof value === 'object' && value !== null
    const made: Made = isObject && isListThere ? { root: [] } : {}
    const isPlain = isObject && !Array.isArray(value) && !isListThere
    const rest = translate(root, value, [], made, isPlain ? (made.root = {}) as Members : undefined)
    const empty = Array.isArray(value) ? [] : isObject ? {} : value
    return { value: made.root ?? empty, rest, strange: made.strange }
  }
}

/** Whether all of a value has a place. */
function isKnown (node: Node, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return node.to !== undefined
  if (Array.isArray(value)) return node.items ? value.every(it => isKnown(node.items!, it)) : node.to !== undefined
  if (node.below.size === 0) return node.to !== undefined
  for (const name of Object.keys(value)) {
    const below = node.below.get(name)
    if (!below || !isKnown(below, (value as Members)[name])) return false
  }
  return true
}

function nodeAt (root: Node, steps: readonly string[]): Node {
  let node = root
  for (const step of steps) {
    if (step === '[]') node = node.items ??= newNode()
    else {
      const next = node.below.get(step) ?? newNode()
      node.below.set(step, next)
      node = next
    }
  }
  return node
}

/**
 * What holds others stands where all of them do on the other side, so that it is there, too, where it is empty. `lists` is how many lists
 * it is in. Answers the places of all that is below.
 */
function placeHolders (node: Node, lists: number): Array<readonly string[]> {
  const members = [...node.below.values()].flatMap(it => placeHolders(it, lists))
  const below = node.items ? [...members, ...placeHolders(node.items, lists + 1)] : members
  if (below.length === 0) return node.to ? [node.to] : []
  const [first] = below
  const off = first!.findIndex((step, at) => below.some(it => it[at] !== step))
  const shared = inLists(first!.slice(0, off < 0 ? first!.length - 1 : off), lists)
  if (shared.length > 0) node.to ??= shared
  // A list is one thing to what it is in, whatever its items have.
  return node.items && node.to ? [node.to] : below
}

/** As much of a place as is in so many lists. */
function inLists (steps: readonly string[], lists: number): readonly string[] {
  let seen = 0
  const end = steps.findIndex(step => step === '[]' && ++seen > lists)
  return end < 0 ? steps : steps.slice(0, end)
}

/** Most of what there is stands in the same place under another name, and needs no way to it. */
function noteSteps (node: Node, holder: readonly string[] | undefined): void {
  const { to } = node
  const isDirect = to && holder && to.length === holder.length + 1 && holder.every((step, at) => step === to[at])
  if (isDirect && to.at(-1) !== '[]') node.step = to.at(-1)
  const own = holder?.length === 0 && !to ? holder : to
  for (const below of node.below.values()) noteSteps(below, own)
  if (node.items) noteSteps(node.items, own && [...own, '[]'])
}

/**
 * Writes what has a place on the other side, and answers what has none. `holder` is what stands there for what it is in, if anything
 * does.
 */
function translate (node: Node, value: unknown, places: readonly number[], made: Made, holder: Members | undefined): unknown {
  const isList = Array.isArray(value)
  if (isList && node.items) return listOf(node, value, places, made, holder)
  const isObject = typeof value === 'object' && value !== null && !isList
  if (!isObject || node.below.size === 0) {
    if (node.to === undefined) return value
    const there = node.values && value !== null ? valueThere(node, value, made) : value
    if (holder && node.step !== undefined) define(holder, node.step, there)
    else write(made, node.to, places, there)
    return undefined
  }
  return membersOf(node, value as Members, places, made, node.to ? innerOf(node, places, made, holder) : holder)
}

function valueThere ({ values, to }: Node, value: unknown, made: Made): unknown {
  if (values!.has(value)) return values!.get(value)
  ;(made.strange ??= []).push({ path: to!.join('.').replaceAll('.[]', '[]'), value })
  return value
}

/** An object that is empty is there all the same. */
function innerOf (
  { to, step }: Node, places: readonly number[], made: Made, holder: Members | undefined
): Members | undefined {
  if (!holder || step === undefined) {
    write(made, to!, places, undefined)
    return undefined
  }
  const there = Object.hasOwn(holder, step) ? holder[step] : undefined
  const inner = typeof there === 'object' && there !== null ? there : {}
  if (inner !== there) define(holder, step, inner)
  return inner as Members
}

function membersOf (node: Node, value: Members, places: readonly number[], made: Made, holder: Members | undefined): unknown {
  let rest: Members | undefined
  for (const name of Object.keys(value)) {
    const below = node.below.get(name)
    const left = below ? translate(below, value[name], places, made, holder) : value[name]
    if (left !== undefined) define(rest ??= {}, name, left)
  }
  return rest
}

function listOf (
  node: Node, value: readonly unknown[], places: readonly number[], made: Made, holder: Members | undefined
): unknown {
  const { to, step } = node
  const list: unknown[] | undefined = holder && step !== undefined ? [] : undefined
  if (list) define(holder!, step!, list)
  else if (to) write(made, to, places, undefined, true)
  let isLeft = false
  const left = value.map((item, at) => {
    const isObject = typeof item === 'object' && item !== null && !Array.isArray(item)
    const rest = list && isObject && node.items!.below.size > 0
      ? membersOf(node.items!, item as Members, [...places, at], made, list[at] = {})
      : translate(node.items!, item, [...places, at], made, undefined)
    isLeft ||= rest !== undefined
    return rest ?? null
  })
  return isLeft ? left : undefined
}
