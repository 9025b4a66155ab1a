import type { Failure } from '../../core/errors.ts'
import { answer, json, type Answer } from '../../http/answer.ts'

/** RFC 6749 §5.2, as ESL's own error bodies are not published: one error, the first; the others are in `Sandbox-Rules`. */
export function tokenError (failure: Failure): Answer {
  const { status } = failure
  const error = isOAuthCode(failure.code) ? failure.code : status < 500 ? 'invalid_request' : 'server_error'
  return answer({
    status,
    headers: { 'cache-control': 'no-store', ...(status === 401 && { 'www-authenticate': 'Basic realm="ESL"' }) },
    type: json,
    text: JSON.stringify({ error, error_description: asDescription(firstMessage(failure)) })
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
