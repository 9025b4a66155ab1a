import type { IncomingMessage } from 'node:http'
import type { Failure } from '../core/errors.ts'

const broken = new WeakMap<IncomingMessage, Failure>()

/** Ends the body of a request of which the parser cannot read the rest: whoever reads it hears why. Answers whether anybody does. */
export function breakBody (raw: IncomingMessage, failure: Failure): boolean {
  broken.set(raw, failure)
  // An error of which nobody hears would end the process.
  return raw.listenerCount('error') > 0 && raw.emit('error', failure)
}

/** Why no more is to come of a body that has no end, for whoever begins to read it afterwards. */
export const brokenBy = (raw: IncomingMessage): Failure | undefined => broken.get(raw)
