import type { FastifyReply } from 'fastify'
import { failures, type Failure } from '../../core/errors.ts'
import { problemOf, sendProblem } from '../../http/problem.ts'

/** The work-based API's error bodies: `errors` with 400 and 401, the short form with 429. */
export function sendWorkBasedError (failure: Failure, instance: string, unknownIdStatus: 400 | 404, reply: FastifyReply): FastifyReply {
  const { kind, errors, retryAfter } = failure
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
  const status = kind === 'missing' && reply.request.method === 'GET' ? unknownIdStatus : failures[kind].status
  const problem = problemOf(failure, instance, status)
  return sendProblem(reply, kind === 'too-many' ? problem : { ...problem, errors })
}
