import type { Readable } from 'node:stream'

/** What goes out for a request, where that is more than a value of the operation's shape. */
export interface Answer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** The media type of `text` or `parts`. */
  readonly type?: string
  /** Goes out as it is. */
  readonly text?: string | Buffer | Readable
  /** The same in parts, which are made once the change is kept: to put them together takes long, too. */
  readonly parts?: () => Promise<readonly Buffer[]>
  /** Is put into the service's form, as what operations answer is. */
  readonly value?: unknown
  /** Is written as the operation's schema for the status says; may be made once the change is kept. */
  readonly body?: unknown | (() => Promise<unknown>)
}

const answers = new WeakSet<object>()

/** Marks an answer as one, since a body may have members of the same names. */
export function answer (it: Answer): Answer {
  answers.add(it)
  return it
}

export const isAnswer = (value: unknown): value is Answer => typeof value === 'object' && value !== null && answers.has(value)

export const json = 'application/json; charset=utf-8'

/** JSON text that SQLite has built. */
export const jsonText = (text: string | Buffer, status?: number): Answer =>
  answer({ type: json, text, ...(status !== undefined && { status }) })
