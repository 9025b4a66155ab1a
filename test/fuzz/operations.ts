import type { Client } from '../harness.ts'

/** As much of OpenAPI's schemas as the documents use. */
export interface Schema {
  type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean'
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  enum?: string[]
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  example?: unknown
}

/** An operation as those see it who know nothing but what the server says of itself. */
export interface Operation {
  operationId: string
  service: string
  method: string
  /** With braces: `/work-submission-api/v1.0/learners/{learnerLocalId}`. */
  path: string
  /** By the name of the path's parameter. */
  parameters: Record<string, Schema>
  body: Schema | undefined
  /** By status; those of success only. */
  replies: Record<string, Schema>
}

const services = ['esl', 'tec-work-based']

/** Every operation of the services, as the contract lists them and the OpenAPI documents describe them. */
export async function listOperations (client: Client): Promise<Operation[]> {
  const { body: contract } = await client.admin('GET', '/contract')
  const documents = new Map<string, any>()
  for (const name of services) {
    const { body } = await client.inject({ method: 'GET', url: `/openapi/${name}.json` })
    documents.set(name, resolve(body, body))
  }
  return contract
    .filter((it: Operation) => services.includes(it.service))
    .map((it: Operation) => describe(it, documents.get(it.service)))
}

function describe ({ operationId, service, method, path }: Operation, document: any): Operation {
  const mount = document.servers[0].url.replace(/\/$/, '')
  const published = document.paths[path.slice(mount.length)]?.[method.toLowerCase()]
  const shape = published ? shapeOf(published) : unpublished(document)[operationId]
  if (!shape) throw new Error(`${operationId} is in no OpenAPI document; say in test/fuzz/operations.ts what it takes`)
  return { operationId, service, method, path, ...shape }
}

type Shape = Pick<Operation, 'parameters' | 'body' | 'replies'>

const shapeOf = ({ parameters = [], requestBody, responses }: any): Shape => ({
  parameters: Object.fromEntries(parameters.filter((it: any) => it.in === 'path').map((it: any) => [it.name, it.schema])),
  body: requestBody && firstSchema(requestBody),
  replies: Object.fromEntries(Object.entries(responses).filter(([status]) => status < '300').map(([status, it]) => [status, firstSchema(it)]))
})

const firstSchema = ({ content }: any): Schema => (Object.values(content)[0] as any).schema

/** What the sandbox's own API takes; no OpenAPI document has it. */
const unpublished = (document: any): Record<string, Shape> => ({
  ReportCompletion: {
    parameters: {},
    body: {
      type: 'object',
      required: ['eid', 'enrolmentLocalId', 'completionDate'],
      properties: {
        eid: { type: 'integer', minimum: -2147483648, maximum: 2147483647 },
        enrolmentLocalId: { type: 'string', minLength: 1, maxLength: 20 },
        completionDate: { type: 'string', format: 'date' }
      }
    },
    replies: { 201: document.components.schemas.Enrolment }
  }
})

/** A copy of `node` in which what is referred to stands in its place. */
function resolve (node: any, document: any): any {
  if (Array.isArray(node)) return node.map(item => resolve(item, document))
  if (typeof node !== 'object' || node === null) return node
  if (node.$ref) return resolve(document.components.schemas[node.$ref.split('/').at(-1)], document)
  return Object.fromEntries(Object.entries(node).map(([name, member]) => [name, resolve(member, document)]))
}
