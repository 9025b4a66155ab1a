import type { Entry } from './journal.ts'
import type { KeptEntry } from './kept-entries.ts'
import type { Headers } from './sent-headers.ts'

/** What an entry without bodies takes, one that is kept as less, and what facts take on average, in bytes; measured. */
const bareWeight = 2048
const keptWeight = 512
const judgementWeight = 1024

/** About as many bytes as an entry keeps from being freed. A body is kept as it was read, which takes some times its text. */
export function weightOf (entry: Entry | KeptEntry): number {
  const bytes = 2 * entry.url.length + bodyWeight(entry.body)
  return bytes + ('common' in entry
    ? keptWeight + (entry.reply?.length ?? 0) + entry.replyLength + entry.common.weight + entry.common.rules.length * judgementWeight
    : ownWeight(entry))
}

function ownWeight ({ headers, unread = '', judgements, ignored, failure, reply }: Entry): number {
  let bytes = bareWeight + weightOfHeaders(headers) + textWeight(unread) + (reply?.length ?? 0) + (failure?.message.length ?? 0)
  bytes += judgements.length * judgementWeight
  for (const name of ignored) bytes += name.length
  return bytes
}

export function weightOfHeaders (headers: Headers): number {
  let bytes = 0
  for (const name in headers) bytes += name.length + String(headers[name]).length
  return bytes
}

function bodyWeight (value: unknown): number {
  if (typeof value === 'string') return textWeight(value)
  if (typeof value !== 'object' || value === null) return 8
  let bytes = 64
  if (Array.isArray(value)) for (const item of value) bytes += 32 + bodyWeight(item)
  else for (const name in value) bytes += 48 + textWeight(name) + bodyWeight((value as Record<string, unknown>)[name])
  return bytes
}

/** A letter beyond those of Western Europe makes each of its text take two bytes; to look for one in a short text is not worth it. */
const textWeight = (text: string): number => text.length > 64 && /[\u0100-\uffff]/.test(text) ? 2 * text.length : text.length
