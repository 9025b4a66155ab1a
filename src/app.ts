import type { IncomingMessage } from 'node:http'
import fastify, { LogController, type FastifyInstance, type FastifyLoggerOptions } from 'fastify'
import { isLoopback, mayUseAdmin, type Access } from './admin/access.ts'
import { adminService, behalfServices, wholeAdmin } from './admin/service.ts'
import type { Certificate } from './certificate.ts'
import { createClassroom, type Classroom } from './classroom/classroom.ts'
import { readSettings } from './config.ts'
import { createArrival, type Arrive } from './contract/edge/arrival.ts'
import { newOperationsOf } from './contract/edge/from-document.ts'
import { paintFor } from './core/colours.ts'
import { inTurns } from './core/in-turns.ts'
import { documentTextIn } from './documents.ts'
import { usualBodyLimit } from './http/failure-of.ts'
import { readQuery } from './http/form-text.ts'
import { asGet } from './http/head.ts'
import type { Operation } from './http/operation.ts'
import { layPipeline } from './http/pipeline.ts'
import { logStream } from './http/log-lines.ts'
import { createLoopDelay } from './http/loop-delay.ts'
import { createRequestCounts } from './http/request-counts.ts'
import { withoutSandbox } from './http/sandbox-path.ts'
import { schemaController } from './http/schemas.ts'
import { serve } from './http/serve.ts'
import type { Service } from './http/service.ts'
import type { Unparsed } from './http/unparsed.ts'
import { answerOdd, answerUnparsed } from './http/unparsed-replies.ts'
import { answerUnread, unreadable, wrongWith } from './http/unread-requests.ts'
import type { Reached } from './http/unread.ts'
import { mostOfARequest } from './http/silent-connections.ts'
import { documentationPages } from './pages/documentation.ts'
import { pageFiles } from './pages/page-files.ts'
import { redactUrl } from './sandbox/redaction.ts'
import type { Sandboxes } from './sandbox/sandboxes.ts'
import { services } from './services.ts'

export interface AppOptions {
  readonly sandboxes: Sandboxes
  /** The address that it will listen on. */
  readonly host?: string
  readonly logLevel?: string
  readonly adminToken?: string | undefined
  readonly adminCors?: readonly string[]
  /** The folder of demos of a trainer's own. */
  readonly demos?: string | undefined
  /** With it, it speaks https. */
  readonly certificate?: Pick<Certificate, 'cert' | 'key'> | undefined
}

/** Node's own refusal of a request without a Host has no body, and is told of nowhere. */
const asSpoken = { requireHostHeader: false } as const

/** Every service that has a document, the sandbox's own API last. */
export const documented = (access: Access = { token: undefined, host: 'localhost', origins: [] }): Service[] => [
  ...services, wholeAdmin(services, adminService(services, access))
]

/** Those of the sandbox's own API, as values: nothing is served by them. */
export const adminOperations = (): readonly Operation[] => documented().at(-1)!.operations

/** Puts the one app together that serves all sandboxes; it listens to nothing yet. Closing it does not close the sandboxes. */
export async function buildApp (
  { sandboxes, host = '127.0.0.1', logLevel = 'silent', adminToken, adminCors = [], demos, certificate }: AppOptions
): Promise<FastifyInstance> {
  const arrive = createArrival(sandboxes, services)
  const reached = (): Reached => ({ sandboxes, services, unserved: admin, plain: url => withoutAlias(withoutLastSlash(url)) })
  const app = fastify({
    // An app is the same over both, which the types of Fastify do not say.
    https: (certificate ? { ...asSpoken, cert: certificate.cert, key: certificate.key } : null) as null,
    ...{ http: asSpoken } as object,
    logger: logLevel !== 'silent' && loggerOf(logLevel),
    // A line that says what came of it is written once it is answered.
    logController: new LogController({ disableRequestLogging: true }),
    // Its lines have the number of the request in the journal; a logger for each request would only add Fastify's own.
    childLoggerFactory: (logger) => logger,
    exposeHeadRoutes: false,
    // Fastify's own has the shape of no API.
    return503OnClosing: false,
    rewriteUrl: raw => routed(raw, arrive),
    // Whoever sends half a request and no more must not keep others waiting for long.
    requestTimeout: mostOfARequest,
    bodyLimit: usualBodyLimit,
    schemaController,
    routerOptions: { maxParamLength: 20_000, caseSensitive: false, querystringParser: readQuery },
    frameworkErrors: (error, request, reply) => answerUnread(reached(), error, request, reply),
    clientErrorHandler: (error, socket) => { answerUnparsed(reached(), error as object as Unparsed, socket, app.log) }
  })
  const counts = createRequestCounts()
  const loopDelay = createLoopDelay()
  app.addHook('onClose', async () => loopDelay.stop())
  answerOdd(app.server)
  const classroom = await openClassroom(sandboxes)
  const access = { token: adminToken, host, origins: adminCors }
  const admin = adminService(services, access, { sandboxes, counts, loopDelay, demos, classroom, readSettings })
  const served = [...services, admin, ...behalfServices(services, admin)]
  await layPipeline(app, {
    sandboxes, services: served, unserved: admin, counts, knowsIds: headers => mayUseAdmin(access, headers)
  })
  await putUp(app, [...served, ...services.map(newOperationsOf)])
  pageFiles(app)
  documentationPages(app, documented(), (service, sandbox, server) => documentTextIn(service, sandbox, server, buildApp))
  // Once the pipeline has heard of it, and lets nothing new in.
  app.addHook('preClose', () => letGo(sandboxes, classroom))
  await app.ready()
  return app
}

/** One after the other: an app that is made for a document, beside one that serves, keeps nobody waiting. */
async function putUp (app: FastifyInstance, all: readonly Service[]): Promise<void> {
  for await (const service of inTurns(all)) serve(app, service)
}

/** A request's URL as the routes have it. */
function routed (raw: IncomingMessage, arrive: Arrive): string {
  asGet(raw)
  if (wrongWith(raw)) return unreadable
  const { prefix, id, rest } = withoutSandbox(raw.url ?? '/')
  const url = withoutLastSlash(rest)
  return arrive({ raw, prefix, id, url, plain: withoutAlias(url) })
}

/** Whoever listens, and what a class has opened, would keep an app from closing. */
async function letGo ({ places }: Sandboxes, classroom: Classroom): Promise<void> {
  for (const { journal } of places.values()) journal.events.close()
  await classroom.close()
}

async function openClassroom (sandboxes: Sandboxes) {
  const classroom = classroomOf(sandboxes)
  // What trainees do is seen from the start on.
  if (classroom.isUsed) await classroom.open()
  return classroom
}

/** Whether a task is done is asked of a copy, which is served as its sandbox is. */
const classroomOf = (sandboxes: Sandboxes) => createClassroom({
  sandboxes,
  openCopies: async () => (await import('./copied.ts')).openCopies(buildApp, sandboxes.default),
  report: error => sandboxes.default.report(error)
})

/** Each line has the id of its request, by which the journal has it. */
const loggerOf = (level: string): FastifyLoggerOptions => ({
  level,
  serializers: { req: ({ method, url }) => ({ method, url: redactUrl(url ?? '') }) },
  stream: logStream(process.stdout, paintFor(process.stdout))
})

/** What the admin API asks for: the token that is given, or where it can be reached from elsewhere one that is made. */
export const needsToken = (host: string): boolean => !isLoopback(host)

const aliases = services.flatMap(({ mount, alsoAt = [] }) => alsoAt.map(alias => ({ alias: `${alias}/`, mount: `${mount}/` })))

/** A slash at the end of a path changes nothing, as ASP.NET Core has it; but the page of the documentation finds its parts by one. */
const withoutLastSlash = (url: string): string =>
  /^[^?]+\/(?:\?|$)/.test(url) && !/^\/docs\//i.test(url) ? url.replace(/\/(?=\?|$)/, '') : url

/** A path under the other name of a service, as one under its own. */
function withoutAlias (url: string): string {
  const found = aliases.find(({ alias }) => url.slice(0, alias.length).toLowerCase() === alias)
  return found ? found.mount + url.slice(found.alias.length) : url
}
