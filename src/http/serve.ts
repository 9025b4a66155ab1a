import type { FastifyInstance } from 'fastify'
import type { ServedOperation } from '../core/operation.ts'
import { perform } from './answering.ts'
import type { Service } from './service.ts'

/** Puts up every operation of a service. */
export function serve (app: FastifyInstance, service: Service): void {
  for (const operation of service.operations) {
    const { method, alsoBy = [], path, wire, bodyLimit } = operation
    app.route({
      method: [method, ...alsoBy],
      url: service.mount + path,
      schema: wire,
      ...(bodyLimit !== undefined && { bodyLimit }),
      config: { service, operation },
      handler: perform
    })
  }
}

/** The operations of services, each with its whole path. */
export const listOperations = (services: readonly Service[]): ServedOperation[] => services.flatMap(({ name, mount, operations }) =>
  operations.map(({ operationId, summary, basis, routeBasis = basis, rules, method, path }) => ({
    service: name, operationId, summary, basis, routeBasis, rules, method, path: mount + path
  })))
