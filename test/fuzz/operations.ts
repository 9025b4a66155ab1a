import { services } from '../../src/services.ts'
import type { Client } from '../harness.ts'

/** As much of OpenAPI's schemas as the documents use. */
export interface Schema {
  type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean'
  nullable?: boolean
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema
  enum?: string[]
  format?: string
  pattern?: string
  xml?: { name?: string, wrapped?: boolean }
  'x-additional-names'?: string
  /** By readings that are not as usual: the words that stand for a value, or what is said of the members. */
  'x-by-reading'?: Record<string, string | string[]>
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  example?: unknown
  'x-basis'?: { documented: string } | { inferred: string }
  'x-form-basis'?: { documented: string } | { inferred: string }
}

/** What an operation takes and answers. */
export interface Shape {
  /** By the name of the path's parameter. */
  parameters: Record<string, Schema>
  query: Record<string, Schema>
  /** The names of those of the query that have to be there. */
  needed: string[]
  body?: { schema: Schema, types: string[] }
  /** By status, those of success only; undefined where there is no body. */
  replies: Record<string, Schema | undefined>
  /** The media types of those. */
  types: Record<string, string[]>
}

/** An operation as those see it who know nothing but what the server says of itself. */
export interface Operation extends Shape {
  operationId: string
  service: string
  method: string
  /** With braces: `/work-submission-api/v1.0/learners/{learnerLocalId}`. */
  path: string
}

/** Every operation of every service, as the contract lists them and the OpenAPI documents describe them. */
export async function listOperations (client: Client): Promise<Operation[]> {
  const { body: contract } = await client.admin('GET', '/contract')
  const documents = new Map<string, any>()
  for (const name of [...services.map(it => it.name), 'admin']) {
    const { body } = await client.inject({ method: 'GET', url: `/openapi/${name}.json` })
    documents.set(name, resolve(body, body))
  }
  const isOfService = ({ service }: Operation): boolean => services.some(({ name }) => name === service)
  return contract.filter(isOfService).map((it: Operation) =>
    describe(it, documents.get(it.path.startsWith('/__admin/') ? 'admin' : it.service)))
}

/** Every operation of the sandbox's own API but those that stand beside a service's, as its document describes them. */
export async function listOwnOperations (client: Client): Promise<Operation[]> {
  const { body: contract } = await client.admin('GET', '/contract')
  const { body } = await client.inject({ method: 'GET', url: '/openapi/admin.json' })
  const document = resolve(body, body)
  const isOfService = (operationId: string): boolean => contract.some((it: Operation) => it.operationId === operationId)
  return Object.entries<any>(document.paths).flatMap(([path, item]) => Object.entries<any>(item)
    .filter(([, published]) => !isOfService(published.operationId))
    .map(([method, { operationId }]) => ({ operationId, service: 'admin', method: method.toUpperCase(), path }))
    .map(operation => describe(operation as Operation, document)))
}

function describe ({ operationId, service, method, path }: Operation, document: any): Operation {
  const mount = new URL(document.servers[0].url).pathname.replace(/\/$/, '')
  const [written, item] = Object.entries<any>(document.paths)
    .find(([written]) => withoutNames(written) === withoutNames(path.slice(mount.length))) ?? ['', {}]
  const published = item[method.toLowerCase()]
  if (!published) throw new Error(`${operationId} is in no OpenAPI document`)
  const shape = shapeOf(published)
  const parameters = Object.fromEntries(namesIn(written).map((name, n) => [namesIn(path)[n]!, shape.parameters[name]!]))
  return { operationId, service, method, path, ...shape, parameters }
}

const namesIn = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)

/** Two paths that differ by the names of their parameters are one in a document. */
export const withoutNames = (path: string): string => path.replace(/\{\w+\}/g, '{}')

function shapeOf ({ parameters = [], requestBody, responses }: any): Shape {
  const parametersIn = (place: string): Record<string, Schema> =>
    Object.fromEntries(parameters.filter((it: any) => it.in === place).map((it: any) => [it.name, it.schema]))
  const successes = Object.entries<any>(responses).filter(([status]) => status < '300')
  return {
    parameters: parametersIn('path'),
    query: parametersIn('query'),
    needed: parameters.filter((it: any) => it.in === 'query' && it.required).map((it: any) => it.name),
    ...(requestBody && { body: { schema: firstSchema(requestBody)!, types: Object.keys(requestBody.content) } }),
    replies: Object.fromEntries(successes.map(([status, it]) => [status, firstSchema(it)])),
    types: Object.fromEntries(successes.map(([status, { content = {} }]) => [status, Object.keys(content)]))
  }
}

const firstSchema = ({ content = {} }: any): Schema | undefined => (Object.values(content)[0] as any)?.schema

/** A copy of `node` in which what is referred to stands in its place. */
export function resolve (node: any, document: any): any {
  if (Array.isArray(node)) return node.map(item => resolve(item, document))
  if (typeof node !== 'object' || node === null) return node
  if (node.$ref) return resolve(node.$ref.slice(2).split('/').reduce((found: any, step: string) => found[step], document), document)
  // What is said of a member, and the type that it has.
  if (node.allOf) {
    const { allOf: [type], ...said } = node
    return { ...resolve(type, document), ...said }
  }
  return Object.fromEntries(Object.entries(node).map(([name, member]) => [name, resolve(member, document)]))
}

/** What the path says that it is about, before a parameter or at its end: `User` for `/accessplan/api/v2/User/{id}`. */
export const subjectOf = ({ path }: Operation): string => path.split('/').findLast(part => part !== '' && !part.startsWith('{'))!

/**
 * The name under which values for a member are known. accessplanit's version 2 calls the id of each module ID,
 * and elsewhere by the module: UserID.
 */
export const knownAs = (operation: Operation, name: string): string => /^id$/i.test(name) ? `${subjectOf(operation)}ID` : name
