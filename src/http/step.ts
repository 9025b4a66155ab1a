import type { FastifyReply, FastifyRequest } from 'fastify'

/** Something that is done with every request, and may answer it; a promise only where it takes its time. */
export type Step = (request: FastifyRequest, reply: FastifyReply) => void | 'answered' | Promise<void>

/** Runs steps one after another, up to one that answers; only one that takes its time makes a request wait. */
export function inOrder (steps: readonly Step[]) {
  return (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void =>
    runFrom(0, steps, request, reply, done)
}

// Every request comes through here twice, so that nothing is made before a step takes its time.
function runFrom (
  first: number, steps: readonly Step[], request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void
): void {
  try {
    for (let at = first; at < steps.length; at++) {
      const came = steps[at]!(request, reply)
      if (came === 'answered' || reply.sent) return
      if (came) {
        came.then(() => { if (!reply.sent) runFrom(at + 1, steps, request, reply, done) }, done)
        return
      }
    }
  } catch (error) {
    return done(error as Error)
  }
  done()
}

export function attempt (work: () => void, failed: (error: Error) => void): void {
  try {
    work()
  } catch (error) {
    failed(error as Error)
  }
}
