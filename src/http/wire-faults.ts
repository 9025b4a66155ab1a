import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Failure } from '../core/errors.ts'
import type { WireFault } from '../sandbox/faults.ts'
import { perSandbox } from '../sandbox/live.ts'
import { leaveToNobody, leaveUnanswered } from './unanswered.ts'

/** What ends each wait of a sandbox before its time. */
const waits = perSandbox('delayed requests', () => new Set<() => void>(), {
  isBusy: ({ size }) => size > 0,
  close (ends) { for (const end of [...ends]) end() }
})

/** Has a request wait. Nothing is done for a client that has gone by then, nor in a sandbox that begins anew meanwhile. */
export function waitFor (request: FastifyRequest, reply: FastifyReply, ms: number): Promise<void> {
  const ends = waits(request.sandbox)
  return new Promise((resolve, reject) => {
    const over = (then: () => void) => () => {
      clearTimeout(timer)
      ends.delete(broken)
      reply.raw.off('close', gone)
      then()
    }
    const broken = over(() => {
      reject(new Failure('unavailable', 'The sandbox was reset, or was closed, while this request was delayed. Send it again.'))
    })
    const gone = over(() => {
      leaveToNobody(request, reply)
      resolve()
    })
    const timer = setTimeout(over(resolve), ms)
    ends.add(broken)
    reply.raw.once('close', gone)
  })
}

/** Breaks the connection of a request, in one of WireMock's ways. */
export function breakOff (request: FastifyRequest, reply: FastifyReply, fault: WireFault): void {
  leaveUnanswered(request, reply)
  const { raw } = request
  // A request that came through no socket has nothing to break but its reply.
  if (typeof raw.socket.destroySoon !== 'function') {
    reply.raw.destroy(new Error(`${fault}: the connection broke, as a fault of the sandbox has it`))
    return
  }
  if (fault === 'CONNECTION_RESET_BY_PEER') {
    raw.socket.resetAndDestroy()
    return
  }
  // Where something is left to read, closing would be a reset.
  raw.resume()
  if (fault !== 'EMPTY_RESPONSE') raw.socket.write(garbage[fault](request))
  raw.socket.destroySoon()
}

const garbage: Record<'MALFORMED_RESPONSE_CHUNK' | 'RANDOM_DATA_THEN_CLOSE', (request: FastifyRequest) => string | Buffer> = {
  MALFORMED_RESPONSE_CHUNK: () =>
    'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nno length of any chunk\r\n',
  // The same for the same request of a run, as everything is.
  RANDOM_DATA_THEN_CLOSE: ({ entry }) => createHash('sha512').update(entry?.id ?? '').digest()
}
