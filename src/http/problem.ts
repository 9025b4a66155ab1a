import { failures, type Failure } from '../core/errors.ts'
import { answer, type Answer } from './answer.ts'

/** The short form of RFC 9457's problem details. */
export type Problem = {
  type: string
  title: string
  status: number
  detail: string
  instance: string
}

const sections: Record<number, string> = {
  400: '15.5.1', 401: '15.5.2', 403: '15.5.4', 404: '15.5.5', 405: '15.5.6', 413: '15.5.14', 415: '15.5.16', 500: '15.6.1', 503: '15.6.4'
}

const typeOf = (status: number): string =>
  status === 429 ? 'https://tools.ietf.org/html/rfc6585#section-4' : `https://tools.ietf.org/html/rfc9110#section-${sections[status]}`

/** The short form of a failure; `status` overrides the usual one of its kind. */
export function problemOf (failure: Failure, instance: string, status: number = failures[failure.kind].status): Problem {
  return { type: typeOf(status), title: failures[failure.kind].title, status, detail: failure.message, instance }
}

/** Answers with a problem; the body goes as it is, through no schema. */
export const problemAnswer = (body: Problem & { errors?: object, [extension: string]: unknown }): Answer =>
  answer({ status: body.status, type: 'application/problem+json; charset=utf-8', text: JSON.stringify(body) })
