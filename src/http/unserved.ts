import type { FastifyRequest } from 'fastify'
import { Failure } from '../core/errors.ts'
import { cut } from '../core/words.ts'
import { callOf, pathOf } from './call.ts'
import { wantsPage } from './lost-pages.ts'
import { officialOf } from './official.ts'
import { slipIn, withSlip } from './path-slips.ts'
import { goesOnBy, readAsIdBy } from './read-as-id.ts'
import { wrongMethod, type Routes } from './routes.ts'
import { withoutSandbox } from './sandbox-path.ts'
import { listOperations } from './serve.ts'
import type { Service } from './service.ts'
import type { Step } from './step.ts'

/** No id is an empty text, so two slashes in the middle of a path lead nowhere. */
export function isUnserved (request: FastifyRequest): boolean {
  const { is404, params, serving: { operation, isBaseUrl } } = request
  return is404 || (isBaseUrl === true && !wantsPage(request)) ||
    (operation !== undefined && Object.values(params as object).includes(''))
}

/** For a path that leads to no operation, so that it is that which is heard of, whatever else is wrong. */
export const refuseUnserved = (serviceOf: (request: FastifyRequest) => Service, routes: Routes): Step => (request) => {
  const refusal = officialOf(request)?.refusal
  if (!refusal && !isUnserved(request)) return refuseAsId(request, routes)
  if (refusal && request.entry) request.entry.service = serviceOf(request).name
  if (refusal) throw refusal
  const [service, call] = [serviceOf(request), callOf(request)]
  const allowed = service.isOwn ? methodsOfOwn(routes, pathOf(request)) : routes.methodsAt(pathOf(request))
  // What is below no API went to none.
  if (request.entry && !service.isOwn) request.entry.service ??= service.name
  const slip = () => slipIn(routes.paths(), pathOf(request), withoutSandbox(request.originalUrl).prefix)
  if (allowed.length === 0) throw withSlip(service.notFound!(call), slip())
  const own = service.wrongMethod?.(call, allowed)
  if (own) throw own.kind === 'missing' ? withSlip(own, slip()) : own
  throw withRecord(wrongMethod(call.method, call.path, allowed, meantIn(request)), request, routes)
}

/** A word that the sandbox's own API has at that very path is no id there: `GET /__admin/requests/verify`, which takes POST. */
function refuseAsId (request: FastifyRequest, routes: Routes): void {
  const { method, originalUrl, serving: { service, operation } } = request
  if (!service?.isOwn || !operation?.path.includes(':')) return
  const allowed = routes.methodsOf(pathOf(request))
  if (allowed.length > 0) throw wrongMethod(method, originalUrl.split('?', 1)[0]!, allowed)
}

/** What a word that stands where an id does may have been meant for, or what the path goes on with by that method. */
function meantIn (request: FastifyRequest): string | undefined {
  const served = listOperations(request.server.services)
  const sent = { method: request.method, path: pathOf(request), written: request.originalUrl.split('?', 1)[0]! }
  return readAsIdBy(served, sent) ?? goesOnBy(served, sent)
}

/** Without those that would take the last part for an id. */
function methodsOfOwn (routes: Routes, path: string): string[] {
  const named = routes.methodsOf(path)
  return named.length > 0 ? named : routes.methodsAt(path)
}

/** What is done to a sandbox as a whole, such as deleting it, is done where the sandbox's own API has it. */
function withRecord (failure: Failure, { method, originalUrl }: FastifyRequest, routes: Routes): Failure {
  const { prefix, rest } = withoutSandbox(originalUrl)
  const record = `/__admin${prefix}`
  return prefix !== '' && rest === '/' && routes.methodsAt(record).includes(method)
    ? new Failure(failure.kind, `${failure.message} The sandbox's own API has ${method} ${cut(record)}.`, failure)
    : failure
}
