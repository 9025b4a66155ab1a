import type { FastifyReply } from 'fastify'
import { failures, type Failure } from '../../core/errors.ts'

/** RFC 6749 §5.2: ESL's own error bodies are not published. */
export function sendTokenError (failure: Failure, reply: FastifyReply): FastifyReply {
  const { status } = failures[failure.kind]
  if (status === 401) reply.header('www-authenticate', 'Basic realm="ESL"')
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .send({ error: isOAuthCode(failure.code) ? failure.code : status < 500 ? 'invalid_request' : 'server_error', error_description: failure.message })
}

const isOAuthCode = (code: string | undefined): boolean => code !== undefined && /^[a-z_]+$/.test(code)
