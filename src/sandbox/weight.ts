import type { Entry } from './journal.ts'
import type { KeptEntry } from './kept-entries.ts'
import type { Headers } from './sent-headers.ts'

/** What an entry without bodies takes, what its facts take on average, and what one that is text takes beside it, in bytes; measured. */
const bareWeight = 2048
const judgementWeight = 1024
const keptWeight = 128

/** About as many bytes as an entry keeps from being freed. A body that is not text takes some times its text. */
export const weightOf = (entry: Entry | KeptEntry): number => 'place' in entry
  ? keptWeight + entry.common.weight + entry.place.end - entry.place.start
  : weightOfWhole(entry)

function weightOfWhole ({ url, headers, body, reply, judgements, ignored, failure }: Entry): number {
  let bytes = bareWeight + 2 * url.length + (reply?.length ?? 0) + (failure?.message.length ?? 0) + judgements.length * judgementWeight
  for (const name of ignored) bytes += name.length
  return bytes + weightOfHeaders(headers) + bodyWeight(body)
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
