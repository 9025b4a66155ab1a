/** Sends a request to the sandbox's own API, at a path below `/__admin`: a value as JSON, bytes as they are. */
export type Send = (method: Method, path: string, body?: object) => Promise<Came>

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Bytes, at once or part by part. */
export type Bytes = Uint8Array | AsyncIterable<Uint8Array>

/** Who calls without types may give any value: what takes another kind of it says so. */
export const isBytes = (body: object): body is Bytes =>
  body instanceof Uint8Array || (typeof body === 'object' && body !== null && Symbol.asyncIterator in body)

/** A reply as it came, however it came. */
export interface Came {
  readonly status: number
  readonly bytes: Uint8Array
}

/** Sends a request, and answers what its reply has. Throws SandboxError where it is refused. */
export type Ask = <Reply>(method: Method, path: string, body?: object) => Promise<Reply>

/** What a sandbox's own API refused, or what reached none; the message says what was wrong. */
export class SandboxError extends Error {
  /** 0 where nothing answered. */
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

/** Asks for values. */
export const askBy = (send: Send): Ask => async <Reply>(method: Method, path: string, body?: object) => {
  const asked = `${method} /__admin${path.split('?')[0]}`
  const text = new TextDecoder().decode(accepted(asked, await send(method, path, body)))
  if (text === '') return undefined as Reply
  const value = parsed(text)
  if (value === undefined) throw new SandboxError(`${asked} answered no JSON, as a tms-sandbox does. Is it one?`, 200)
  return value as Reply
}

/** The bytes of a reply. Throws SandboxError where it is a refusal. */
export function accepted (asked: string, { status, bytes }: Came): Uint8Array {
  if (status < 400) return bytes
  const problem = parsed(new TextDecoder().decode(bytes))
  const said = isProblem(problem) ? problem.detail : `answered ${status}, and not as a tms-sandbox does. Is it one?`
  throw new SandboxError(`${asked}: ${said}`, status, problem)
}

/** Whether it is what a sandbox says of a refusal; of others, few say as much. */
export function isProblem (value: unknown): value is { title: string, detail: string } {
  const { title, detail } = Object(value) as { title?: unknown, detail?: unknown }
  return typeof title === 'string' && typeof detail === 'string'
}

function parsed (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
