import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Failure } from '../core/errors.ts'
import { markOf } from '../sandbox/marks.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'
import { bodyAhead } from './body-ahead.ts'
import { failureOf } from './failure-of.ts'
import { missingId, nothingThere } from './no-sandbox.ts'
import type { Routes } from './routes.ts'
import { withoutSandbox } from './sandbox-path.ts'
import type { Service } from './service.ts'
import type { Step } from './step.ts'

/** What a request is led to its sandbox by. */
export interface Choosing {
  readonly sandboxes: Sandboxes
  serviceOf (request: FastifyRequest): Service
  release (request: FastifyRequest): void
  readonly routes: Pick<Routes, 'beginnings'>
  /** Whether whoever asks may know which sandboxes there are. */
  knowsIds (headers: IncomingHttpHeaders): boolean
}

/**
 * A request goes to the sandbox that its path names, or its header; else to the one whose credentials it shows; else to the default one.
 * Credentials are looked at only where there is a sandbox that has issued some.
 */
export const chooseSandbox = (choosing: Choosing): Step => (request, reply) => {
  const { sandboxes, serviceOf } = choosing
  request.afterwards = []
  // A header that is left empty names none.
  const named = withoutSandbox(request.originalUrl).id ?? (request.headers['sandbox-id'] || undefined)
  if (named !== undefined) return goInto(choosing, String(named), request, reply)
  if (!sandboxes.hasMarks()) return goInto(choosing, undefined, request, reply)
  const { operation } = request.serving
  const service = serviceOf(request)
  if (!operation?.callerInBody) return goInto(choosing, shownTo(sandboxes, service, request), request, reply)
  return bodyAhead(request, service, operation)
    .then(body => goInto(choosing, shownTo(sandboxes, service, request, body), request, reply))
}

/** The id of the sandbox that has issued the credential of a request. */
function shownTo (sandboxes: Sandboxes, { credentialOf }: Service, { headers }: FastifyRequest, body?: unknown): string | undefined {
  const credential = credentialOf?.(headers, body)
  return credential === undefined ? undefined : sandboxes.idOf(markOf(credential))
}

function goInto (
  { sandboxes, release, knowsIds, routes }: Choosing, id: string | undefined, request: FastifyRequest, reply: FastifyReply
): void {
  if (sandboxes.isShared && (id ?? 'default') === 'default') refuseUnnamed(request)
  const sandbox = waken(sandboxes, id, request)
  if (!sandbox) throw missingId(routes.beginnings(), request.originalUrl) ?? nothingThere(sandboxes, id!, knowsIds(request.headers))
  request.sandbox = sandbox
  const leave = sandboxes.enter(sandbox)
  // It is under way until its answer is out; and whoever goes before that gives way, too.
  reply.raw.on('close', () => {
    release(request)
    leave()
  })
}

/** Servers that share a folder have a default sandbox each, for what is asked of the server alone: none that a client could rely on. */
function refuseUnnamed ({ method, serving: { service, operation } }: FastifyRequest): void {
  const isOfServer = operation?.isOfServer || (service?.isJournalled === false && (method === 'GET' || method === 'HEAD'))
  if (!operation || isOfServer) return
  throw new Failure('not-found', 'This request names no sandbox, and servers that share a data folder keep nothing without one. ' +
    'Send it to /sandboxes/{id}/…, or with the header Sandbox-Id. POST /__admin/sandboxes makes one.')
}

/** What keeps a sandbox may be in no state to be opened. */
function waken (sandboxes: Sandboxes, id: string | undefined, request: FastifyRequest): Sandbox | undefined {
  try {
    return id === undefined ? sandboxes.default : sandboxes.find(id)
  } catch (error) {
    throw failureOf(error, request)
  }
}

/** A sandbox that is not there has no services; one that cannot be opened, or is not even asked for, has. */
export const isOfService = (error: unknown, { sandbox }: FastifyRequest): boolean =>
  sandbox !== undefined || (error instanceof Failure && ['unavailable', 'elsewhere', 'stopping'].includes(error.kind))
