import type { FastifyRequest } from 'fastify'
import { Failure } from '../core/errors.ts'
import { callOf, pathOf } from './call.ts'
import { officialOf } from './official.ts'
import { slipIn } from './path-slips.ts'
import { wrongMethod, type Routes } from './routes.ts'
import { withoutSandbox } from './sandbox-path.ts'
import type { Service } from './service.ts'
import type { Step } from './step.ts'

/** No id is an empty text, so two slashes in the middle of a path lead nowhere. */
export const isUnserved = ({ is404, params, serving: { operation } }: FastifyRequest): boolean =>
  is404 || (operation !== undefined && Object.values(params as object).includes(''))

/** For a path that leads to no operation, so that it is that which is heard of, whatever else is wrong. */
export const refuseUnserved = (serviceOf: (request: FastifyRequest) => Service, routes: Routes): Step => (request) => {
  const refusal = officialOf(request)?.refusal
  if (!refusal && !isUnserved(request)) return
  if (refusal && request.entry) request.entry.service = serviceOf(request).name
  if (refusal) throw refusal
  const [allowed, call] = [routes.methodsAt(pathOf(request)), callOf(request)]
  const service = serviceOf(request)
  if (request.entry) request.entry.service ??= service.name
  throw allowed.length > 0
    ? service.wrongMethod?.(call, allowed) ?? wrongMethod(call.method, call.path, allowed)
    : withSlip(service.notFound!(call), slipIn(routes.paths(), pathOf(request), withoutSandbox(request.originalUrl).prefix))
}

const withSlip = (failure: Failure, slip: string | undefined): Failure =>
  slip === undefined ? failure : new Failure(failure.kind, `${slip} ${failure.message}`, failure)
