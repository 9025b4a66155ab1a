import type { Failure } from '../core/errors.ts'
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
  400: '15.5.1',
  401: '15.5.2',
  403: '15.5.4',
  404: '15.5.5',
  405: '15.5.6',
  406: '15.5.7',
  408: '15.5.9',
  409: '15.5.10',
  410: '15.5.11',
  411: '15.5.12',
  412: '15.5.13',
  413: '15.5.14',
  414: '15.5.15',
  415: '15.5.16',
  422: '15.5.21',
  500: '15.6.1',
  501: '15.6.2',
  502: '15.6.3',
  503: '15.6.4',
  504: '15.6.5'
}

function typeOf (status: number): string {
  if (status === 429) return 'https://tools.ietf.org/html/rfc6585#section-4'
  if (status === 507) return 'https://tools.ietf.org/html/rfc4918#section-11.5'
  if (status === 431) return 'https://tools.ietf.org/html/rfc6585#section-5'
  return sections[status] ? `https://tools.ietf.org/html/rfc9110#section-${sections[status]}` : 'about:blank'
}

/** The short form of a failure; `status` overrides the usual one of its kind. */
export function problemOf (failure: Failure, instance: string, status: number = failure.status): Problem {
  return { type: typeOf(status), title: failure.title, status, detail: failure.message, instance }
}

/** Answers with a problem; the body goes as it is, through no schema. */
export const problemAnswer = (body: Problem & { errors?: object, [extension: string]: unknown }): Answer =>
  answer({ status: body.status, type: 'application/problem+json; charset=utf-8', text: JSON.stringify(body) })
