import { Failure } from '../../core/errors.ts'

/**
 * A document is read in one go, sign by sign, in which nobody else has a turn. So it is held to a size that keeps that short, and that
 * is far more than the members of any record: in bytes, and in what takes longest to read.
 */
export const mostBytes = 128 * 1024

export const mostMarkup = 4000
export const mostReferences = 20_000

const mostOf = [
  ['<', mostMarkup, 'pieces of markup (tags, comments and instructions)'], ['&', mostReferences, 'references to characters']
] as const

/** Throws Failure for a document that is too large to be read. */
export function holdToBounds (body: Buffer): void {
  if (body.length > mostBytes) {
    throw new Failure('too-large', `The body has ${body.length} bytes; as XML it may have ${mostBytes}. Send less in one request`)
  }
  for (const [sign, most, name] of mostOf) {
    if (hasMore(body, sign, most)) throw new Failure('too-large', `The body has more than ${most} ${name}. Send less in one request`)
  }
}

function hasMore (body: Buffer, sign: string, most: number): boolean {
  let left = most
  for (let at = body.indexOf(sign); at >= 0; at = body.indexOf(sign, at + 1)) if (left-- === 0) return true
  return false
}
