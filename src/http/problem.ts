import type { FastifyReply } from 'fastify'
import { Type, type Static } from '@sinclair/typebox'
import { failures, type Failure, type FieldErrors } from '../core/errors.ts'

/** The short form, which TEC documents for 429. Every member is optional there. */
export const Problem = Type.Object({
  type: Type.Optional(Type.String({ description: 'Where the status is defined' })),
  title: Type.Optional(Type.String({ description: 'What went wrong, the same for every case of it' })),
  status: Type.Optional(Type.Integer({ format: 'int32', description: 'The HTTP status' })),
  detail: Type.Optional(Type.String({ description: 'What went wrong in this case' })),
  instance: Type.Optional(Type.String({ description: 'The path that was asked for' }))
}, { title: 'Problem', description: 'A refusal, after RFC 9457' })
export type Problem = Static<typeof Problem>

/** The form with `errors`, which the work-based API documents for 400 and 401. */
export const ProblemWithErrors = Type.Object({
  ...Problem.properties,
  errors: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()), {
    description: 'Messages by the member that they are about'
  }))
}, { title: 'ProblemWithErrors', description: 'A refusal that says which members caused it' })

const sections: Record<number, string> = {
  400: '15.5.1', 401: '15.5.2', 404: '15.5.5', 408: '15.5.9', 413: '15.5.14', 415: '15.5.16', 500: '15.6.1'
}

const typeOf = (status: number): string =>
  status === 429 ? 'https://tools.ietf.org/html/rfc6585#section-4' : `https://tools.ietf.org/html/rfc9110#section-${sections[status]}`

/** The short form of a failure; `status` overrides the usual one of its kind. */
export function problemOf (failure: Failure, instance: string, status: number = failures[failure.kind].status): Problem {
  return { type: typeOf(status), title: failures[failure.kind].title, status, detail: failure.message, instance }
}

/** Sends a problem; the body goes as it is, through no schema. */
export function sendProblem (reply: FastifyReply, body: Problem & { errors?: FieldErrors, [extension: string]: unknown }): FastifyReply {
  return reply
    .code(body.status!)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(body)
}
