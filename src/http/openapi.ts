import type { OpenAPIV3 } from 'openapi-types'
import { finish } from '../core/in-turns.ts'
import { headers } from './openapi-headers.ts'
import { namingSchemas } from './openapi-names.ts'
import { describeOperation } from './openapi-operation.ts'
import { layPaths, type Placed } from './openapi-paths.ts'
import { shareTrouble } from './openapi-trouble.ts'
import type { Service } from './service.ts'

export type OpenApiDocument = OpenAPIV3.Document

/** Where the documents on file say that the sandbox is. */
export const usualServer = 'http://localhost:4010'

const documents = new WeakMap<Service, OpenApiDocument>()

/** The OpenAPI document of a service, made of its operations at the first use; `server` is the address without the service's mount. */
export const documentOf = (service: Service, server?: string): OpenApiDocument => finish(makingDocument(service, server))

/** The same by steps. */
export function * makingDocument (service: Service, server = usualServer): Generator<void, OpenApiDocument> {
  let document = documents.get(service)
  if (!document) documents.set(service, document = yield * describing(service))
  return { ...document, servers: [{ url: server + service.mount, description: 'The sandbox' }] }
}

const rendering = 'A sandbox\'s rendering of the API, not affiliated with those who run the real one. ' +
  'x-basis says of each operation, rule and member whether the real documentation states it or it is inferred.'

function * describing (service: Service): Generator<void, OpenApiDocument> {
  const { title, version, description, openapi = '3.0.3', security, isOwn } = service
  const described: Placed[] = []
  for (const operation of service.operations) {
    described.push({ method: operation.method, path: operation.path, operation: describeOperation(service, operation) })
    yield
  }
  const shared = shareTrouble(layPaths(described))
  yield
  const { named: { paths, responses }, schemas } = yield * namingSchemas(shared)
  const text = JSON.stringify([paths, responses])
  const used = Object.entries(headers).filter(([name]) => text.includes(`"#/components/headers/${name}"`))
  return {
    openapi,
    info: {
      title,
      version,
      description: isOwn ? description : `${description}\n\n${rendering}`,
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' }
    },
    servers: [],
    tags: tagsOf(paths),
    paths,
    components: {
      schemas,
      responses,
      headers: Object.fromEntries(used),
      ...security && { securitySchemes: { [security.name]: security.scheme } }
    }
  }
}

function tagsOf (paths: OpenApiDocument['paths']): OpenAPIV3.TagObject[] {
  const operations = Object.values(paths).flatMap(path => Object.values(path ?? {}) as OpenAPIV3.OperationObject[])
  const names = new Set(operations.flatMap(operation => operation.tags ?? []))
  return [...names].map(name => ({ name, description: `Operations on ${name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()}` }))
}
