import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'

interface Marked { asksForHead?: true }

/**
 * Has what is asked of the head alone find the route of a GET. Routes of their own for it would be half as many again, and putting up
 * routes is much of a start.
 */
export function asGet (raw: IncomingMessage & Marked): void {
  if (raw.method !== 'HEAD') return
  raw.asksForHead = true
  raw.method = 'GET'
}

/** Once the route is found, the method is again the one that was sent. */
export function asSent ({ raw }: FastifyRequest): void {
  if ((raw as Marked).asksForHead) raw.method = 'HEAD'
}

/** Reads what nobody wants to its end, or until the reply is out: some have none. */
function leaveUnread (payload: Readable, { raw }: FastifyReply): void {
  payload.resume()
  raw.once('close', () => { payload.destroy() })
}

/** What is sent of a reply: of one to HEAD nothing, but with the length that it would have had. */
export function bodyOf ({ method }: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  if (method !== 'HEAD') return payload
  if (payload instanceof Readable) leaveUnread(payload, reply)
  else if (payload != null || reply.statusCode >= 300) reply.header('content-length', Buffer.byteLength(payload as string ?? ''))
  return null
}
