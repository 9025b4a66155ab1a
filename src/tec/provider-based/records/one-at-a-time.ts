import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Failure } from '../../../core/errors.ts'
import type { Collection } from '../collections/collection.ts'

/** Seconds that a caller who comes too early is asked to wait. */
const retryAfter = 1

interface Held { eid: number, collection: Collection }

const held = new WeakMap<FastifyInstance['server'], Set<Held>>()

const heldAt = (app: FastifyInstance): Set<Held> => {
  let all = held.get(app.server)
  if (!all) held.set(app.server, all = new Set())
  return all
}

/**
 * Lets one request at a time change a collection of an organisation, from the moment that its head has come to the moment that its
 * answer goes; others meanwhile are refused. Whoever leaves before the answer gives way, too.
 */
export function oneAtATime (app: FastifyInstance, collection: Collection): void {
  const holders = heldAt(app)
  const holdings = new WeakMap<FastifyRequest, Held>()

  app.addHook('onRequest', (request, reply, done) => {
    const eid = request.entry.eid!
    if (isHeld(holders, eid, collection)) {
      const code = request.method === 'DELETE' ? 'DS2' : 'DS1'
      return done(new Failure('too-many',
        `A request that changes the ${collection.noun}s of EID ${eid} is being answered; send one at a time, and this one again in ${retryAfter} s`, { code, retryAfter }))
    }
    const holding = { eid, collection }
    holders.add(holding)
    holdings.set(request, holding)
    reply.raw.once('close', () => holders.delete(holding))
    done()
  })

  app.addHook('onSend', (request, _reply, payload, done) => {
    const holding = holdings.get(request)
    if (holding) holders.delete(holding)
    done(null, payload)
  })
}

/** Refuses to validate what is being changed. */
export function noneAtATime (app: FastifyInstance): void {
  const holders = heldAt(app)
  app.addHook('onRequest', (request, _reply, done) => {
    const eid = request.entry.eid!
    if (request.method !== 'POST' || !isHeld(holders, eid)) return done()
    done(new Failure('too-many', `A request that changes records of EID ${eid} is being answered; ask for a validation once it is done`, { code: 'DS3', retryAfter }))
  })
}

function isHeld (holders: Set<Held>, eid: number, collection?: Collection): boolean {
  for (const holding of holders) {
    if (holding.eid === eid && (collection === undefined || holding.collection === collection)) return true
  }
  return false
}
