import { Failure } from '../core/errors.ts'
import { endOfText } from '../core/end-of-text.ts'
import { lookingLike } from './not-json.ts'
import { repeatedMembers } from '../core/repeated-members.ts'

/** As many values as an ordinary body may have, of all kinds and in all places: far more than any operation names. */
export const mostValues = 20_000

/** As many characters as one text of a request to an API may have: what is done with it is done at one go. */
export const mostOfText = 65_536

/** As many levels of a body as System.Text.Json reads. */
export const deepest = 64

/** What JSON says, before and after it is looked through. */
interface JsonBody {
  readonly read: unknown
  /** Throws Failure for what System.Text.Json would not take. */
  checked (): unknown
  /** The members that are given more than once, of which the last counts, as `identity.dateOfBirth`. To be asked once it is checked. */
  repeated (): readonly string[]
}

/** Reads JSON as System.Text.Json does. Throws Failure. */
export function readJson (text: string, valueLimit = mostValues, textLimit = Infinity): JsonBody {
  const written = countMembers(text, valueLimit, textLimit)
  const read = parse(text)
  // Bytes that are UTF-8 have no half characters; only an escape can write one.
  const mayHaveHalves = text.includes('\\u')
  let kept = written
  return {
    read,
    checked () {
      kept = refuseUnfit(read, mayHaveHalves)
      return read
    },
    // Nothing is looked for where as many were kept as are written: nearly always.
    repeated: () => kept === written ? [] : repeatedMembers(text)
  }
}

/**
 * How many members are written in a text. Values and levels are counted before anything is made of them: each value but the first of its
 * list or object follows a comma. Throws Failure for too many of either, and for a text that is too long.
 */
function countMembers (text: string, limit: number, textLimit: number): number {
  let [values, depth, members] = [0, 0, 0]
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case quote: {
        const end = endOfText(text, at)
        // One that does not end is no JSON, which says more.
        if (end - at - 1 > textLimit && end < text.length && lengthOf(text.slice(at, end + 1)) > textLimit) throw tooLong(textLimit)
        at = end
        break
      }
      case colon:
        members++
        break
      case openBracket: case openBrace:
        if (++depth > deepest) throw tooDeep()
        if (++values > limit) throw tooMany(limit)
        break
      case closeBracket: case closeBrace:
        depth--
        break
      case comma:
        if (++values > limit) throw tooMany(limit)
    }
  }
  return members
}

const [quote, colon, comma, openBracket, closeBracket, openBrace, closeBrace] = [...'":,[]{}'].map(sign => sign.charCodeAt(0))

export const tooDeep = (remedy?: string): Failure =>
  new Failure('unreadable', `The body is nested more than ${deepest} levels deep${remedy === undefined ? '' : `. ${remedy}`}`)

/** How many characters a text has that is written as JSON, where they may be escaped; 0 for one that is none. */
function lengthOf (written: string): number {
  try {
    return (JSON.parse(written) as string).length
  } catch {
    return 0
  }
}

const tooLong = (limit: number): Failure =>
  new Failure('too-large', `A text of the body has more than ${limit} characters; send a shorter one`)

export const tooMany = (limit: number): Failure =>
  new Failure('too-large', `The body has more than ${limit} values; send fewer in one request`)

function parse (body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (error) {
    throw new Failure('unreadable', `The body is not JSON: ${(error as Error).message}${lookingLike(body)}`)
  }
}

const loneSurrogate = /\p{Surrogate}/u

/**
 * Refuses what JSON.parse takes and System.Text.Json does not. No store or header could carry half a character either. Answers how many
 * members there are.
 */
function refuseUnfit (value: unknown, mayHaveHalves: boolean): number {
  if (typeof value === 'string' && mayHaveHalves) refuseHalves(value)
  if (typeof value !== 'object' || value === null) return 0
  let members = 0
  if (Array.isArray(value)) {
    for (const item of value) members += refuseUnfit(item, mayHaveHalves)
    return members
  }
  for (const name of Object.keys(value)) {
    if (mayHaveHalves) refuseHalves(name)
    members += 1 + refuseUnfit((value as Record<string, unknown>)[name], mayHaveHalves)
  }
  return members
}

function refuseHalves (text: string): void {
  if (!loneSurrogate.test(text)) return
  throw new Failure('unreadable', 'The body is not JSON: a text has half of a surrogate pair, which is not a character')
}
