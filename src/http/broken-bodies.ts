import type { IncomingMessage } from 'node:http'
import type { Failure } from '../core/errors.ts'

const broken = new WeakSet<IncomingMessage>()

/** Ends the body of a request of which the parser cannot read the rest: whoever reads it hears why. Answers whether anybody does. */
export function breakBody (raw: IncomingMessage, failure: Failure): boolean {
  broken.add(raw)
  return raw.emit('error', failure)
}

/** Whether no more is to come of a body, though it has no end. */
export const isBroken = (raw: IncomingMessage): boolean => broken.has(raw)
