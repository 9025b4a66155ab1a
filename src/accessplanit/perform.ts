import type { FastifyInstance, FastifyRequest } from 'fastify'
import { decide } from '../http/decide.ts'
import { deliver, supersede } from './deliveries.ts'
import type { ChangeEvent, PlatformContext } from './platform/context.ts'

/** Notes, as part of a change, what is to be delivered because of it, and answers the ids of the deliveries. */
export type Listener = (context: PlatformContext, kind: string, id: string, event: ChangeEvent) => string[]

const listeners: Listener[] = []

/** Has a listener hear of every change, through whichever version it comes. */
export const onChange = (listener: Listener): void => { listeners.push(listener) }

const noted = new WeakMap<FastifyRequest, readonly string[]>()

/** Runs an operation in one transaction, and notes in it what webhooks are to be told of. See `decide`. */
export function perform<Result> (
  request: FastifyRequest, work: (context: PlatformContext) => Result, options?: { writes?: boolean }
): Result {
  const ids: string[] = []
  const result = decide(request, world => {
    const context: PlatformContext = {
      ...world,
      changed: (kind, id, event) => { for (const listen of listeners) ids.push(...listen(context, kind, id, event)) }
    }
    return work(context)
  }, options)
  if (ids.length > 0 && !request.entry.dryRun) {
    supersede(request.sandbox, ids)
    noted.set(request, ids)
  }
  return result
}

/** Has what the requests to `app` have noted sent, once they are answered. */
export function deliverAfterwards (app: FastifyInstance): void {
  app.addHook('onResponse', (request, _reply, done) => {
    const ids = noted.get(request)
    if (ids) deliver(request.sandbox, ids, error => { request.log.error(error) })
    done()
  })
}
