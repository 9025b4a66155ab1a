import type { IncomingMessage } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Failure } from '../core/errors.ts'
import { failureOf } from './failure-of.ts'
import { chunkedAlone } from './unparsed.ts'
import { refuseUnread, type Reached } from './unread.ts'

/** An address that no router reads: what is wrong with a request besides is said where such are refused. */
export const unreadable = '/%'

/** Node.js has no more of them where a request is read, and says nothing of the rest. */
export const mostHeaders = 1000

/** Why a request is none that can be served, though the parser took it. */
export function wrongWith (raw: IncomingMessage): Failure | undefined {
  const { headers: { 'transfer-encoding': codings }, rawHeaders } = raw
  if (rawHeaders.length > 2 * mostHeaders) {
    return new Failure('headers-too-large', `The request has more than ${mostHeaders} headers, which is as many as are read. Send fewer.`)
  }
  if (codings !== undefined && !/^chunked$/i.test(codings)) return new Failure('not-http', chunkedAlone)
  return wrongHost(raw)
}

/** RFC 9112 §3.2 asks for one from version 1.1 on, and for no more than one. */
function wrongHost ({ headers, httpVersion, rawHeaders }: IncomingMessage): Failure | undefined {
  if (headers.host === undefined) return httpVersion === '1.1' ? new Failure('not-http', noHost) : undefined
  const isTwice = rawHeaders.filter((name, n) => n % 2 === 0 && name.length === 4 && name.toLowerCase() === 'host').length > 1
  return isTwice ? new Failure('not-http', severalHosts) : undefined
}

const severalHosts = 'The Host header is there more than once, so that it is not clear which server is meant. Send it once.'

const noHost = 'The Host header is missing, which HTTP/1.1 asks for. Send it with the name of the server, such as "Host: localhost:4010".'

/** Answers a request that leads to no operation as it cannot be read; there is none to ask how it reads. */
export function answerUnread (reached: Reached, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { raw, method, originalUrl: url, headers, log } = request
  const wrong = wrongWith(raw)
  const failure = wrong ?? failureOf(error, request)
  const { answer, isExact, entryId } = refuseUnread(reached, failure, { method, url, headers }, log)
  if (entryId !== undefined && !isExact) reply.header('sandbox-request-id', entryId)
  // As with all that is no request of HTTP/1.1.
  if (wrong) reply.header('connection', 'close')
  return reply.code(answer.status ?? failure.status).headers(answer.headers ?? {}).type(answer.type!).send(answer.text)
}
