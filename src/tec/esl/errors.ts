import { failures, type Failure } from '../../core/errors.ts'
import { answer, json, type Answer } from '../../http/answer.ts'

/** RFC 6749 §5.2: ESL's own error bodies are not published. */
export function tokenError (failure: Failure): Answer {
  const { status } = failures[failure.kind]
  const error = isOAuthCode(failure.code) ? failure.code : status < 500 ? 'invalid_request' : 'server_error'
  return answer({
    status,
    headers: { 'cache-control': 'no-store', ...(status === 401 && { 'www-authenticate': 'Basic realm="ESL"' }) },
    type: json,
    text: JSON.stringify({ error, error_description: failure.message })
  })
}

const isOAuthCode = (code: string | undefined): boolean => code !== undefined && /^[a-z_]+$/.test(code)
