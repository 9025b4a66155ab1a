/** Sends a request to the sandbox's own API, below `/__admin`, and answers what the reply has. Throws SandboxError where it is refused. */
export type Ask = <Reply>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) => Promise<Reply>

/** A reply as it came, however it came. */
export interface Came {
  readonly status: number
  readonly text: string
}

/** A request that the sandbox's own API refused; the message says what was wrong with it. */
export class SandboxError extends Error {
  readonly status: number
  /** The reply's problem details, undefined where it had none. */
  readonly problem: unknown

  constructor (message: string, status: number, problem?: unknown) {
    super(message)
    this.name = 'SandboxError'
    this.status = status
    this.problem = problem
  }
}

/** Reads a reply of the sandbox's own API. Throws SandboxError where it is a refusal, or no reply of it at all. */
export function read (asked: string, { status, text }: Came): unknown {
  const value = parsed(text)
  if (status < 400 && (value !== undefined || text === '')) return value
  const detail = (value as { detail?: string } | undefined)?.detail
  throw new SandboxError(
    detail === undefined ? `${asked} answered ${status}, and not as a tms-sandbox does. Is it one?` : `${asked}: ${detail}`, status, value)
}

function parsed (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
