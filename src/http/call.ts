import type { FastifyRequest } from 'fastify'
import { officialOf } from './official.ts'
import type { Call } from './operation.ts'

/** Without the query, as the routes have it: of no sandbox, under a service's first name, with no slash at the end. */
export const pathOf = ({ url }: FastifyRequest): string => url.split('?', 1)[0]!

/** A request as operations and services see it. */
export const callOf = (request: FastifyRequest): Call => {
  const official = officialOf(request)
  return {
    // What is asked of the head alone is answered as though all were asked for.
    method: request.method === 'HEAD' && !request.is404 ? 'GET' : request.method,
    path: official?.path ?? request.originalUrl.split('?', 1)[0]!,
    params: request.params,
    query: request.query,
    body: request.body,
    ...(request.aside !== undefined && { aside: request.aside }),
    headers: request.headers,
    ...(official && { official })
  }
}
