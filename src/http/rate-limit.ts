import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Failure } from '../core/errors.ts'

/** So many requests in so many seconds, counted for each caller; `off` counts nothing. */
export type RateLimit = { max: number, seconds: number } | 'off'

/** Refuses requests beyond the limit with `too-many`; `callerOf` says who makes them. Counts in real time, whatever the sandbox's clock says. */
export async function limitRate (app: FastifyInstance, limit: RateLimit, callerOf = eidOf): Promise<void> {
  if (limit === 'off') return
  const { max, seconds } = limit
  await app.register(rateLimit, {
    max,
    timeWindow: seconds * 1000,
    keyGenerator: callerOf,
    addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
    errorResponseBuilder: (request, { ttl }) => {
      const wait = Math.max(1, Math.ceil(ttl / 1000))
      return new Failure('too-many',
        `${callerOf(request)} made more than ${max} requests in ${seconds} s; wait ${wait} s, as Retry-After says`, { retryAfter: wait })
    }
  })
}

const eidOf = ({ entry }: FastifyRequest): string => `EID ${entry.eid}`
