import type { InjectOptions } from 'light-my-request'
import { withoutSandbox } from '../src/http/sandbox-path.ts'
import { documentOf } from '../src/http/openapi.ts'
import { resolve, type Schema } from './fuzz/operations.ts'
import { faultsIn } from './fuzz/schema.ts'
import { documented, type Reply } from './harness.ts'
import { underContract, type OfficialsOf } from './official-replies.ts'
import { xmlFaults } from './xml-reply.ts'

/** In what a reply differs from what the OpenAPI document of its service says: status, media type, headers, body. Nothing is let pass. */
export function undocumented (
  { method = 'GET', url = '/', path = url, headers = {} }: InjectOptions, reply: Reply, readings: readonly string[] = [],
  officials: OfficialsOf = () => []
): string[] {
  const under = officials(String(path), headers)
  if (under.length > 0) {
    const official = underContract(under, method, String(path), reply)
    if (official !== undefined) return official
  }
  const place = placeAt(String(path))
  // What a tester, or a mistake of the sandbox, made of it is in no document; nor is what a sandbox answers that is not there.
  // Nor is what another document has changed.
  if (!place || method === 'OPTIONS' || reply.status === 500 || ofHttp.has(reply.status) || /the contract in force/.test(reply.text) || reply.headers['sandbox-fault'] || isOfNothing(reply)) return []
  const verb = method === 'HEAD' ? 'get' : method.toLowerCase()
  const item = place.document.paths[place.path]!
  const operation = item[verb] ?? Object.values<any>(item).find(it => reply.status === 405 || it.operationId === place.alsoBy[verb])
  if (!operation) return []
  const described = follow(operation.responses[reply.status], place.document)
  const where = `${operation.operationId} answers ${reply.status}`
  if (!described) return [where]
  const { document } = place
  return [...headerFaults(document, described, reply), ...method === 'HEAD' ? [] : bodyFaults(document, described, reply, readings)]
    .map(fault => `${where}: ${fault}`)
}

/** What is refused before any operation is asked: a request that is not whole in time, and headers that are too large. */
const ofHttp: ReadonlySet<number> = new Set([408, 431])

/** What is served by no operation, though its path looks it, or by no sandbox. */
const isOfNothing = ({ status, text, body }: Reply): boolean =>
  status === 404 && (body?.nearest !== undefined || /No sandbox .* exists/.test(text))

/** What every server sends, what a browser asks for, and what goes with a page. */
const ofEveryServer = /^(?:content-(?:type|length)|date|connection|keep-alive|transfer-encoding|vary|access-control-.*|content-security-policy|x-content-type-options)$/

function headerFaults (document: any, { headers = {} }: any, reply: Reply): string[] {
  const known = new Map(Object.entries(headers).map(([name, header]) => [name.toLowerCase(), follow(header, document)]))
  return [
    ...Object.keys(reply.headers).filter(name => !known.has(name) && !ofEveryServer.test(name)).map(name => `the header ${name}`),
    ...[...known].filter(([name, { required }]) => required && reply.headers[name] === undefined).map(([name]) => `no header ${name}`)
  ]
}

/** What is described elsewhere in the document. */
const follow = (node: any, document: any): any =>
  node?.$ref ? node.$ref.slice(2).split('/').reduce((found: any, step: string) => found[step], document) : node

function bodyFaults (document: any, described: any, { headers, text, body }: Reply, readings: readonly string[]): string[] {
  const { content, 'x-may-be-empty': mayBeEmpty } = described
  if (text === '') return content === undefined || mayBeEmpty ? [] : ['no body']
  const type = String(headers['content-type']).split(';')[0]!
  if (!content?.[type]) return [`a body of the type ${type}`]
  const schema = schemaOf(document, content[type])
  if (type.endsWith('xml')) return schema.type === 'string' ? [] : xmlFaults(schema, text, readings)
  return type.endsWith('json') ? faultsIn(schema, body, { readings }) : []
}

const schemas = new WeakMap<object, Schema>()

function schemaOf (document: any, content: { schema: object }): Schema {
  let schema = schemas.get(content)
  if (!schema) schemas.set(content, schema = resolve(content.schema, document) as Schema)
  return schema
}

export interface Place {
  /** The service. */
  readonly name: string
  readonly document: any
  /** As the document writes it. */
  readonly path: string
  readonly pattern: RegExp
  /** Ids of operations by methods that they are served by besides. */
  readonly alsoBy: Record<string, string>
}

let places: Place[] | undefined

const found = new Map<string, Place | undefined>()

/** Where a request goes: a path without parameters comes before one with them. */
export function placeAt (url: string): Place | undefined {
  const path = withoutSandbox(pathOf(url)).rest
  if (!found.has(path)) found.set(path, lookFor(path))
  return found.get(path)
}

function lookFor (asked: string): Place | undefined {
  const path = asked.replace(/^\/accessplansandbox\//i, '/accessplan/').replace(/(?<=.)\/$/, '')
  places ??= documented().flatMap(service => {
    const document = documentOf(service)
    const alsoBy = Object.fromEntries(service.operations.flatMap(({ alsoBy = [], operationId }) =>
      alsoBy.map(method => [method.toLowerCase(), operationId])))
    return Object.keys(document.paths).map(path =>
      ({ name: service.name, document, path, alsoBy, pattern: patternOf(service.mount + path) }))
  }).sort((a, b) => a.path.split('{').length - b.path.split('{').length)
  return places.find(({ pattern }) => pattern.test(path))
}

const patternOf = (path: string): RegExp => new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`, 'i')

/** As a client sends it, without dots. */
const pathOf = (url: string): string => new URL(url.startsWith('/') ? `http://sandbox${url}` : url).pathname
