import type { IncomingMessage } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { brokenBy } from './broken-bodies.ts'

/** So much of a body that is refused is still taken in, in bytes, and for so long, in milliseconds. */
export const mostBytes = 128 * 1024 * 1024
export const mostMilliseconds = 10_000

/**
 * What is to be awaited before a refusal goes out on a connection that is closed with it: the rest of the body. A client that is still
 * sending when the connection goes hears of a reset, and not of what was wrong. Undefined where nothing is to come.
 */
export function restOfBody ({ raw, headers }: FastifyRequest, reply: FastifyReply): Promise<void> | undefined {
  // Fastify closes wherever a body could not be read, as it does not look at the rest.
  const closes = reply.getHeader('connection') === 'close'
  if (!closes && reply.raw.shouldKeepAlive) return undefined
  const keep = (): void => { if (closes && reply.raw.shouldKeepAlive) reply.removeHeader('connection') }
  if (raw.complete || raw.readableEnded) {
    keep()
    return undefined
  }
  if (raw.destroyed || brokenBy(raw) || Number(headers['content-length'] ?? 0) > mostBytes) return undefined
  return takeIn(raw).then(isWhole => { if (isWhole) keep() })
}

/** Reads a body to its end and keeps nothing of it; answers whether the end came. */
function takeIn (body: IncomingMessage): Promise<boolean> {
  return new Promise(resolve => {
    let bytes = 0
    const timer = setTimeout(() => { end(false) }, mostMilliseconds).unref()
    const ended = (): void => { end(true) }
    const gone = (): void => { end(false) }
    const count = (chunk: Buffer): void => { if ((bytes += chunk.length) > mostBytes) end(false) }
    function end (isWhole: boolean): void {
      clearTimeout(timer)
      body.off('data', count).off('end', ended).off('close', gone).off('error', gone)
      resolve(isWhole)
    }
    body.unpipe()
    body.on('data', count).on('end', ended).on('close', gone).on('error', gone).resume()
  })
}
