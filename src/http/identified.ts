import type { FastifyRequest } from 'fastify'
import type { Ask } from '../core/reading.ts'
import type { Identified } from './service.ts'

/** Who makes a request, as its service finds that out; undefined where anybody may. */
export function identified (request: FastifyRequest, reading: Ask): Identified | Promise<Identified> | undefined {
  const { sandbox, headers, serving: { service, operation } } = request
  if (!service?.identify || !operation || operation.isOpen) return undefined
  return service.identify(sandbox, headers, { operationId: operation.operationId, reading, address: () => request.ip })
}
