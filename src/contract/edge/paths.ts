/** A parameter of a path, and what stands in its place, as it was written. */
export type PathValues = Readonly<Record<string, string>>

export interface Found<Value> {
  readonly value: Value
  readonly params: PathValues
}

/** Values by method and path, whose parts may be parameters. */
export interface Paths<Value> {
  put (method: string, path: string, value: Value): void
  find (method: string, path: string): Found<Value> | undefined
  /** Everything at a path, by whatever method. */
  at (path: string): Array<Found<Value> & { method: string }>
}

interface Open<Value> {
  readonly source: string
  /** Undefined for what is a parameter from end to end. */
  readonly pattern: RegExp | undefined
  readonly names: readonly string[]
  readonly node: Node<Value>
}

interface Node<Value> {
  readonly fixed: Map<string, Node<Value>>
  readonly open: Array<Open<Value>>
  readonly values: Map<string, Value>
}

const newNode = <Value>(): Node<Value> => ({ fixed: new Map(), open: [], values: new Map() })

/** What is fixed comes before a parameter, and matches in any case, as routes do. */
export function createPaths<Value> (): Paths<Value> {
  const root = newNode<Value>()
  const ends = function * (
    node: Node<Value>, parts: readonly string[], at: number, params: Record<string, string>
  ): Generator<[Node<Value>, PathValues]> {
    if (at === parts.length) {
      if (node.values.size > 0) yield [node, params]
      return
    }
    const part = parts[at]!
    const fixed = node.fixed.get(part.toLowerCase())
    if (fixed) yield * ends(fixed, parts, at + 1, params)
    for (const { pattern, names, node: next } of node.open) {
      const found = read(pattern, part)
      if (found) yield * ends(next, parts, at + 1, { ...params, ...Object.fromEntries(names.map((name, n) => [name, found[n + 1]!])) })
    }
  }
  return {
    put (method, path, value) {
      let node = root
      for (const part of partsOf(path)) node = below(node, part)
      if (!node.values.has(method)) node.values.set(method, value)
    },
    find: (method, path) => findIn(root, partsOf(path), 0, method),
    at: (path) => [...ends(root, partsOf(path), 0, {})].flatMap(([{ values }, params]) =>
      [...values].map(([method, value]) => ({ method, value, params })))
  }
}

/** The same for one method, without a look at what else there is. */
function findIn<Value> (node: Node<Value>, parts: readonly string[], at: number, method: string): Found<Value> | undefined {
  if (at === parts.length) {
    const value = node.values.get(method)
    return value === undefined ? undefined : { value, params: {} }
  }
  const part = parts[at]!
  const fixed = node.fixed.get(part) ?? node.fixed.get(part.toLowerCase())
  const found = fixed && findIn(fixed, parts, at + 1, method)
  if (found) return found
  for (const { pattern, names, node: next } of node.open) {
    const found = read(pattern, part)
    const below = found && findIn(next, parts, at + 1, method)
    if (!below) continue
    for (const [n, name] of names.entries()) (below.params as Record<string, string>)[name] ??= found[n + 1]!
    return below
  }
  return undefined
}

const whole = '([^/]+?)'

/** Nothing, as there is between two slashes, stands for no parameter. */
const read = (pattern: RegExp | undefined, part: string): readonly string[] | null =>
  pattern ? pattern.exec(part) : part === '' ? null : ['', part]

/** A slash at the end changes nothing. */
function partsOf (path: string): string[] {
  const parts = path.split('/')
  if (parts[0] === '') parts.shift()
  if (parts.at(-1) === '') parts.pop()
  return parts
}

function below<Value> (node: Node<Value>, part: string): Node<Value> {
  const written = part.replace(/:(\w+)/g, '{$1}')
  if (!written.includes('{')) {
    const name = written.toLowerCase()
    const found = node.fixed.get(name) ?? newNode<Value>()
    node.fixed.set(name, found)
    return found
  }
  const names = [...written.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name!)
  const source = written.split(/\{[^{}]+\}/).map(fixed => fixed.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join(whole)
  const same = node.open.find(it => it.source === source && it.names.join() === names.join())
  if (same) return same.node
  const next = newNode<Value>()
  node.open.push({ source, pattern: source === whole ? undefined : new RegExp(`^${source}$`, 'i'), names, node: next })
  return next
}
