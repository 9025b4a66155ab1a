import { createHash } from 'node:crypto'

/** Ids that look random and are not: the same seed and the same calls give the same ids. */
export interface Ids {
  next (): string
}

/** A name-based UUID (RFC 9562 version 8) of a text. */
export function uuidOf (text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
