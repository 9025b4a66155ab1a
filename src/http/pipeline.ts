import type { FastifyInstance, FastifyReply, FastifyRequest, RequestPayload } from 'fastify'
import type { TSchema } from '@sinclair/typebox'
import { Failure } from '../core/errors.ts'
import { yesOrNo } from '../core/option.ts'
import { quoted } from '../core/words.ts'
import { brokenRules, warningsOf, type Caller, type Entry } from '../sandbox/journal.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'
import type { Setting } from '../sandbox/settings.ts'
import { isAnswer, type Answer } from './answer.ts'
import { readBodies, unpack } from './bodies.ts'
import { contextOf, type Arrived } from './context.ts'
import { enforce } from './enforce.ts'
import { failureOf } from './failure-of.ts'
import { matchMembers } from './members.ts'
import type { Call, Operation } from './operation.ts'
import { createLimiter, limitOf } from './rate-limit.ts'
import { withoutSandbox } from './sandbox-path.ts'
import type { Service } from './service.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The only way to a sandbox: nothing else holds one. */
    sandbox: Sandbox
    /** The journal's record of this request, filled in as it goes its way; none for what is not journalled. */
    entry: Entry | undefined
    caller: Caller | undefined
    /** Gives back what it was let in with, once it is answered or gone. */
    release: (() => void) | undefined
    /** What is done once its change is kept and answered. */
    afterwards: Array<(sandbox: Sandbox) => void>
  }
  interface FastifyInstance {
    /** The services that hear of every change. */
    hearers: Arrived['hearers']
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
}

/**
 * The way of every request, in order. Each step is a function below that is named as here; services say what they need, and none has a hook of
 * its own.
 */
export async function layPipeline (app: FastifyInstance, { sandboxes, services, unserved }: PipelineOptions): Promise<void> {
  const countAgainstLimit = await createLimiter(app)
  const serviceOf = (request: FastifyRequest): Service => request.routeOptions.config.service ?? serviceAt(services, pathOf(request)) ?? unserved

  app.decorate('hearers', services.flatMap(({ changed }) => changed ?? []))
  app.decorateRequest('sandbox')
  app.decorateRequest('entry')
  app.decorateRequest('caller')
  app.decorateRequest('release')
  app.decorateRequest('afterwards')

  // When its head has come.
  app.addHook('onRequest', inOrder([
    chooseSandbox(sandboxes),
    openJournal,
    letTimePass,
    // A fault that a tester has asked for would be applied here.
    refuseUnserved(serviceOf),
    identifyCaller,
    limitRate(countAgainstLimit),
    admit
  ]))

  // As its body comes.
  app.addHook('preParsing', unpackBody)
  readBodies(app, [...new Set(services.flatMap(({ takes, operations }) => [...takes, ...operations.flatMap(operation => operation.takes ?? [])]))])
  app.addHook('preValidation', inOrder([noteBody, readMembers]))

  // The operation itself is `perform`, the handler of every route. What is thrown on the way comes out here.
  app.setErrorHandler((error, request, reply) => presentFailure(error, request, reply, request.sandbox ? serviceOf(request) : unserved))

  // When it is answered.
  app.addHook('onSend', (request, reply, payload, done) => {
    noteAnswer(request, reply, payload)
    release(request)
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    closeJournal(request)
    tellListeners(request, reply)
    done()
  })
}

type Step = (request: FastifyRequest, reply: FastifyReply) => void | Promise<void>

/** Runs steps one after another; only one that takes its time makes a request wait. */
function inOrder (steps: readonly Step[]) {
  return (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void => {
    const from = (first: number): void => {
      for (let at = first; at < steps.length; at++) {
        const waiting = steps[at]!(request, reply)
        if (waiting) {
          waiting.then(() => { attempt(() => from(at + 1), done) }, done)
          return
        }
      }
      done()
    }
    attempt(() => from(0), done)
  }
}

function attempt (work: () => void, failed: (error: Error) => void): void {
  try {
    work()
  } catch (error) {
    failed(error as Error)
  }
}

const pathOf = ({ url }: FastifyRequest): string => url.split('?', 1)[0]!

const chooseSandbox = (sandboxes: Sandboxes): Step => (request, reply) => {
  request.afterwards = []
  // A header that is left empty names none.
  const named = withoutSandbox(request.originalUrl).id ?? (request.headers['sandbox-id'] || undefined)
  const sandbox = named === undefined ? sandboxes.default : sandboxes.find(String(named))
  if (!sandbox) throw new Failure('not-found', `No sandbox ${quoted(String(named))} exists. The one that always does is "default".`)
  request.sandbox = sandbox
  const leave = sandboxes.enter(sandbox)
  // It is under way until its answer is out; and whoever goes before that gives way, too.
  reply.raw.once('close', () => {
    release(request)
    leave()
  })
}

const openJournal: Step = (request) => {
  const { sandbox, routeOptions: { config: { service, operation } } } = request
  if (operation ? service!.isJournalled === false : !request.is404) return
  request.entry = sandbox.journal.open({
    at: sandbox.clock.now(),
    method: request.method,
    url: request.originalUrl,
    headers: request.headers,
    operation,
    dryRun: isAskedFor(request.headers['sandbox-dry-run'])
  })
}

/** Whatever is not plainly a no is a yes: a dry run that writes would be the worse mistake. */
const isAskedFor = (header: string | string[] | undefined): boolean =>
  header !== undefined && !/^(?:0|no|false)?$/i.test(String(header))

const letTimePass: Step = ({ entry, sandbox }) => { if (entry) sandbox.catchUp() }

/** For a path that leads to no operation, so that it is that which is heard of, whatever else is wrong. */
const refuseUnserved = (serviceOf: (request: FastifyRequest) => Service): Step => (request) => {
  if (request.is404) throw serviceOf(request).notFound!(callOf(request))
}

const identifyCaller: Step = (request) => {
  const { sandbox, headers, routeOptions: { config: { service, operation } } } = request
  if (!service?.identify || operation!.isOpen) return
  const identified = service.identify(sandbox, headers)
  const judge = ({ caller, rules, facts }: Awaited<typeof identified>) => {
    request.caller = caller
    if (request.entry) {
      request.entry.caller = caller
      enforce(sandbox, request.entry, rules, facts)
    }
  }
  return identified instanceof Promise ? identified.then(judge) : judge(identified)
}

const limitRate = (count: (request: FastifyRequest) => Promise<void>): Step => (request) => {
  const { service, operation } = request.routeOptions.config
  if (service?.limitedBy && !operation!.isOpen && limitOf(request.sandbox, service) !== 'off') return count(request)
}

const admit: Step = (request) => {
  request.release = request.routeOptions.config.operation?.admit?.(request.sandbox, request.caller!)
}

function release (request: FastifyRequest): void {
  request.release?.()
  request.release = undefined
}

function unpackBody (request: FastifyRequest, _reply: FastifyReply, payload: RequestPayload, done: (error: Error | null, payload?: RequestPayload) => void): void {
  try {
    done(null, unpack(request, payload))
  } catch (error) {
    done(error as Error)
  }
}

const noteBody: Step = (request) => { if (request.entry) request.entry.body = kept(request) }

const keptBytes = 16_384

/** The body, unless it is large. What Content-Length says is believed of a plain body only. */
function kept ({ headers, body }: FastifyRequest): unknown {
  const isPlain = headers['content-length'] !== undefined && headers['content-encoding'] === undefined
  const bytes = isPlain ? Number(headers['content-length']) : JSON.stringify(body)?.length ?? 0
  return bytes <= keptBytes ? body : `(${bytes} bytes, not kept)`
}

const readMembers: Step = (request) => {
  const { service, operation } = request.routeOptions.config
  const schema = operation?.wire.body as TSchema | undefined
  if (!schema) return
  // An operation of its own media types takes forms, which have no members to match.
  if (!service!.matchesMembers || operation!.takes) request.body ??= {}
  else if (request.body === undefined) throw new Failure('unreadable', 'The request has no body, and this operation needs one')
  else request.body = matchMembers(schema, request.body, request.entry!.ignored)
}

const callOf = (request: FastifyRequest): Call => ({
  method: request.method,
  path: withoutSandbox(request.originalUrl).prefix + pathOf(request),
  params: request.params,
  query: request.query,
  body: request.body,
  headers: request.headers
})

/** The handler of every operation: performs it and sends what it answers. */
export function perform (request: FastifyRequest, reply: FastifyReply): FastifyReply | Promise<FastifyReply> {
  const call = callOf(request)
  const waiting = request.routeOptions.config.operation!.before?.(request.sandbox, request.caller!, call)
  return waiting ? waiting.then(() => performNow(request, reply, call)) : performNow(request, reply, call)
}

function performNow (request: FastifyRequest, reply: FastifyReply, call: Call): FastifyReply | Promise<FastifyReply> {
  const { sandbox, caller, entry, afterwards, routeOptions: { config } } = request
  const [service, operation] = [config.service!, config.operation!]
  const origin = `${request.protocol}://${request.host || 'localhost'}${withoutSandbox(request.originalUrl).prefix}`
  const work = () => operation.perform(contextOf({ sandbox, caller, entry: entry!, origin, afterwards, hearers: request.server.hearers }), call)
  // Nothing can come between the queries of one turn, so what only reads takes no lock.
  const writes = operation.writes ?? operation.method !== 'GET'
  const value = writes && service.isJournalled !== false ? sandbox.store.transact(work, !entry!.dryRun) : work()
  return send(reply, operation.status, !isAnswer(value) && service.present.success ? service.present.success(value, call) : value)
}

function send (reply: FastifyReply, status: number, value: unknown): FastifyReply | Promise<FastifyReply> {
  if (!isAnswer(value)) return reply.code(status).send(value)
  const { headers = {}, type, text, body }: Answer = value
  reply.code(value.status ?? status).headers(headers)
  if (text === undefined) return typeof body === 'function' ? body().then((made: unknown) => reply.send(made)) : reply.send(body)
  return reply.type(type!).serializer(asItIs).send(text)
}

const asItIs = (text: unknown): string => text as string

function presentFailure (error: unknown, request: FastifyRequest, reply: FastifyReply, service: Service): FastifyReply | Promise<FastifyReply> {
  const failure = failureOf(error, request)
  if (request.entry) request.entry.failure = failure
  if (failure.retryAfter !== undefined) reply.header('retry-after', String(failure.retryAfter))
  return send(reply, 500, service.present.failure(failure, callOf(request), request.sandbox))
}

export const wireExact: Setting<boolean> = {
  name: 'wire-exact',
  placeholder: 'YES_OR_NO',
  description: 'yes leaves out the Sandbox-… headers, so that replies are the real API\'s alone',
  default: 'no',
  read: yesOrNo
}

function noteAnswer ({ entry, sandbox }: FastifyRequest, reply: FastifyReply, payload: unknown): void {
  if (!entry) return
  entry.status = reply.statusCode
  entry.reply = (typeof payload === 'string' || Buffer.isBuffer(payload)) && payload.length <= keptBytes ? payload.toString() : undefined
  if (!sandbox.settings.get(wireExact)) addHeaders(reply, entry)
}

function addHeaders (reply: FastifyReply, entry: Entry): void {
  reply.header('sandbox-request-id', entry.id)
  if (entry.dryRun) reply.header('sandbox-dry-run', '1')
  if (entry.ignored.length === 0 && entry.judgements.every(({ broken }) => broken.length === 0)) return
  const broken = brokenRules(entry, 'enforce')
  if (broken.length > 0) reply.header('sandbox-rules', broken.join(', '))
  const warnings = warningsOf(entry)
  if (warnings.length > 0) reply.header('sandbox-warnings', warnings.map(encodeURI).join(', ').slice(0, 2000))
}

function closeJournal ({ entry, sandbox }: FastifyRequest): void {
  if (entry) sandbox.journal.close(entry)
}

/** Those that are told of events of the journal would be told here, too. Nobody waits any more, so an error of one is reported. */
function tellListeners ({ entry, sandbox, afterwards }: FastifyRequest, reply: FastifyReply): void {
  if (reply.statusCode >= 400 || entry?.dryRun) return
  for (const work of afterwards ?? []) attempt(() => work(sandbox), sandbox.report)
}

/** The service that a path lies under, though it serves nothing there. */
const serviceAt = (services: readonly Service[], path: string): Service | undefined => services
  .filter(({ mount, notFound }) => notFound && path.toLowerCase().startsWith(`${mount.toLowerCase()}/`))
  .sort((a, b) => b.mount.length - a.mount.length)[0]
