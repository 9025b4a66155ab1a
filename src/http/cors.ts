import type { FastifyReply, FastifyRequest } from 'fastify'
import { yesOrNo } from '../core/option.ts'
import { ownRequestHeaders } from '../sandbox/own-headers.ts'
import { isSet, type Setting } from '../sandbox/settings.ts'
import { wireExact } from './answering.ts'
import type { Service } from './service.ts'
import type { Step } from './step.ts'

/** Whether pages of other origins may read what is answered (the fetch standard, "CORS protocol"). */

export const cors: Setting<boolean> = {
  name: 'cors',
  placeholder: 'YES_OR_NO',
  description: 'yes lets pages of any origin call every emulated API from a browser; some APIs allow it without this; ' +
    'for /__admin use --admin-cors',
  default: 'no',
  read: yesOrNo
}

const usualHeaders = ['authorization', 'content-type', ...ownRequestHeaders].join(', ').toLowerCase()

type ServiceOf = (request: FastifyRequest) => Service

/** The origin that may read an answer, `*` for all. */
function letIn ({ answersBrowsers }: Service, { sandbox, headers: { origin } }: FastifyRequest): string | undefined {
  if (!origin) return undefined
  if (Array.isArray(answersBrowsers)) return answersBrowsers.includes(origin) ? origin : undefined
  return answersBrowsers ?? isSet(sandbox, cors) ? '*' : undefined
}

/** A browser asks first whether it may call. It has no token at that time, and wants no more than headers. */
export const answerPreflight = (serviceOf: ServiceOf): Step => (request, reply) => {
  const wanted = request.headers['access-control-request-method']
  if (request.method !== 'OPTIONS' || wanted === undefined || letIn(serviceOf(request), request) === undefined) return
  const headers = request.headers['access-control-request-headers']
  reply.code(204).headers({
    'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers': headers ? String(headers) : usualHeaders,
    vary: 'Access-Control-Request-Headers'
  }).send()
  return 'answered'
}

const ownHeaders = ['Sandbox-Request-Id', 'Sandbox-Rules', 'Sandbox-Warnings', 'Sandbox-Dry-Run', 'Sandbox-Fault']

/** Lets a page read an answer, a refusal as well. */
export function allowOrigin (serviceOf: ServiceOf, request: FastifyRequest, reply: FastifyReply): void {
  if (!request.headers.origin) return
  const origin = letIn(serviceOf(request), request)
  if (origin === undefined) return
  // Another origin gets another answer.
  if (origin !== '*') reply.header('vary', [reply.getHeader('vary') ?? [], 'Origin'].flat().join(', '))
  const own = isSet(request.sandbox, wireExact) ? [] : ownHeaders
  reply.headers({
    'access-control-allow-origin': origin,
    'access-control-expose-headers': ['Retry-After', 'WWW-Authenticate', ...own].join(', ')
  })
}
