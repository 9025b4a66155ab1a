import type { FastifyReply, FastifyRequest } from 'fastify'
import { Failure, kindOfStatus } from '../core/errors.ts'
import { delayOf, listFaults, strike, type Asked, type Effect, type Fault } from '../sandbox/faults.ts'
import { noteAnsweredEarly } from './answered-early.ts'
import { pathOf } from './call.ts'
import { enforce } from './enforce.ts'
import { officialOf } from './official.ts'
import { withoutSandbox } from './sandbox-path.ts'
import { nothingExpires, scenarioNamed } from './scenarios.ts'
import type { Service } from './service.ts'
import type { Step } from './step.ts'
import { breakOff, waitFor } from './wire-faults.ts'

type ServiceOf = (request: FastifyRequest) => Service

/** Applies what a tester asked for: by the header of the request, or by the sandbox's faults. Nothing of the sandbox's own API is meant. */
export const applyFault = (serviceOf: ServiceOf): Step => (request, reply) => {
  const { sandbox, headers: { 'sandbox-scenario': named } } = request
  // Most sandboxes have none, and this is asked of each request.
  if (!named && listFaults(sandbox.settings).length === 0) return
  const service = serviceOf(request)
  if (named) return playScenario(service, String(named), request, reply)
  if (!service.isOwn) return strikeBy(request, reply, service, ({ match }) => match.caller === undefined)
}

/** Applies a fault for one caller, once it is known who calls. */
export const applyFaultOfCaller: Step = (request, reply) => {
  const { sandbox, caller, serving: { service } } = request
  if (!caller || listFaults(sandbox.settings).length === 0 || service!.isOwn) return
  return strikeBy(request, reply, service!, ({ match }) => match.caller !== undefined)
}

function strikeBy (
  request: FastifyRequest, reply: FastifyReply, service: Service, considered: (fault: Fault) => boolean
): void | Promise<void> {
  const { sandbox: { settings }, caller, method, serving: { operation } } = request
  const asked = { service: service.name, operation: operation?.operationId, caller: caller?.id, method, path: pathOf(request) }
  const fault = strike(settings, considered, asked, ...askedOfficially(request, asked))
  if (fault) return apply(request, reply, fault, fault.effect)
}

/** The same by its contract's path and method, if it came under one; an operation that only that has is known by its id alone. */
function askedOfficially (request: FastifyRequest, asked: Asked): Asked[] {
  const official = officialOf(request)
  if (!official) return []
  const path = withoutSandbox(request.originalUrl).rest.split('?', 1)[0]!
  return [{ ...asked, ...official.serve && { operation: official.names?.operationId }, method: official.method, path }]
}

function playScenario (service: Service, name: string, request: FastifyRequest, reply: FastifyReply): void | Promise<void> {
  const { effect } = scenarioNamed(name)
  if (service.isOwn) {
    throw new Failure('malformed', 'Sandbox-Scenario is only for requests to emulated APIs. The sandbox\'s own API has no faults: ' +
      'send the request without that header.')
  }
  if (effect !== 'token-expired') return apply(request, reply, { id: name, matched: 0 }, effect)
  const { sandbox, entry } = request
  // Nobody's token matters where nothing is served.
  if (!entry!.operation) return
  const expired = service.expiredToken?.(sandbox.clock.now())
  if (!expired) throw nothingExpires(service.title)
  entry!.fault = { id: name, effect: { status: 401 } }
  enforce(sandbox, entry!, expired.rules, expired.facts)
}

function apply (
  request: FastifyRequest, reply: FastifyReply, struck: Pick<Fault, 'id' | 'matched'>, effect: Effect
): void | Promise<void> {
  const { sandbox: { settings }, entry } = request
  const ms = delayOf(settings, struck, effect)
  entry!.fault = { id: struck.id, effect, ...ms !== undefined && { delayedMs: ms } }
  if (ms !== undefined) return bothOver(noteAnsweredEarly(request), waitFor(request, reply, ms))
  if ('wire' in effect) {
    const noted = noteAnsweredEarly(request)
    return noted ? noted.then(() => { breakOff(request, reply, effect.wire) }) : breakOff(request, reply, effect.wire)
  }
  if (!('status' in effect)) return
  const { status, retryAfter = status === 429 || status === 503 ? 1 : undefined } = effect
  throw new Failure(kindOfStatus(status), `The fault ${struck.id} of the sandbox answers this request with ${status}.`, {
    asked: status, ...retryAfter !== undefined && { retryAfter }
  })
}

/** The client may go while it waits, and then nothing else is known of what it sent. */
const bothOver = (noted: Promise<void> | undefined, waited: Promise<void>): Promise<void> =>
  noted ? Promise.all([noted, waited]).then(() => {}) : waited
