import type { FastifyInstance } from 'fastify'
import { Failure } from '../core/errors.ts'
import type { Step } from './step.ts'

/** In seconds: so long a server takes at most to stop, so that none can be there again much sooner. */
const retryAfter = 3

/** What is said to whom there is no time left for. */
export const stoppingNow = (): Failure =>
  new Failure('stopping', 'The server is stopping. Send the request again once it has started again.', { retryAfter })

/**
 * Refuses what comes over a connection that is still open once the server stops, as the API that it was sent to refuses. What had come
 * before goes its way, so this is to be asked before a request waits for anything.
 */
export function refuseWhileStopping (app: FastifyInstance): Step {
  let isStopping = false
  app.addHook('preClose', async () => { isStopping = true })
  return (_, reply) => {
    if (!isStopping) return
    // Whoever reads the rest of a body would let the connection go on.
    reply.raw.shouldKeepAlive = false
    throw stoppingNow()
  }
}
