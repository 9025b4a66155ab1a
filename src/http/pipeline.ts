import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Caller, Entry, Remark } from '../sandbox/journal.ts'
import { askOf } from '../sandbox/readings.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'
import { closeJournal, countRequest, logRequest, tellListeners } from './after-answer.ts'
import { noteAnswer, presentFailure } from './answering.ts'
import { readBodies, type MediaType } from './bodies.ts'
import { rewritten } from './body-faults.ts'
import { pathOf } from './call.ts'
import { chooseSandbox, isOfService } from './choose-sandbox.ts'
import { noting, type Arrived } from './context.ts'
import { allowOrigin, answerPreflight } from './cors.ts'
import { checkDryRun } from './dry-run.ts'
import { enforce } from './enforce.ts'
import { applyFault, applyFaultOfCaller } from './faults.ts'
import { giveTime } from './given-time.ts'
import { identified } from './identified.ts'
import { noteBodyOfNone } from './ignored-body.ts'
import { waitForTurn } from './in-turn.ts'
import { letTimePass } from './let-time-pass.ts'
import { noteIgnoredId } from './ignored-id.ts'
import { leadFromNothing } from './lost-pages.ts'
import type { Operation } from './operation.ts'
import { openJournal } from './open-journal.ts'
import { leaveOutValueless, noteOptions } from './query-options.ts'
import { asSent, bodyOf } from './head.ts'
import { officialOf } from './official.ts'
import { createLimiter, limitOf } from './rate-limit.ts'
import { refuseWhileStopping } from './refuse-while-stopping.ts'
import type { RequestCounts } from './request-counts.ts'
import { checkMeaning } from './meaning.ts'
import { checkShape, noteBody, readMembers, unpackBody } from './reading.ts'
import { noteRoutes, serviceAt, type Routes } from './routes.ts'
import type { Identified, Service } from './service.ts'
import { dropIfSilent } from './silent-senders.ts'
import { inOrder, type Step } from './step.ts'
import { sendTogether } from './together.ts'
import { isMeantForAdmin } from './own-paths.ts'
import { isUnserved, refuseUnserved } from './unserved.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The only way to a sandbox: nothing else holds one. */
    sandbox: Sandbox
    /** What serves it; Fastify makes a new object whenever its options are asked for. */
    serving: FastifyContextConfig
    /** The journal's record of this request, filled in as it goes its way; none for what is not journalled. */
    entry: Entry | undefined
    /** What is told of what is not journalled. */
    remarks: Remark[] | undefined
    caller: Caller | undefined
    /** What was taken out of its body. */
    aside: unknown
    /** Gives back what it was let in with, once it is answered or gone. */
    release: (() => void) | undefined
    /** What is done once its change is kept and answered. */
    afterwards: Array<(sandbox: Sandbox) => void>
  }
  interface FastifyInstance {
    /** The services that hear of every change. */
    hearers: Arrived['hearers']
    /** All that it serves. */
    services: readonly Service[]
  }
  interface FastifyContextConfig {
    service?: Service
    operation?: Operation
  }
}

export interface PipelineOptions {
  readonly sandboxes: Sandboxes
  readonly services: readonly Service[]
  /** What answers for a path that no service serves. */
  readonly unserved: Service
  readonly counts: RequestCounts
  /** Whether whoever sends such headers may know which sandboxes there are. */
  knowsIds (headers: IncomingHttpHeaders): boolean
}

/**
 * The way of every request, in order. Each step is a function that is named as here: below, in a file of its name, or, for its body and
 * its answer, in `reading.ts` and `answering.ts`. Services say what they need, and none has a hook of its own.
 */
export async function layPipeline (app: FastifyInstance, { sandboxes, services, unserved, counts, knowsIds }: PipelineOptions) {
  const [countAgainstLimit, routes] = [await createLimiter(app), noteRoutes(app)]
  const serviceOf = serviceFor(routes, services, unserved)

  keepOnTheWay(app, services)

  // When its head has come.
  app.addHook('onRequest', inOrder([
    noteServing,
    asSent,
    refuseWhileStopping(app),
    waitForTurn,
    chooseSandbox({ sandboxes, serviceOf, release, knowsIds, routes }),
    answerPreflight(serviceOf),
    openJournal,
    noteIgnoredId,
    checkDryRun,
    letTimePass,
    giveTime,
    applyFault(serviceOf),
    refuseUnserved(serviceOf, routes),
    identifyCaller,
    applyFaultOfCaller,
    limitRate(countAgainstLimit),
    admit
  ]))

  // As its body comes.
  app.addHook('preParsing', unpackBody)
  readBodies(app, mediaTypesOf(services))
  app.addHook('preValidation', inOrder([leaveOutValueless, noteOptions, noteBodyOfNone, noteBody, readMembers, checkShape, checkMeaning]))

  // The operation itself is `perform`, the handler of every route. What is thrown comes out here.
  app.setErrorHandler((error, request, reply) =>
    leadFromNothing(request, reply) ?? presentFailure(error, request, reply, isOfService(error, request) ? serviceOf(request) : unserved))

  // When it is answered.
  app.addHook('onSend', (request, reply, payload, done) => {
    const sent = send(serviceOf, request, reply, payload)
    sendTogether(() => done(null, sent), error => giveUp(request, reply, error))
  })
  app.addHook('onResponse', (request, reply, done) => {
    closeJournal(request, reply)
    tellListeners(request, reply)
    countRequest(counts, request, reply)
    logRequest(request, reply)
    done()
  })
}

/** Makes room for what is declared above. */
function keepOnTheWay (app: FastifyInstance, services: readonly Service[]): void {
  app.decorate('hearers', services.flatMap(({ changed }) => changed ?? [])).decorate('services', services)
  for (const kept of ['sandbox', 'serving', 'entry', 'remarks', 'caller', 'aside', 'release', 'afterwards']) app.decorateRequest(kept)
}

const mediaTypesOf = (services: readonly Service[]): MediaType[] =>
  [...new Set(services.flatMap(({ takes, operations }) => [...takes, ...operations.flatMap(it => it.takes ?? [])]))]

/** Of a reply that was made and cannot be sent, nothing is sent; the log says why. */
function giveUp ({ sandbox, log }: FastifyRequest, { raw }: FastifyReply, error: Error): void {
  if (sandbox) sandbox.report(error)
  else log.error(error)
  raw.destroy()
}

function send (serviceOf: (request: FastifyRequest) => Service, request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  const sent = rewritten(request, reply, officialOf(request)?.reply(request, reply, payload) ?? payload)
  noteAnswer(request, reply, sent)
  allowOrigin(serviceOf, request, reply)
  release(request)
  return bodyOf(request, reply, sent)
}

const serviceFor = (routes: Routes, services: readonly Service[], unserved: Service) => (request: FastifyRequest): Service =>
  officialOf(request)?.service ??
  (isUnserved(request) ? undefined : request.serving.service) ??
  routes.serviceAt(pathOf(request)) ?? (isMeantForAdmin(pathOf(request)) ? unserved : serviceAt(services, pathOf(request))) ?? unserved

const noteServing: Step = (request) => { request.serving = request.routeOptions.config }

const identifyCaller: Step = (request) => {
  const { sandbox } = request
  const judge = ({ caller, holder, rules, facts }: Identified) => {
    request.caller = caller
    if (request.entry) {
      request.entry.caller = caller ?? holder
      enforce(sandbox, request.entry, rules, facts)
    }
  }
  const found = identified(request, noting(request.entry, askOf(sandbox.settings)))
  return found instanceof Promise ? found.then(judge) : found && judge(found)
}

const limitRate = (count: (request: FastifyRequest) => Promise<void>): Step => (request) => {
  const { service, operation } = request.serving
  if (service?.limitedBy && !operation!.isOpen && limitOf(request.sandbox, service) !== 'off') return count(request)
}

const admit: Step = (request) => {
  request.release = request.serving.operation?.admit?.(request.sandbox, request.caller!)
  if (request.release) dropIfSilent(request.raw)
}

function release (request: FastifyRequest): void {
  request.release?.()
  request.release = undefined
}
