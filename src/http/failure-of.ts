import { Failure, failures } from '../core/errors.ts'

/** Whatever was thrown on a request's way, as the failure that it amounts to. */
export function failureOf (error: unknown): Failure {
  if (error instanceof Failure) return error
  const { code = '', statusCode = 500, message = '' } = error as { code?: string, statusCode?: number, message?: string }
  if (code.startsWith('Z_')) return new Failure('unreadable', `GM1: the compressed body cannot be read (${message})`)
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE': return new Failure('too-large', 'The body is larger than the 1 MiB that the sandbox takes')
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE': return new Failure('unsupported-media', message)
    case 'FST_ERR_CTP_EMPTY_TYPE': return new Failure('unsupported-media', 'The request has a body and no Content-Type')
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH': return new Failure('unreadable', 'The body is not as long as Content-Length says')
    case 'FST_ERR_BAD_URL': return new Failure('unreadable', message)
  }
  const kind = statusCode < 500 && Object.values(failures).some(it => it.status === statusCode) ? 'unreadable' : 'internal'
  return new Failure(kind, kind === 'internal' ? 'Something unforeseen happened; the log of the sandbox says more' : message)
}
