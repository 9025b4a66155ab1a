import type { FastifyRequest } from 'fastify'
import type { Failure } from '../core/errors.ts'
import { isNamed } from './base-slips.ts'
import { pathOf } from './call.ts'
import { officialOf } from './official.ts'
import { slipIn, withSlip } from './path-slips.ts'
import { withoutSandbox } from './sandbox-path.ts'

/** For a name of nothing that an operation takes in the place of any: what was got wrong of its path, as another version may have it. */
export function withSlipInName (failure: Failure, request: FastifyRequest): Failure {
  const { service, operation } = request.serving ?? {}
  if (failure.kind !== 'missing' || !service || !operation || officialOf(request)) return failure
  if (isNamed((service.mount + operation.path).split('/'))) return failure
  const templates = request.server.services.flatMap(({ mount, operations }) => operations.map(({ path }) => mount + path))
  return withSlip(failure, slipIn(templates, pathOf(request), withoutSandbox(request.originalUrl).prefix))
}
