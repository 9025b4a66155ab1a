import type { FastifyRequest } from 'fastify'
import { BadInput, Failure, Unusable } from '../core/errors.ts'
import { wasClosed } from '../sandbox/alone.ts'
import { inBytes } from '../sandbox/limits.ts'
import { ofTheDisk } from './of-the-disk.ts'
import { refusalAfterAll } from './enforce.ts'

/** Of a body, in bytes, where its operation has none of its own. */
export const usualBodyLimit = 1024 * 1024

const notGzip = 'The compressed body cannot be read: Content-Encoding says that it is compressed, and it is not, or not to its end. ' +
  'Compress all of it, or leave that header out.'

/** Whatever was thrown on a request's way, as the failure that it amounts to. What is our own mistake goes to the log. */
export function failureOf (error: unknown, request: FastifyRequest): Failure {
  // Fastify puts a code of its own on what its validators say.
  if (error instanceof Failure) {
    return error.code === 'FST_ERR_VALIDATION' ? new Failure(error.kind, error.message, { errors: error.errors }) : error
  }
  if (error instanceof Unusable) return new Failure('unavailable', error.now)
  if (error instanceof BadInput) return new Failure('malformed', error.message)
  const { code = '', statusCode = 500, message = '' } = error as { code?: string, statusCode?: number, message?: string }
  if (hasGone(request)) return wasClosed()
  if (code.startsWith('Z_')) return new Failure('not-gzip', notGzip)
  switch (code) {
    case 'FST_ERR_BAD_URL': case 'FST_ERR_MAX_PARAM_LENGTH':
      return new Failure('malformed',
        'The path of the request cannot be read: its percent signs must encode UTF-8, and each part must have at most 20,000 characters.')
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Failure('too-large',
        `The body must be no larger than ${(request.routeOptions.bodyLimit ?? usualBodyLimit) / 1_048_576} MiB for this operation.`)
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE': case 'FST_ERR_CTP_EMPTY_TYPE':
      return new Failure('unsupported-media', `Content-Type ${JSON.stringify(request.headers['content-type'])} is not a media type. ` +
        'Write type and subtype with a slash, such as application/json.')
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new Failure('unreadable', 'The body must be as long as the Content-Length header says.')
  }
  if (code === 'SQLITE_FULL' && request.sandbox?.store.isAtLimit()) {
    const most = inBytes(request.sandbox.store.mostBytes)
    return new Failure('full', `This sandbox would grow beyond its limit of ${most}; nothing of the request was stored. ` +
      'Delete records, reset it with POST /__admin/reset, or start with a larger --max-sandbox-bytes.')
  }
  const unavailable = ofTheDisk(error, () => remembersItself(request))
  if (unavailable !== undefined) {
    request.log.error({ err: error })
    return new Failure('unavailable', unavailable)
  }
  if (statusCode < 500) return new Failure('unreadable', message)
  const refused = request.entry && refusalAfterAll(request.entry, request.sandbox)
  if (refused) return refused
  const id = request.entry?.id ?? request.id
  request.log.error({ err: error, sandboxRequestId: id })
  return new Failure('internal', `Internal error in the sandbox, not in your request. Its log has details under ${id}.`)
}

/** Whether its sandbox was closed under it. */
function hasGone ({ sandbox }: FastifyRequest): boolean {
  try {
    return sandbox?.db.open === false
  } catch {
    return false
  }
}

/** Of a sandbox that is not open yet nobody knows. */
function remembersItself ({ sandbox }: FastifyRequest): boolean {
  try {
    return sandbox?.settings.recall('firstClock') !== undefined
  } catch {
    return false
  }
}
