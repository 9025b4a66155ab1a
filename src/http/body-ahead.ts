import { Readable } from 'node:stream'
import type { FastifyRequest, RequestPayload } from 'fastify'
import type { MediaType } from './bodies.ts'
import type { Operation } from './operation.ts'
import type { Service } from './service.ts'

/** Who calls shows it in a short form; whatever is longer is no such thing, and shows nothing. */
const most = 16_384

const ahead = new WeakMap<FastifyRequest, Readable>()

/** A body as it would be read, before it is known which sandbox reads it; undefined where it cannot be. It is read again afterwards. */
export async function bodyAhead (request: FastifyRequest, { takes }: Service, operation: Operation): Promise<unknown> {
  const { raw, headers: { 'content-type': contentType = '', 'content-length': length = '0', 'content-encoding': encoding } } = request
  const type = (operation.takes ?? takes).find(({ pattern }) => pattern.test(contentType))
  if (!type || encoding !== undefined || Number(length) > most) return undefined
  const chunks: Buffer[] = []
  let bytes = 0
  let failed: Error | undefined
  try {
    for await (const chunk of raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      if ((bytes += chunk.length) > most) break
    }
  } catch (error) {
    failed = error as Error
  }
  ahead.set(request, again(chunks, bytes > most ? raw : undefined, failed))
  return bytes > most || failed ? undefined : readOrNot(type, Buffer.concat(chunks), contentType, request)
}

/** What was read, and the rest as it comes. */
function again (chunks: readonly Buffer[], rest: Readable | undefined, failed: Error | undefined): Readable {
  async function * all () {
    yield * chunks
    if (failed) throw failed
    if (rest) yield * rest as AsyncIterable<Buffer>
  }
  return Readable.from(all(), { objectMode: false })
}

function readOrNot (type: MediaType, body: Buffer, contentType: string, request: FastifyRequest): unknown {
  try {
    return body.length === 0 ? undefined : type.read(body, contentType, {} as never, request)
  } catch {
    return undefined
  }
}

/** The body of a request, from its beginning, also where it was read ahead. */
export const fromTheBeginning = (request: FastifyRequest, payload: RequestPayload): RequestPayload => ahead.get(request) ?? payload
