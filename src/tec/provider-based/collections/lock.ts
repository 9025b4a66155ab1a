import { Failure } from '../../../core/errors.ts'
import { perSandbox } from '../../../sandbox/live.ts'
import type { Sandbox } from '../../../sandbox/sandbox.ts'
import type { TecCaller } from '../../caller.ts'
import type { Collection } from './collection.ts'

/** Seconds that a caller who comes too early is asked to wait. */
const retryAfter = 1

/** What a request that is being answered keeps others from changing. */
interface Lock { eid: number, collection: Collection }

const locks = perSandbox('upload locks', () => new Set<Lock>(), { isBusy: ({ size }) => size > 0 })

/**
 * Lets one request at a time change a collection of an organisation, from the moment that its head has come to the moment that its
 * answer goes; others meanwhile are refused with `code`.
 */
export const lockCollection = (collection: Collection, code: 'DS1' | 'DS2') => (sandbox: Sandbox, { eid }: TecCaller): () => void => {
  const locked = locks(sandbox)
  if (isLocked(locked, eid, collection)) {
    throw tooEarly(
      code, `Another request is changing the ${collection.noun}s of EID ${eid}. Send one at a time, and this one again in ${retryAfter} s.`
    )
  }
  const lock = { eid, collection }
  locked.add(lock)
  return () => locked.delete(lock)
}

/** Refuses to validate what is being changed. */
export function refuseWhileLocked (sandbox: Sandbox, { eid }: TecCaller): undefined {
  if (isLocked(locks(sandbox), eid)) {
    throw tooEarly('DS3', `Another request is changing records of EID ${eid}. Ask for a validation once it is done.`)
  }
}

const tooEarly = (code: string, message: string) => new Failure('too-many', `${code}: ${message}`, { code, retryAfter })

function isLocked (locked: Set<Lock>, eid: number, collection?: Collection): boolean {
  for (const lock of locked) {
    if (lock.eid === eid && (collection === undefined || lock.collection === collection)) return true
  }
  return false
}
