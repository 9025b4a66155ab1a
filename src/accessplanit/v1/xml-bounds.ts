import { Failure } from '../../core/errors.ts'

/**
 * A document is read in one go, sign by sign, in which nobody else has a turn. So it is held to a size that keeps that short, and that
 * is far more than the members of any record: in bytes, and in what takes longest to read.
 */
export const mostBytes = 128 * 1024

export const mostMarkup = 4000
export const mostReferences = 20_000

const mostOf = [
  [/</g, mostMarkup, 'pieces of markup (tags, comments and instructions)'], [/&#?\w+;/g, mostReferences, 'references to characters']
] as const

/** Throws Failure for a document that is too large to be read. */
export function holdToBounds (body: Buffer): void {
  if (body.length > mostBytes) {
    throw new Failure('too-large', `The body has ${body.length} bytes; as XML it may have ${mostBytes}. Send less in one request`)
  }
  const text = body.toString('latin1')
  for (const [sign, most, name] of mostOf) {
    const isMore = (text.match(sign)?.length ?? 0) > most
    if (isMore) throw new Failure('too-large', `The body has more than ${most} ${name}. Send less in one request`)
  }
}
