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

function ownWeight ({ headers, judgements, ignored, failure, reply }: Entry): number {
  let bytes = bareWeight + weightOfHeaders(headers) + (reply?.length ?? 0) + (failure?.message.length ?? 0)
  bytes += judgements.length * judgementWeight
  for (const name of ignored) bytes += name.length
  return bytes
}

export function weightOfHeaders (headers: Headers): number {
  let bytes = 0
  for (const name in headers) bytes += name.length + String(headers[name]).length
  return bytes
}

const bodyWeight = (value: unknown): number => {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 8
  let bytes = 64
  for (const member of Object.values(value)) bytes += 32 + bodyWeight(member)
  return bytes
}
