import { BadInput } from '../core/errors.ts'
import type { Method } from '../core/operation.ts'
import { held, ofBody, ofInfo, ofOperation, ofParameter, ofPathItem, ofRoot, ofServer, ofVariable, type Keywords } from './keywords.ts'
import type { JsonSchema, OfficialContent, OfficialDocument, OfficialOperation, OfficialParameter } from './official.ts'
import { schemasIn, type Read } from './resolve.ts'

type Node = Record<string, any>

interface Reading extends Read {
  /** A node whose keywords are of their kinds. Throws BadInput. */
  hold (node: Node, keywords: Keywords): Node
}

const methods: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'delete'])

const places: ReadonlySet<string> = new Set(['path', 'query', 'header'])

/** Those of real agencies have a hundred at most; each is held against each of ours. */
export const mostOperations = 2_000

/** What an OpenAPI document describes, as values, in steps; it was parsed, and refers to nothing outside of itself. Throws BadInput. */
export function * describing (parsed: unknown, hash: string): Generator<void, OfficialDocument> {
  const root = parsed as Node
  const read: Reading = { ...schemasIn(root), hold: (node, keywords) => held(node, keywords, root) }
  const { info, servers, paths } = read.hold(root, ofRoot)
  const { title = '', version = '' } = read.hold(nodeOf(info), ofInfo)
  const operations: OfficialOperation[] = []
  for (const [path, item] of Object.entries(nodeOf(paths))) {
    operations.push(...operationsAt(path, read.follow(item), read))
    yield
  }
  if (operations.length === 0) throw new BadInput('has no operations')
  if (operations.length > mostOperations) throw new BadInput(`has ${operations.length} operations; the maximum is ${mostOperations}`)
  refuseCollisions(operations)
  return {
    title: String(title),
    version: String(version),
    hash,
    basePath: basePathOf(servers, read),
    operations
  }
}

const nodeOf = (value: unknown): Node => typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}

const listOf = (value: unknown): Node[] => Array.isArray(value) ? value : []

/** A server may have variables, with what they are usually. */
function basePathOf (servers: unknown, read: Reading): string {
  const { url = '', variables } = read.hold(nodeOf(listOf(servers)[0]), ofServer)
  const valueOf = (name: string) => read.hold(nodeOf(nodeOf(variables)[name]), ofVariable).default
  const filled = String(url).replace(/\{(\w+)\}/g, (all, name: string) => String(valueOf(name) ?? all))
  const path = filled.replace(/^[a-z][\w+.-]*:\/\/[^/]*/i, '').replace(/[?#].*$/, '').replace(/\/+$/, '')
  return path === '' || path.startsWith('/') ? path : `/${path}`
}

function operationsAt (path: string, item: Node, read: Reading): OfficialOperation[] {
  if (!path.startsWith('/')) throw new BadInput(`has a path "${path.slice(0, 80)}" that does not start with a slash`)
  const shared = listOf(read.hold(item, ofPathItem).parameters)
  return Object.entries(item).filter(([method]) => methods.has(method)).map(([method, value]) => {
    const operation = read.hold(nodeOf(value), ofOperation)
    const { operationId, summary, requestBody, responses } = operation
    return {
      ...Object.fromEntries(['x-basis', 'x-route-basis'].filter(name => name in operation).map(name => [name, operation[name]])),
      ...typeof operationId === 'string' && { operationId },
      ...typeof summary === 'string' && { summary },
      method: method.toUpperCase() as Method,
      path: path.length > 1 ? path.replace(/\/+$/, '') : path,
      parameters: parametersOf([...listOf(operation.parameters), ...shared], read),
      ...requestBody && { body: bodyOf(read.follow(requestBody), read) },
      replies: Object.fromEntries(Object.entries(nodeOf(responses)).map(([status, reply]) => [status, contentOf(read.follow(reply), read)]))
    }
  })
}

/** An operation's own come first, and stand for those of its path that have the same name and place. */
function parametersOf (nodes: readonly Node[], read: Reading): OfficialParameter[] {
  const byPlace = new Map<string, OfficialParameter>()
  for (const node of nodes.map(read.follow)) {
    const { name, in: place, required, schema, content } = read.hold(node, ofParameter)
    if (typeof name !== 'string' || !places.has(place) || byPlace.has(`${place} ${name}`)) continue
    const shape = read.schema(schema ?? Object.values<Node>(nodeOf(content))[0]?.schema ?? {})
    byPlace.set(`${place} ${name}`, { name, in: place, required: required === true || place === 'path', schema: described(shape, node) })
  }
  return [...byPlace.values()]
}

/** What a parameter is for stands beside its shape. */
const described = (schema: JsonSchema, { description }: Node): JsonSchema =>
  typeof description === 'string' && schema.description === undefined ? { ...schema, description } : schema

const bodyOf = (node: Node, read: Reading): OfficialOperation['body'] =>
  ({ required: read.hold(node, ofBody).required === true, ...contentOf(node, read) })

function contentOf (node: Node, read: Reading): OfficialContent {
  const content = nodeOf(node.content)
  const mediaTypes = Object.keys(content)
  const main = mediaTypes.find(type => /\bjson\b/.test(type)) ?? mediaTypes[0]
  const schema = main === undefined ? undefined : nodeOf(content[main]).schema
  return { mediaTypes, ...schema !== undefined && { schema: read.schema(schema) } }
}

function refuseCollisions (operations: readonly OfficialOperation[]): void {
  const seen = new Map<string, OfficialOperation>()
  for (const operation of operations) {
    const key = `${operation.method} ${operation.path.replace(/\{[^}]*\}/g, '{}').toLowerCase()}`
    const other = seen.get(key)
    if (other) {
      const { method, path } = operation
      const [first, second] = [other.path, path].map(it => it.slice(0, 120))
      throw new BadInput(`has two operations for the same requests: ${method} ${first} and ${method} ${second}`)
    }
    seen.set(key, operation)
  }
}
