import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { FastifyRequest, RequestPayload } from 'fastify'
import type { MediaType } from './bodies.ts'
import { brokenBy } from './broken-bodies.ts'
import { keptBytes } from './kept-bodies.ts'
import type { Operation } from './operation.ts'
import type { Service } from './service.ts'

/** What came of a body, and how far that is: all of it, or so much that it is too long, or came too late, or was broken off. */
export interface Ahead {
  readonly bytes: Buffer
  readonly end: 'whole' | 'longer' | 'late' | 'broken'
  readonly error?: Error | undefined
}

/** Bodies of which nothing is left to come. */
const ahead = new WeakMap<FastifyRequest, Ahead>()

/** Whether the body of a request was read to its end before anybody was to read it. */
export const isAhead = (request: FastifyRequest): boolean => ahead.has(request)

/**
 * Reads a body before it is its turn, no further than the journal keeps any, and for no longer than `milliseconds`, if they are given.
 * Whoever reads it afterwards reads it from the beginning. Never throws.
 */
export async function readAhead (request: FastifyRequest, milliseconds?: number): Promise<Ahead> {
  const known = ahead.get(request)
  if (known) return known
  const came = await beginningOf(request.raw, milliseconds)
  if (came.end === 'whole' || came.end === 'broken') ahead.set(request, came)
  return came
}

function beginningOf (raw: IncomingMessage, milliseconds: number | undefined): Promise<Ahead> {
  const error = brokenBy(raw)
  if (raw.destroyed || error) return Promise.resolve({ ...nothing, error: error ?? brokenOff() })
  return new Promise(resolve => {
    const chunks: Buffer[] = []
    let bytes = 0
    const timer = milliseconds === undefined ? undefined : setTimeout(() => { over('late') }, milliseconds).unref()
    const come = (chunk: Buffer): void => {
      chunks.push(chunk)
      if ((bytes += chunk.length) > keptBytes) over('longer')
    }
    const ended = (): void => { over('whole') }
    const failed = (error: Error): void => { over('broken', error) }
    const gone = (): void => { over('broken', brokenOff()) }
    function over (end: Ahead['end'], error?: Error): void {
      clearTimeout(timer)
      raw.off('data', come).off('end', ended).off('error', failed).off('close', gone)
      const all = Buffer.concat(chunks)
      if (end === 'longer' || end === 'late') putBack(raw, all)
      resolve({ bytes: all, end, error })
    }
    raw.on('data', come).on('end', ended).on('error', failed).on('close', gone).resume()
  })
}

const nothing = { bytes: Buffer.alloc(0), end: 'broken' } as const

/** At once: in the next turn its end may have been told of. */
function putBack (raw: IncomingMessage, bytes: Buffer): void {
  raw.pause()
  if (bytes.length > 0) raw.unshift(bytes)
}

const brokenOff = (): Error => Object.assign(new Error('aborted'), { code: 'ECONNRESET' })

/** Has what is left of a body come, as nobody is to read it any more. */
export const letGo = ({ raw }: FastifyRequest): void => { if (raw.isPaused()) raw.resume() }

/** A body as it would be read, before it is known which sandbox reads it; undefined where it cannot be, or is no such short form. */
export async function bodyAhead (request: FastifyRequest, { takes }: Service, operation: Operation): Promise<unknown> {
  const { headers: { 'content-type': contentType = '', 'content-length': length = '0', 'content-encoding': encoding } } = request
  const type = (operation.takes ?? takes).find(({ pattern }) => pattern.test(contentType))
  if (!type || encoding !== undefined || Number(length) > keptBytes) return undefined
  const { bytes, end } = await readAhead(request)
  return end === 'whole' ? readOrNot(type, bytes, contentType, request) : undefined
}

function readOrNot (type: MediaType, body: Buffer, contentType: string, request: FastifyRequest): unknown {
  try {
    return body.length === 0 ? undefined : type.read(body, contentType, {} as never, request)
  } catch {
    return undefined
  }
}

/** The body of a request, from its beginning, also where it was read ahead. */
export function fromTheBeginning (request: FastifyRequest, payload: RequestPayload): RequestPayload {
  const error = brokenBy(request.raw)
  const read = ahead.get(request) ?? (error && { ...nothing, error })
  return read ? Readable.from(again(read), { objectMode: false }) : payload
}

async function * again ({ bytes, error }: Ahead): AsyncGenerator<Buffer> {
  if (bytes.length > 0) yield bytes
  if (error) throw error
}
