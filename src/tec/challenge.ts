import type { Failure } from '../core/errors.ts'
import { answer, type Answer } from '../http/answer.ts'
import type { Call } from '../http/operation.ts'

/** What a 401 has to say of how to do better (RFC 9110 §15.5.2), in ASP.NET Core's words (RFC 6750 §3). */
export function challenged (reply: Answer, { kind }: Failure, { headers }: Call): Answer {
  if (kind !== 'unauthenticated' || reply.status !== 401) return reply
  const given = headers.authorization ?? headers.authentication
  return answer({ ...reply, headers: { ...reply.headers, 'www-authenticate': given ? 'Bearer error="invalid_token"' : 'Bearer' } })
}
