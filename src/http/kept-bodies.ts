import { isUtf8 } from 'node:buffer'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { notKept } from '../sandbox/not-kept.ts'

/** A text longer than this, in bytes, is not kept. */
export const keptBytes = 16_384

/** The body as it was read, unless it is large. What Content-Length says is believed of a plain body only. */
export function keptBody ({ headers, body }: FastifyRequest): unknown {
  const isPlain = headers['content-length'] !== undefined && headers['content-encoding'] === undefined
  const bytes = isPlain ? Number(headers['content-length']) : Buffer.isBuffer(body) ? body.length : JSON.stringify(body)?.length ?? 0
  return bytes <= keptBytes ? body : notKept(`${bytes} bytes`)
}

/** A reply, unless it is large, or goes out as it is made. */
export function keptReply (reply: FastifyReply, payload: unknown): string | Buffer | undefined {
  if (payload === null || payload === undefined) return undefined
  if (typeof payload === 'string' || Buffer.isBuffer(payload)) {
    return payload.length <= keptBytes ? payload : notKept(`${Buffer.byteLength(payload)} bytes`)
  }
  const length = reply.getHeader('content-length')
  return notKept(length === undefined ? 'sent as it was made' : `${String(length)} bytes`)
}

/** Notes the bytes of a body that goes no further: as `read` has it, and as text where that cannot. */
export function noteBytes ({ entry }: FastifyRequest, bytes: Buffer, read: () => unknown): void {
  if (!entry || bytes.length === 0) return
  const body = bytes.length > keptBytes ? notKept(`${bytes.length} bytes`) : orNothing(read)
  if (body !== undefined) entry.body = body
  else if (isUtf8(bytes) && !bytes.includes(0)) entry.unread = bytes.toString()
  else entry.body = notKept(`${bytes.length} bytes that are no text`)
}

function orNothing (read: () => unknown): unknown {
  try {
    return read()
  } catch {
    return undefined
  }
}
