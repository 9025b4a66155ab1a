import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Step } from './step.ts'

/** So many requests may wait on one connection for those that were sent before them. */
export const mostAhead = 1000

const waiting = new WeakMap<object, number>()

/**
 * Requests that are sent on one connection without waiting for answers are served one after another, as ASP.NET Core's server has it: a
 * client that reads nothing would otherwise have thousands of answers made that nobody takes. A reply has a connection once it is its turn.
 */
export const waitForTurn: Step = (request, reply) => reply.raw.socket === null ? turnOf(request, reply) : undefined

async function turnOf ({ raw: { socket } }: FastifyRequest, { raw }: FastifyReply): Promise<void> {
  const ahead = (waiting.get(socket) ?? 0) + 1
  waiting.set(socket, ahead)
  if (ahead > mostAhead) socket.destroy()
  await new Promise(resolve => { raw.once('socket', resolve) })
  waiting.set(socket, waiting.get(socket)! - 1)
}
