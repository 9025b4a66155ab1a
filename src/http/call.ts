import type { FastifyRequest } from 'fastify'
import type { Call } from './operation.ts'
import { withoutSandbox } from './sandbox-path.ts'

/** Without the query. */
export const pathOf = ({ url }: FastifyRequest): string => url.split('?', 1)[0]!

/** A request as operations and services see it. */
export const callOf = (request: FastifyRequest): Call => ({
  method: request.method,
  path: withoutSandbox(request.originalUrl).prefix + pathOf(request),
  params: request.params,
  query: request.query,
  body: request.body,
  headers: request.headers
})
