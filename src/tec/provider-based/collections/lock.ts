import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Failure } from '../../../core/errors.ts'
import type { Collection } from './collection.ts'

/** Seconds that a caller who comes too early is asked to wait. */
const retryAfter = 1

/** What a request that is being answered keeps others from changing. */
interface Lock { eid: number, collection: Collection }

const locks = new WeakMap<FastifyInstance['server'], Set<Lock>>()

const locksOf = (app: FastifyInstance): Set<Lock> => {
  let all = locks.get(app.server)
  if (!all) locks.set(app.server, all = new Set())
  return all
}

/**
 * Lets one request at a time change a collection of an organisation, from the moment that its head has come to the moment that its
 * answer goes; others meanwhile are refused. Whoever leaves before the answer gives way, too.
 */
export function lockCollection (app: FastifyInstance, collection: Collection): void {
  const locked = locksOf(app)
  const lockOf = new WeakMap<FastifyRequest, Lock>()

  app.addHook('onRequest', (request, reply, done) => {
    const eid = request.entry.eid!
    if (isLocked(locked, eid, collection)) {
      const code = request.method === 'DELETE' ? 'DS2' : 'DS1'
      return done(tooEarly(code, `Another request is changing the ${collection.noun}s of EID ${eid}. ` +
        `Send one at a time, and this one again in ${retryAfter} s.`))
    }
    const lock = { eid, collection }
    locked.add(lock)
    lockOf.set(request, lock)
    reply.raw.once('close', () => locked.delete(lock))
    done()
  })

  app.addHook('onSend', (request, _reply, payload, done) => {
    const lock = lockOf.get(request)
    if (lock) locked.delete(lock)
    done(null, payload)
  })
}

/** Refuses to validate what is being changed. */
export function refuseWhileLocked (app: FastifyInstance): void {
  const locked = locksOf(app)
  app.addHook('onRequest', (request, _reply, done) => {
    const eid = request.entry.eid!
    if (request.method !== 'POST' || !isLocked(locked, eid)) return done()
    done(tooEarly('DS3', `Another request is changing records of EID ${eid}. Ask for a validation once it is done.`))
  })
}

const tooEarly = (code: string, message: string) => new Failure('too-many', `${code}: ${message}`, { code, retryAfter })

function isLocked (locked: Set<Lock>, eid: number, collection?: Collection): boolean {
  for (const lock of locked) {
    if (lock.eid === eid && (collection === undefined || lock.collection === collection)) return true
  }
  return false
}
