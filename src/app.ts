import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { adminRoutes } from './admin/routes.ts'
import type { Config } from './config.ts'
import { Failure } from './core/errors.ts'
import type { ServedOperation } from './core/operation.ts'
import { both } from './core/words.ts'
import { keepJournal } from './http/exchange.ts'
import { failureOf } from './http/failure-of.ts'
import { nearestOperations } from './http/not-found.ts'
import { describeRoutes, type Catalogue, type OpenApiDocument } from './http/openapi.ts'
import { listOperations, type App } from './http/operation.ts'
import { schemaController } from './http/schemas.ts'
import type { ServiceOptions } from './http/service.ts'
import { documentationPages } from './pages/documentation.ts'
import { problemOf, sendProblem } from './http/problem.ts'
import type { Sandbox } from './sandbox/sandbox.ts'
import { services } from './services.ts'

export interface AppOptions {
  sandbox: Sandbox
  config: Config
}

export interface BuiltApp {
  readonly app: FastifyInstance
  readonly catalogue: Catalogue
}

/** Puts a server together over a sandbox; it listens to nothing yet. Closing it does not close the sandbox. */
export async function buildApp ({ sandbox, config }: AppOptions): Promise<BuiltApp> {
  const app = fastify({
    logger: config.logLevel === 'silent' ? false : { level: config.logLevel },
    exposeHeadRoutes: false,
    rewriteUrl: ({ url = '/' }) => withoutAlias(url),
    // Whoever sends half a request and no more must not keep others waiting for long.
    requestTimeout: 120_000,
    schemaController,
    routerOptions: { maxParamLength: 20_000, caseSensitive: false },
    frameworkErrors: (error, request, reply) => { sendRootError(error, request, reply) }
  }).withTypeProvider<TypeBoxTypeProvider>()

  const operations: ServedOperation[] = []
  const documents = new Map<string, () => OpenApiDocument>()
  const catalogue: Catalogue = { operations, document: (service) => documents.get(service)!() }

  leaveBodiesUnread(app)
  keepJournal(app, sandbox, config.wireExact)
  app.setErrorHandler(sendRootError)
  app.setNotFoundHandler((request, reply) => sendNotFound(request, reply, operations))

  for (const service of services) {
    const options: ServiceOptions = { ...config, rateLimit: config.rateLimit[service.name] ?? 'off', submissions: config }
    await app.register(async (scope: App) => {
      listOperations(scope, service.name, operations)
      await describeRoutes(scope, service)
      documents.set(service.name, () => scope.swagger() as OpenApiDocument)
      await service.routes(scope, options)
    }, { prefix: service.mount })
  }
  await app.register(adminRoutes, { sandbox, config, catalogue, operations })
  await app.register(documentationPages, { catalogue })
  await app.ready()
  return { app, catalogue }
}

/** For requests that nothing is served for, so that it is that they hear of; each service says what it reads. */
function leaveBodiesUnread (app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, payload, done) => {
    payload.resume()
    done(null)
  })
}

const aliases = services.flatMap(({ mount, alsoAt = [] }) => alsoAt.map(alias => ({ alias: `${alias}/`, mount: `${mount}/` })))

/** A path under the other name of a service, as one under its own. */
function withoutAlias (url: string): string {
  const found = aliases.find(({ alias }) => url.slice(0, alias.length).toLowerCase() === alias)
  return found ? found.mount + url.slice(found.alias.length) : url
}

function sendRootError (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const failure = failureOf(error, request)
  if (request.entry) request.entry.failure = failure
  return sendProblem(reply, { ...problemOf(failure, pathOf(request)), errors: failure.errors })
}

function sendNotFound (request: FastifyRequest, reply: FastifyReply, operations: readonly ServedOperation[]): FastifyReply {
  const nearest = nearestOperations(operations, request.method, request.url)
  const names = nearest.map(({ method, path, summary }) => `${method} ${path} (${summary})`)
  const failure = new Failure('unknown-route',
    `No operation is served at ${request.method} ${pathOf(request)}. The nearest are ${both(names)}.`)
  request.entry.failure = failure
  return sendProblem(reply, { ...problemOf(failure, pathOf(request)), nearest })
}

const pathOf = (request: FastifyRequest): string => request.url.split('?')[0]!
