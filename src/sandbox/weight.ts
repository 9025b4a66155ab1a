import type { Entry } from './journal.ts'

/** What an entry without bodies takes, and what its facts take on average, in bytes; both measured. */
const bareWeight = 2048
const judgementWeight = 1024

/** About as many bytes as an entry keeps from being freed. A body is kept as it was read, which takes some times its text. */
export function weightOf ({ url, headers, body, reply, judgements, ignored, failure }: Entry): number {
  let bytes = bareWeight + 2 * url.length + (reply?.length ?? 0) + (failure?.message.length ?? 0) + judgements.length * judgementWeight
  for (const name in headers) bytes += name.length + String(headers[name]).length
  for (const name of ignored) bytes += name.length
  return bytes + bodyWeight(body)
}

const bodyWeight = (value: unknown): number => {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 8
  let bytes = 64
  for (const member of Object.values(value)) bytes += 32 + bodyWeight(member)
  return bytes
}
