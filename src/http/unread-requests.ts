import type { IncomingMessage } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Failure } from '../core/errors.ts'
import { failureOf } from './failure-of.ts'
import { refuseUnread, type Reached } from './unread.ts'

/** An address that no router reads: what is wrong with a request besides is said where such are refused. */
export const unreadable = '/%'

/** RFC 9112 §3.2 asks for one from version 1.1 on, and for no more than one. */
export function isAstrayForHost ({ headers, httpVersion, rawHeaders }: IncomingMessage): boolean {
  if (headers.host === undefined) return httpVersion === '1.1'
  return rawHeaders.filter((name, n) => n % 2 === 0 && name.length === 4 && name.toLowerCase() === 'host').length > 1
}

const severalHosts = 'The Host header is there more than once, so that it is not clear which server is meant. Send it once.'

const noHost = 'The Host header is missing, which HTTP/1.1 asks for. Send it with the name of the server, such as "Host: localhost:4010".'

/** Answers a request that leads to no operation as it cannot be read; there is none to ask how it reads. */
export function answerUnread (reached: Reached, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { raw, method, originalUrl: url, headers, log } = request
  const isAstray = isAstrayForHost(raw)
  const failure = isAstray ? new Failure('not-http', headers.host === undefined ? noHost : severalHosts) : failureOf(error, request)
  const { answer, isExact, entryId } = refuseUnread(reached, failure, { method, url, headers }, log)
  if (entryId !== undefined && !isExact) reply.header('sandbox-request-id', entryId)
  // As with all that is no request of HTTP/1.1.
  if (isAstray) reply.header('connection', 'close')
  return reply.code(answer.status ?? failure.status).headers(answer.headers ?? {}).type(answer.type!).send(answer.text)
}
