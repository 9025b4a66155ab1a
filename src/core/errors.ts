import { STATUS_CODES } from 'node:http'

/**
 * What a request can fail with, in any service; `not-found` is for what the sandbox's own API names. A service's own `errors.ts` gives it
 * a wire shape.
 */
export const failures = {
  unauthenticated: { status: 401, title: 'Unauthorized' },
  unacceptable: { status: 400, title: 'A business rule refuses the request' },
  malformed: { status: 400, title: 'One or more validation errors occurred' },
  'not-http': { status: 400, title: 'The request cannot be read' },
  unreadable: { status: 400, title: 'The request body cannot be read' },
  'not-gzip': { status: 400, title: 'The request body cannot be read' },
  missing: { status: 400, title: 'There is no such record' },
  forbidden: { status: 403, title: 'Forbidden' },
  'not-found': { status: 404, title: 'Not found' },
  'unknown-route': { status: 404, title: 'There is no such operation' },
  'wrong-method': { status: 405, title: 'Method not allowed' },
  'too-late': { status: 408, title: 'The request was not whole in time' },
  'too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media': { status: 415, title: 'The media type of the request is not supported' },
  'too-many': { status: 429, title: 'Too many requests' },
  'headers-too-large': { status: 431, title: 'The headers of the request are too large' },
  // Is told nobody, so that its status is seen nowhere.
  gone: { status: 499, title: 'The client has gone' },
  internal: { status: 500, title: 'The sandbox itself failed' },
  fault: { status: 500, title: 'Fault' },
  unavailable: { status: 503, title: 'The sandbox cannot store anything' },
  elsewhere: { status: 503, title: 'Another server has the sandbox' },
  stopping: { status: 503, title: 'The server is stopping' },
  full: { status: 507, title: 'The sandbox is full' }
} as const

export type FailureKind = keyof typeof failures

/** The kind of failure that has a status, for one that is asked for. */
export const kindOfStatus = (status: number): FailureKind => kinds[status] ?? 'fault'

const kinds: Readonly<Record<number, FailureKind>> = {
  400: 'malformed', 401: 'unauthenticated', 403: 'forbidden', 404: 'not-found', 413: 'too-large', 415: 'unsupported-media', 429: 'too-many'
}

/** Messages by the wire member that they are about. */
export type FieldErrors = Record<string, string[]>

/** A request is refused; nothing was written. */
export class Failure extends Error {
  readonly kind: FailureKind
  readonly errors: FieldErrors
  /** The real API's own code for it, where there is one: `AM2`, `invalid_client`. */
  readonly code: string | undefined
  /** The status that somebody asked for, whatever is usual for the kind. */
  readonly asked: number | undefined
  /** Seconds to wait, for `too-many`, `elsewhere` and `stopping`. */
  readonly retryAfter: number | undefined
  /** The methods that would do, for `wrong-method`. */
  readonly allow: readonly string[] | undefined

  constructor (kind: FailureKind, detail: string, more: Partial<Pick<Failure, 'errors' | 'code' | 'asked' | 'retryAfter' | 'allow'>> = {}) {
    super(detail)
    this.kind = kind
    this.errors = more.errors ?? {}
    this.code = more.code
    this.asked = more.asked
    this.retryAfter = more.retryAfter
    this.allow = more.allow
  }

  get status (): number {
    return this.asked ?? failures[this.kind].status
  }

  get title (): string {
    return this.kind === 'fault' ? STATUS_CODES[this.status] ?? 'Fault' : failures[this.kind].title
  }
}

/** Whether it is the request that something is wrong with, and not the sandbox. */
export const isRefusal = ({ kind }: Failure): boolean => failures[kind].status < 500

/** What a person or a tester asked of the sandbox itself makes no sense: a flag, a fixture, an admin call. */
export class BadInput extends Error {}

/** What keeps a sandbox cannot be used as it is: what is wrong with it, and what to do before a start or while the server runs. */
export class Unusable extends BadInput {
  readonly now: string

  constructor (
    what: string,
    atStart = 'Restore it, or choose another folder with --data.',
    now = 'Put a sound one in its place, then send the request again; or delete this sandbox.'
  ) {
    super(`${what} ${atStart}`)
    this.now = `${what} ${now}`
  }
}
