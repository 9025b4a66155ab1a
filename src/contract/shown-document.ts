import type { ExampleRequest } from '../core/example.ts'
import { inTurns, nextTurn } from '../core/in-turns.ts'
import { describeRule, rulesInWords } from '../http/openapi-rule-texts.ts'
import { rulesOf } from '../http/openapi-replies.ts'
import { exampleName } from '../http/openapi-examples.ts'
import type { OpenApiDocument } from '../http/openapi.ts'
import type { Operation } from '../http/operation.ts'
import type { Service } from '../http/service.ts'
import { requestUnder } from './edge/to-official.ts'
import { sourceOf, type Adaptation, type Translator } from './edge/translator.ts'
import { schemasIn } from './resolve.ts'
import { readYaml } from './yaml.ts'

type Node = Record<string, any>

/** An operation of ours as an official document has it. */
export interface ShownPlace {
  readonly described: Node
  /** Ours, with the status that the document has for it. */
  readonly operation: Operation
}

/** An official document as it is shown and tried: served by the sandbox, with what is known of each operation and member besides. */
export interface ShownDocument {
  readonly document: OpenApiDocument
  place (operationId: string): ShownPlace | undefined
  /** A request of ours as it is sent there; it becomes the example of its operation. */
  example (operationId: string, request: ExampleRequest): ExampleRequest
}

/** `text` is the document as it was adopted, `today` the sandbox's day. */
export async function shownDocument (translator: Translator, text: string, server: string, today: string): Promise<ShownDocument> {
  const { service, operations, document: { basePath } } = translator
  const document = await parsed(text)
  await nextTurn()
  document.servers = [{ url: server + basePath, description: 'The sandbox' }]
  guarded(document, service)
  const places = new Map<string, ShownPlace>()
  for await (const adaptation of inTurns(operations)) {
    const described = nodeOf(document, adaptation)
    if (!described) continue
    describe(described, translator, adaptation)
    const { operation } = adaptation
    if (!operation) continue
    const { shapes } = adaptation
    places.set(operation.operationId, { described, operation: { ...operation, status: shapes.statusOf(operation.status) } })
  }
  return {
    document: document as unknown as OpenApiDocument,
    place: (operationId) => places.get(operationId),
    example (operationId, request) {
      const official = requestUnder(translator, request, today)
      const found = operations.find(({ operation }) => operation?.operationId === operationId)
      if (found) giveExample(places.get(operationId)!.described, found, official)
      return official
    }
  }
}

async function parsed (text: string): Promise<Node> {
  if (/^\uFEFF?\s*\{/.test(text)) {
    try {
      return JSON.parse(text.replace(/^\uFEFF/, '')) as Node
    } catch {
      // YAML can begin with a brace as well.
    }
  }
  const read = await readYaml(text)
  await nextTurn()
  return structuredClone(read) as Node
}

/** What lets a caller in is the sandbox's, where the document says nothing of it. */
function guarded (document: Node, { security }: Service): void {
  if (!security || document.components?.securitySchemes !== undefined) return
  document.components = { ...document.components, securitySchemes: { [security.name]: security.scheme } }
  document.security = [{ [security.name]: [] }]
}

/** With its parameters and its body in it, so that examples can be given to them alone. */
function nodeOf (document: Node, { official }: Adaptation): Node | undefined {
  const { follow } = schemasIn(document)
  const path = Object.keys(document.paths).find(it => it === official.path || it.replace(/\/+$/, '') === official.path)
  if (path === undefined) return undefined
  const item = document.paths[path] = { ...follow(document.paths[path]) }
  const method = official.method.toLowerCase()
  const node: Node = item[method] = { ...item[method] }
  const own = [...node.parameters ?? [], ...item.parameters ?? []].map(it => structuredClone(follow(it)))
  const parameters = own.filter((it, at) => own.findIndex(other => other.name === it.name && other.in === it.in) === at)
  if (parameters.length > 0) node.parameters = parameters
  if (node.requestBody) node.requestBody = structuredClone(follow(node.requestBody))
  node.responses = Object.fromEntries(Object.entries(node.responses ?? {}).map(([status, it]) => [status, structuredClone(follow(it))]))
  return node
}

function describe (node: Node, translator: Translator, { operation, wording, names, doubtful }: Adaptation): void {
  const { service, document } = translator
  const rules = operation
    ? rulesOf(service, operation).map(rule => ({ ...rule, statement: wording.text(rule.statement), field: wording.member(rule.field) }))
    : []
  const may = doubtful === undefined ? '' : ` It may be ${doubtful} of the sandbox.`
  const about = operation ? rulesInWords(rules) : [`The sandbox has no such operation: it is served from this document.${may}`]
  node.operationId ??= names.operationId
  node.description = [...node.description ? [node.description] : [], ...about].join('\n\n')
  node['x-basis'] = sourceOf(document)
  if (!operation) return
  node['x-rules'] = rules.map(describeRule)
  node['x-sandbox-operation'] = operation.operationId
}

function giveExample (node: Node, { path, official }: Adaptation, request: ExampleRequest): void {
  const [bare = '', query] = request.path.split('?', 2)
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name!)
  const form = path.split(/\{[^{}]+\}/).map(it => it.replace(/[.*+?^$()|[\]\\]/g, '\\$&')).join('([^/]+?)')
  const values = new RegExp(`^${form}$`, 'i').exec(bare)?.slice(1) ?? []
  const inPath = new Map(names.map((name, at) => [name, values[at]]))
  const inQuery = new URLSearchParams(query)
  const headers = new Map(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]))
  for (const parameter of node.parameters ?? []) {
    const { name, in: place } = parameter
    const value = place === 'path' ? inPath.get(name) : place === 'query' ? inQuery.get(name) : headers.get(name.toLowerCase())
    if (value === undefined || value === null) continue
    delete parameter.examples
    parameter.example = typed(official.parameters.find(it => it.name === name && it.in === place)?.schema.type, decodeURIComponent(value))
  }
  if (request.body === undefined) return
  for (const [type, content] of Object.entries<Node>(node.requestBody?.content ?? {})) {
    if (!/json/.test(type)) continue
    delete content.example
    content.examples = { [exampleName]: { value: request.body } }
  }
}

const typed = (type: unknown, value: string): unknown =>
  [type].flat().some(it => it === 'integer' || it === 'number') ? Number(value) : value
