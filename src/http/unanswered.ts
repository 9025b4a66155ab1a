import type { FastifyReply, FastifyRequest } from 'fastify'
import { Failure } from '../core/errors.ts'
import { closeJournal } from './after-answer.ts'

/** Ends the way of a request here: no answer goes out. */
export function leaveUnanswered (request: FastifyRequest, reply: FastifyReply): void {
  reply.hijack()
  closeJournal(request, reply)
}

/** The same where nobody waits for an answer any more; the journal says so. */
export function leaveToNobody (request: FastifyRequest, reply: FastifyReply): void {
  if (request.entry) request.entry.failure = hasGone()
  leaveUnanswered(request, reply)
}

/** Throws Failure where the client has closed its connection: what takes many turns ends then. */
export function unlessGone ({ raw }: FastifyReply): void {
  if (raw.destroyed) throw hasGone()
}

const hasGone = (): Failure => new Failure('gone',
  'The client closed the connection before it was answered, and no more was done for it. It would have had to wait longer.')
