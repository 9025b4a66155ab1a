import { gunzipSync } from 'node:zlib'
import type { FastifyRequest } from 'fastify'
import type { Entry } from '../sandbox/journal.ts'
import { notKept } from '../sandbox/not-kept.ts'
import { askOf } from '../sandbox/readings.ts'
import { codingsOf, peek, takesBody } from './bodies.ts'
import { isAhead, readAhead, type Ahead } from './body-ahead.ts'
import { identified } from './identified.ts'
import { keptBytes, noteBytes } from './kept-bodies.ts'
import type { Identified } from './service.ts'

/** So long, in milliseconds, an answer waits for a body that only the journal is to have. */
export const mostMilliseconds = 1000

/**
 * A request that is answered before its turn stands in the journal with its body and its caller, as any other. Nothing else follows from
 * them: they are looked at for that alone. To be awaited before its answer goes out; undefined where there is nothing to wait for.
 */
export function noteAnsweredEarly (request: FastifyRequest): Promise<void> | undefined {
  const { entry } = request
  if (!entry) return undefined
  const [caller, body] = [noteCaller(request, entry), noteBody(request, entry)]
  return caller || body ? Promise.all([caller, body]).then(() => {}) : undefined
}

/** One that was judged was asked for already, unless it was for a fault. */
function noteCaller (request: FastifyRequest, entry: Entry): Promise<void> | undefined {
  if (entry.caller || request.serving.service?.isOwn || (entry.judgements.length > 0 && !entry.fault)) return undefined
  const note = ({ caller, holder }: Identified): void => { entry.caller = caller ?? holder }
  const noNote = (): void => {}
  try {
    const found = identified(request, askOf(request.sandbox.settings))
    if (found instanceof Promise) return found.then(note, noNote)
    if (found) note(found)
  } catch {
    return undefined
  }
}

function noteBody (request: FastifyRequest, entry: Entry): Promise<void> | undefined {
  const { raw, headers } = request
  if (entry.body !== undefined || entry.unread !== undefined || !hasBody(request)) return undefined
  const length = Number(headers['content-length'] ?? 0)
  if (length > keptBytes) {
    entry.body = notKept(`${length} bytes`)
    return undefined
  }
  if (isAhead(request) || !(raw.readableEnded || raw.readableDidRead)) {
    return readAhead(request, mostMilliseconds).then(came => { noteWhatCame(request, entry, came) })
  }
  // Whoever read it has given up.
  if (raw.readableDidRead) entry.body = notKept('not read to its end')
}

/** As of a request that is answered in its turn: nobody reads the body of a GET, or of an operation that has none. */
function hasBody (request: FastifyRequest): boolean {
  const { method, headers, serving: { operation } } = request
  if (method === 'GET' || method === 'HEAD' || (operation && !takesBody(request))) return false
  return Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined
}

const instead: Readonly<Record<Exclude<Ahead['end'], 'whole'>, string>> = {
  longer: `more than ${keptBytes} bytes`,
  late: `not there ${mostMilliseconds / 1000} s after its head`,
  broken: 'broken off'
}

function noteWhatCame (request: FastifyRequest, entry: Entry, { bytes, end }: Ahead): void {
  const plain = end === 'whole' ? unpacked(request, bytes) : undefined
  if (plain) noteBytes(request, plain, () => peek(request, plain))
  else entry.body = notKept(end === 'whole' ? `${bytes.length} bytes that cannot be unpacked to ${keptBytes} or fewer` : instead[end])
}

/** No more than is kept is made of a few bytes, however many they would be. */
function unpacked ({ headers }: FastifyRequest, bytes: Buffer): Buffer | undefined {
  const codings = codingsOf(headers['content-encoding'] ?? '')
  if (codings.length === 0) return bytes
  if (codings.length > 1 || codings[0] !== 'gzip') return undefined
  try {
    return gunzipSync(bytes, { maxOutputLength: keptBytes })
  } catch {
    return undefined
  }
}
