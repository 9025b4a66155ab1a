import { Failure } from '../core/errors.ts'

/** As many values as an ordinary body may have, of all kinds and in all places: far more than any operation names. */
const mostValues = 20_000

/** As deep as System.Text.Json reads. */
const deepest = 64

/** What JSON says, before and after it is looked through. */
interface JsonBody {
  readonly read: unknown
  /** Throws Failure for what System.Text.Json would not take. */
  checked (): unknown
}

/** Reads JSON as System.Text.Json does. Throws Failure. */
export function readJson (text: string, valueLimit = mostValues): JsonBody {
  refuseTooMany(text, valueLimit)
  const read = parse(text)
  return {
    read,
    checked () {
      refuseUnfit(read)
      return read
    }
  }
}

/** Values and levels are counted before anything is made of them: each value but the first of its list or object follows a comma. */
function refuseTooMany (text: string, limit: number): void {
  // No text has more values than characters.
  if (text.length <= limit) return
  let values = 0
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '"':
        at = endOfText(text, at)
        break
      case '[': case '{':
        if (++depth > deepest) throw tooDeep()
        if (++values > limit) throw tooMany(limit)
        break
      case ']': case '}':
        depth--
        break
      case ',':
        if (++values > limit) throw tooMany(limit)
    }
  }
}

/** Where the text that begins at a quotation mark ends. */
function endOfText (text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = 0
    while (text[end - 1 - escapes] === '\\') escapes++
    if (escapes % 2 === 0) return end
  }
  return text.length
}

const tooDeep = (): Failure => new Failure('unreadable', `The body is nested more than ${deepest} levels deep`)

const tooMany = (limit: number): Failure => new Failure('too-large', `The body has more than ${limit} values; send fewer in one request`)

function parse (body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (error) {
    throw new Failure('unreadable', `The body is not JSON: ${(error as Error).message}`)
  }
}

const loneSurrogate = /\p{Surrogate}/u

/** Refuses what JSON.parse takes and System.Text.Json does not. No store or header could carry half a character either. */
function refuseUnfit (value: unknown, depth = 0): void {
  if (typeof value === 'string' && loneSurrogate.test(value)) {
    throw new Failure('unreadable', 'The body is not JSON: a text has half of a surrogate pair, which is no character')
  }
  if (typeof value !== 'object' || value === null) return
  if (depth === deepest) throw tooDeep()
  if (!Array.isArray(value)) refuseUnfit(Object.keys(value), depth)
  for (const member of Object.values(value)) refuseUnfit(member, depth + 1)
}
