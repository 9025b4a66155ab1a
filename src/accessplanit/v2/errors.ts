import { Type } from '@sinclair/typebox'
import { inferred } from '../../core/basis.ts'
import type { Failure } from '../../core/errors.ts'
import { text } from '../../core/schema.ts'
import { answer, json, type Answer } from '../../http/answer.ts'
import type { Call } from '../../http/operation.ts'

const basis = inferred('Clients look only at whether the status is 2xx; no body of a refusal was seen')

/** What version 2 answers when it refuses. */
export const V2Error = Type.Object({
  error: text({ basis, description: 'The kind of the error' }),
  message: text({ basis, description: 'What is wrong' }),
  errors: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()), {
    description: 'Messages by the member that they are about', 'x-basis': basis
  }))
}, { title: 'Refusal', description: 'Why a request was refused' })

export function presentFailure (failure: Failure, { path }: Call): Answer {
  const status = failure.kind === 'missing' ? 404 : failure.status
  const headers: Answer['headers'] = status === 401 ? { 'www-authenticate': 'Bearer' } : {}
  const body = isOfToken(path) ? tokenErrorOf(failure, status) : errorOf(failure, status)
  return answer({ status, headers, type: json, text: JSON.stringify(body) })
}

const isOfToken = (path: string): boolean => /\/api\/v2\/token\/?$/i.test(path)

/** A token is refused as OAuth has it, which gives the code a member of its own. */
const tokenErrorOf = ({ message, code }: Failure, status: number): object =>
  ({ error: code ?? (status < 500 ? 'invalid_request' : 'server_error'), error_description: message.replace(`${code}: `, '') })

function errorOf ({ errors, message }: Failure, status: number): object {
  const rest = Object.keys(errors).length > 0 && { errors }
  return { error: names[status] ?? 'server_error', message, ...rest }
}

const names: Record<number, string> = {
  400: 'bad_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  408: 'request_timeout',
  413: 'too_large',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
  431: 'headers_too_large'
}
