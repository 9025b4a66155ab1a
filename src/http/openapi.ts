import fastify, { type FastifySchema } from 'fastify'
import type { OpenAPIV3 } from 'openapi-types'
import type { TObject } from '@sinclair/typebox'
import type { Rule } from '../core/rule.ts'
import type { Operation } from './operation.ts'
import type { Service } from './service.ts'

export type OpenApiDocument = OpenAPIV3.Document

const documents = new WeakMap<Service, Promise<OpenApiDocument>>()

/** The OpenAPI document of a service, made of its operations at the first use; no server is needed. */
export function documentOf (service: Service): Promise<OpenApiDocument> {
  let document = documents.get(service)
  if (!document) documents.set(service, document = describe(service))
  return document
}

async function describe (service: Service): Promise<OpenApiDocument> {
  const { default: swagger } = await import('@fastify/swagger')
  // It serves nobody: the plugin reads documents off an app's routes.
  const app = fastify({ exposeHeadRoutes: false })
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => String)
  await app.register(swagger, {
    openapi: {
      openapi: '3.0.3',
      info: {
        title: service.title,
        version: service.version,
        description: `${service.description}\n\nA sandbox's rendering of the API, not affiliated with those who run the real one. ` +
          'x-basis says of each operation, rule and member whether the real documentation states it or it is inferred.',
        license: { name: 'MIT', url: 'https://opensource.org/license/mit' }
      },
      servers: [{ url: service.mount || '/', description: 'The sandbox that serves this document' }],
      ...(service.security && { components: { securitySchemes: { [service.security.name]: service.security.scheme } } })
    },
    stripBasePath: true,
    transform: ({ schema, url, route }) => ({ schema: completeSchema(schema!, service, route.config!.operation!), url }),
    transformObject: (it) => nameSchemas('openapiObject' in it ? it.openapiObject as OpenApiDocument : {} as OpenApiDocument)
  })
  for (const operation of service.operations) app.route(routeOf(service, operation))
  await app.ready()
  const document = app.swagger() as OpenApiDocument
  await app.close()
  return document
}

const routeOf = (service: Service, operation: Operation) => ({
  method: operation.method,
  url: service.mount + operation.path,
  schema: {
    ...operation.wire,
    operationId: operation.operationId,
    summary: operation.summary,
    description: operation.description,
    tags: [operation.tag]
  },
  config: { service, operation },
  handler: () => {}
})

/** Adds what every operation of the service has in common, and the basis of the operation and its rules. */
function completeSchema (schema: FastifySchema, service: Service, operation: Operation): FastifySchema {
  const refusals = Object.fromEntries(Object.entries(service.refusals).map(([status, body]) => [status, {
    description: refusalTexts[status], content: { 'application/problem+json': { schema: body } }
  }]))
  const replies = Object.fromEntries(Object.entries(schema.response as Record<string, object>).map(([status, body]) => {
    const [type, description] = [operation.gives?.[Number(status)], refusalTexts[status] ?? 'Done']
    return [status, type ? { description, content: { [type]: { schema: body } } } : { ...body, description }]
  }))
  return {
    ...schema,
    description: [schema.description, ...rulesInWords(operation)].join('\n\n'),
    ...(service.headers && { headers: service.headers as TObject }),
    response: { ...replies, ...refusals },
    ...(schema.body ? { consumes: (operation.takes ?? service.takes).flatMap(({ listed }) => listed) } : {}),
    security: service.security ? [{ [service.security.name]: [] }] : [],
    'x-basis': operation.basis,
    ...(operation.routeBasis && { 'x-route-basis': operation.routeBasis }),
    'x-rules': [...service.rules, ...operation.rules].map(describeRule)
  } as FastifySchema
}

const refusalTexts: Record<string, string> = {
  200: 'Done',
  201: 'Created',
  400: 'Refused: the body does not have its shape, or a rule is broken',
  401: 'Refused: the token is missing, unknown, expired, or of another organisation',
  403: 'Refused: the token is missing, unknown, expired, or of another organisation',
  404: 'There is no such record, or no such operation',
  500: 'Refused: a parameter is missing',
  429: 'Refused for now: too many requests. Retry-After says how many seconds to wait'
}

/** The rules of an operation as a list in Markdown, those that refuse before those that warn. */
function rulesInWords ({ rules }: Operation): string[] {
  const list = (mode: Rule['mode'], heading: string) => {
    const lines = rules.filter(rule => rule.mode === mode).map(rule => `- ${rule.statement} (\`${rule.id}\`)`)
    return lines.length > 0 ? [`${heading}\n${lines.join('\n')}`] : []
  }
  return [...list('enforce', '**Refused unless**'), ...list('warn', '**Warned of unless**')]
}

const describeRule = ({ id, statement, field, basis, mode }: Rule) => ({ id, statement, field, mode, 'x-basis': basis })

/** Moves every schema that has a title to `components`, so that a generated client gets one type for each. */
function nameSchemas (document: OpenApiDocument): OpenApiDocument {
  const schemas: Record<string, unknown> = {}
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk)
    if (typeof node !== 'object' || node === null) return node
    const walked = Object.fromEntries(Object.entries(node).map(([name, member]) => [name, walk(member)]))
    if (walked.type !== 'object' || typeof walked.title !== 'string') return walked
    schemas[walked.title] ??= walked
    return { $ref: `#/components/schemas/${walked.title}` }
  }
  const paths = walk(document.paths) as OpenApiDocument['paths']
  const named =
    Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => a < b ? -1 : 1)) as NonNullable<OpenAPIV3.ComponentsObject['schemas']>
  return { ...document, paths, tags: tagsOf(paths), components: { ...document.components, schemas: named } }
}

function tagsOf (paths: OpenApiDocument['paths']): OpenAPIV3.TagObject[] {
  const operations = Object.values(paths).flatMap(path => Object.values(path ?? {}) as OpenAPIV3.OperationObject[])
  const names = new Set(operations.flatMap(operation => operation.tags ?? []))
  return [...names].map(name => ({ name, description: `Operations on ${name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()}` }))
}
