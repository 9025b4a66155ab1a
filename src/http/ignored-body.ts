import type { FastifyRequest } from 'fastify'
import { remarksOf } from './remarks.ts'
import type { Step } from './step.ts'

/** So few bytes say nothing: `{}`. */
const fewBytes = 2

/** Tells of a body that nobody looks at: whoever sends one expects it to do something. */
export function noteIgnoredBody (request: FastifyRequest, bytes: number): void {
  if (bytes <= fewBytes) return
  remarksOf(request).push({ kind: 'ignored-body', member: 'body', message: 'This operation takes no body; the body was ignored' })
}

/** The same by what the head says of it, as that of a GET is not read at all. */
export const noteBodyOfNone: Step = (request) => {
  const { headers: { 'content-length': bytes }, serving: { operation } } = request
  if (operation && !operation.wire.body && bytes !== undefined) noteIgnoredBody(request, Number(bytes))
}
