import type { FastifyReply } from 'fastify'
import { failures, type Failure } from '../../core/errors.ts'

/** RFC 6749 §5.2, as ESL's own error bodies are not published: one error, the first; the others are in `Sandbox-Rules`. */
export function sendTokenError (failure: Failure, reply: FastifyReply): FastifyReply {
  const { status } = failures[failure.kind]
  if (status === 401) reply.header('www-authenticate', 'Basic realm="ESL"')
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .send({
      error: isOAuthCode(failure.code) ? failure.code : status < 500 ? 'invalid_request' : 'server_error',
      error_description: asDescription(firstMessage(failure))
    })
}

const isOAuthCode = (code: string | undefined): boolean => code !== undefined && /^[a-z_]+$/.test(code)

/** Without the code that a rule's message begins with, as `error` has it. */
function firstMessage ({ errors, message, code }: Failure): string {
  const [first = message] = Object.values(errors).flat()
  return first.startsWith(`${code}: `) ? first.slice(`${code}: `.length) : first
}

/** In the characters that RFC 6749 allows there: printable ASCII, but no quotation mark and no backslash. */
const asDescription = (text: string): string =>
  text.replaceAll('\\', '').replaceAll('"', "'").normalize('NFKD').replace(/\p{Mark}/gu, '').replace(/[^\x20-\x7e]/g, '?')
