import type { FastifyReply, FastifyRequest } from 'fastify'
import { inNewZealand } from '../core/civil-date.ts'
import { Failure } from '../core/errors.ts'
import { quoted } from '../core/words.ts'
import { markOf } from '../sandbox/marks.ts'
import type { Gone } from '../sandbox/register.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'
import { bodyAhead } from './body-ahead.ts'
import { failureOf } from './failure-of.ts'
import { withoutSandbox } from './sandbox-path.ts'
import type { Service } from './service.ts'
import type { Step } from './step.ts'

/**
 * A request goes to the sandbox that its path names, or its header; else to the one whose credentials it shows; else to the default one.
 * Credentials are looked at only where there is a sandbox that has issued some.
 */
export const chooseSandbox = (
  sandboxes: Sandboxes, serviceOf: (request: FastifyRequest) => Service, release: (request: FastifyRequest) => void
): Step => (request, reply) => {
  request.afterwards = []
  const enter = (id: string | undefined) => goInto(sandboxes, id, request, reply, release)
  // A header that is left empty names none.
  const named = withoutSandbox(request.originalUrl).id ?? (request.headers['sandbox-id'] || undefined)
  if (named !== undefined || !sandboxes.hasMarks()) return enter(named === undefined ? undefined : String(named))
  const { operation } = request.serving
  const service = serviceOf(request)
  const shown = (body?: unknown) => {
    const credential = service.credentialOf?.(request.headers, body)
    return credential === undefined ? undefined : sandboxes.idOf(markOf(credential))
  }
  if (!operation?.callerInBody) return enter(shown())
  return bodyAhead(request, service, operation).then(body => enter(shown(body)))
}

function goInto (
  sandboxes: Sandboxes, id: string | undefined, request: FastifyRequest, reply: FastifyReply, release: (request: FastifyRequest) => void
): void {
  if (sandboxes.isShared && (id ?? 'default') === 'default') refuseUnnamed(request)
  const sandbox = wakenBy(request, () => id === undefined ? sandboxes.default : sandboxes.find(id))
  if (!sandbox) throw nothingThere(id!, sandboxes.goneOf(id!))
  request.sandbox = sandbox
  const leave = sandboxes.enter(sandbox)
  // It is under way until its answer is out; and whoever goes before that gives way, too.
  reply.raw.once('close', () => {
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
function wakenBy (request: FastifyRequest, wake: () => Sandbox | undefined): Sandbox | undefined {
  try {
    return wake()
  } catch (error) {
    throw failureOf(error, request)
  }
}

/** A sandbox that is not there has no services; one that cannot be opened has. */
export const isOfService = (error: unknown, { sandbox }: FastifyRequest): boolean =>
  sandbox !== undefined || (error instanceof Failure && (error.kind === 'unavailable' || error.kind === 'elsewhere'))

/** What somebody is told who asks for a sandbox that is not there. */
export function nothingThere (id: string, gone: Gone | undefined): Failure {
  if (!gone) return new Failure('not-found', `No sandbox ${quoted(id)} exists. The one that always does is "default".`)
  return new Failure('not-found', `No sandbox ${quoted(id)} exists any more: it ${howGone(gone)}. POST /__admin/sandboxes makes another.`)
}

/** To be read after its name. */
export const howGone = ({ how, at }: Gone): string => how === 'deleted'
  ? `was deleted at ${inNewZealand(at)}`
  : `expired, as nobody had asked it anything for its "ttlSeconds", at ${inNewZealand(at)}`
