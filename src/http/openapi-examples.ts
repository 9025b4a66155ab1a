import type { OpenAPIV3 } from 'openapi-types'
import { redactAddresses } from '../sandbox/redaction.ts'
import type { Operation } from './operation.ts'
import type { ExampleScene, OperationExample } from './operation-example.ts'
import type { OpenApiDocument } from './openapi.ts'

/** A document has each operation's example by this name: of every parameter, of the body and of the answer. */
export const exampleName = 'demo'

export type Described = OpenAPIV3.OperationObject

type Parameter = OpenAPIV3.ParameterObject & { schema: OpenAPIV3.SchemaObject }

/** An operation as a document has it, and what it is a description of. */
export interface Place { readonly path: string, readonly method: string, readonly described: Described, readonly operation: Operation }

export const placesIn = (document: OpenApiDocument, operations: readonly Operation[]): Place[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods ?? {}).flatMap(([method, described]) => {
      const operation = operations.find(({ operationId }) => operationId === (described as Described).operationId)
      return operation ? [{ path, method, described: described as Described, operation }] : []
    }))

/** A copy of a document, made by steps, to which examples can be added. */
export function * copying (document: OpenApiDocument): Generator<void, OpenApiDocument> {
  const copy = structuredClone({ ...document, paths: {} as OpenApiDocument['paths'] })
  for (const [path, item] of Object.entries(document.paths)) {
    copy.paths[path] = structuredClone(item)
    yield
  }
  return copy
}

/** Gives each operation of a document the request that a sandbox would accept of it. */
export function addRequests (document: OpenApiDocument, operations: readonly Operation[], scene: ExampleScene): void {
  for (const place of placesIn(document, operations)) addRequest(document, place, place.operation.example?.(scene) ?? {})
}

function addRequest (document: OpenApiDocument, { path, described, operation }: Place, example: OperationExample): void {
  const { params = {}, query = {}, body, answer, refused = {} } = example
  // A document may call what stands in a path by another name, as where two operations share it.
  const names = namesIn(operation.path, /:(\w+)/g)
  const byPlace = new Map(namesIn(path, /\{(\w+)\}/g).map((name, n) => [name, params[names[n]!]]))
  for (const parameter of (described.parameters ?? []) as Parameter[]) {
    if (parameter.in === 'query' && parameter.name in query) giveExample(parameter, query[parameter.name])
    else giveExample(parameter, byPlace.get(parameter.name) ?? parameter.schema.example)
  }
  if (answer !== undefined) addExample({ described }, operation.status, exampleName, answer)
  if (body === undefined || !described.requestBody || '$ref' in described.requestBody) return
  for (const [type, content] of Object.entries(described.requestBody.content)) {
    if (/json$/.test(type)) nameExample(content, body)
    if (type === 'application/x-www-form-urlencoded') giveForm(document, content, body as Record<string, unknown>)
    for (const [name, it] of Object.entries(refused)) {
      if (it.body !== undefined) Object.assign(content.examples ?? {}, { [name]: { value: it.body } })
    }
  }
}

const namesIn = (path: string, pattern: RegExp): string[] => [...path.matchAll(pattern)].map(([, name]) => name!)

function giveExample (parameter: Parameter, given: unknown): void {
  delete parameter.schema.example
  if (given === undefined) return
  const value = asTyped(parameter.schema, given)
  parameter.schema.example = value
  parameter.examples = { [exampleName]: { value } }
}

/** A path and a query are text; a document shows what stands there by its type. */
function asTyped ({ type }: OpenAPIV3.SchemaObject, value: unknown): unknown {
  switch (type) {
    case 'string': return String(value)
    case 'integer': case 'number': return Number(value)
    case 'boolean': return String(value) === 'true'
    default: return value
  }
}

/** Pages show a form field by field, and look for the examples of those; one that the schema leaves open they would not show. */
function giveForm (document: OpenApiDocument, content: OpenAPIV3.MediaTypeObject, form: Record<string, unknown>): void {
  nameExample(content, form)
  const schema = schemaIn(document, content)
  const properties: Record<string, OpenAPIV3.SchemaObject | OpenAPIV3.ReferenceObject> = schema.properties ??= {}
  for (const [name, value] of Object.entries(form)) {
    const property = properties[name] ??= { type: 'string' }
    if (!('$ref' in property)) property.example = value
  }
}

function schemaIn (document: OpenApiDocument, { schema = {} }: OpenAPIV3.MediaTypeObject): OpenAPIV3.SchemaObject {
  if (!('$ref' in schema)) return schema
  return document.components!.schemas![schema.$ref.split('/').at(-1)!] as OpenAPIV3.SchemaObject
}

/** Adds an answer in JSON by the name of the request that it is to. */
export function addExample ({ described }: Pick<Place, 'described'>, status: number, name: string, value: unknown): void {
  const response = described.responses[status]
  if (!response || '$ref' in response) return
  for (const [type, content] of Object.entries(response.content ?? {})) {
    if (/json$/.test(type)) content.examples = { ...content.examples, [name]: { value } }
  }
}

/** Adds what an operation answered to its example. */
export function addAnswer ({ described, operation }: Place, status: number, contentType: string | undefined, text: string): void {
  const response = described.responses[status]
  if (operation.answersVary || status !== operation.status || !response || '$ref' in response) return
  const type = contentType?.split(';')[0]
  const content = Object.entries(response.content ?? {}).find(([described]) => described === type)?.[1]
  // A file says nothing to a reader, and could be any size.
  if (content && !isFile(content)) nameExample(content, /json$/.test(type!) ? redactAddresses(excerptOf(JSON.parse(text))) : text)
}

const isFile = ({ schema }: OpenAPIV3.MediaTypeObject): boolean => schema !== undefined && !('$ref' in schema) && schema.format === 'binary'

function nameExample (content: OpenAPIV3.MediaTypeObject, value: unknown): void {
  delete content.example
  content.examples = { [exampleName]: { value } }
}

/** Of a list, so many are enough to see what it is made of. */
const enough = 2

function excerptOf (value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, enough).map(excerptOf)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, excerptOf(member)]))
}
