import type { Readable } from 'node:stream'

/** What goes out for a request, where that is more than a value of the operation's shape. */
export interface Answer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** The media type of `text` or `list`. */
  readonly type?: string
  /** Goes out as it is. */
  readonly text?: string | Buffer | Readable
  /** A text that may be long: it is put together in turns, once the change is kept. */
  readonly list?: ListText
  /** Is put into the service's form, as what operations answer is. */
  readonly value?: unknown
  /** Is written as the operation's schema for the status says; may be made once the change is kept. */
  readonly body?: unknown | (() => Promise<unknown>)
}

/** A text with a list in it: what is before its items, one text each, what is between two, and what is after. */
export interface ListText {
  readonly before: string
  readonly items: Iterable<string>
  readonly after: string
  /** A comma, if it is left out. */
  readonly between?: string
}

/** Gives a body, or JSON with a list in it, other names; undefined where there are none. */
export interface Naming {
  body (body: unknown): unknown
  list (list: ListText): ListText | undefined
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
