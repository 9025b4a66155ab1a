import { comparesSecret } from '../../sandbox/redaction.ts'

/**
 * A text of a query that cannot be read, or that makes no sense of a field. `position` counts from 0, as JavaScript counts characters; a
 * value that stands alone has none.
 */
export class FilterFault extends Error {
  readonly position: number | undefined

  constructor (position: number | undefined, complaint: string) {
    super(position === undefined ? `${complaint}.` : `At position ${position}: ${complaint}.`)
    this.position = position
  }
}

/** Reads a text from its beginning to its end, part by part. Blanks between parts are passed over. Patterns are sticky. */
export interface Reader {
  /** Whether it is read as it is probably meant. */
  readonly isLoose: boolean
  /** Where the next part begins. */
  position (): number
  atEnd (): boolean
  /** What the pattern finds here, without taking it. */
  peek (pattern: RegExp): string | undefined
  take (pattern: RegExp): string | undefined
  /** Takes the word if it comes next, in any case. */
  takeWord (word: string): boolean
  /** Goes on after so many characters. */
  skip (length: number): void
  /** What is expected, and what comes next: `expected a value, but found "and"`. */
  fault (expected: string): FilterFault
}

/** A name or a keyword. The names of custom fields come from their labels, so a letter may have a macron. */
export const word = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy

// Far more than a URL is allowed by most servers, and little enough for SQLite, which limits how much an expression holds.
export const longest = 10_000

export function createReader (text: string, isLoose = false): Reader {
  if (text.length > longest) throw new FilterFault(longest, `the text must have at most ${longest} characters, but has ${text.length}`)
  // SQLite takes it for the end of a text, here and there.
  const zero = text.indexOf('\0')
  if (zero >= 0) throw new FilterFault(zero, 'the character 0 is not allowed')
  let at = 0
  skip(0)

  function peek (pattern: RegExp): string | undefined {
    pattern.lastIndex = at
    return pattern.exec(text)?.[0]
  }

  function skip (length: number): void {
    at += length
    at += peek(blanks)!.length
  }

  function take (pattern: RegExp): string | undefined {
    const found = peek(pattern)
    if (found !== undefined) skip(found.length)
    return found
  }

  function takeWord (wanted: string): boolean {
    const comesNext = peek(word)?.toLowerCase() === wanted
    if (comesNext) skip(wanted.length)
    return comesNext
  }

  const atEnd = (): boolean => at === text.length

  const found = (): string => comparesSecret(text) ? 'something else' : quote(peek(anything)!)

  const fault = (expected: string): FilterFault =>
    new FilterFault(at, `expected ${expected}, but found ${atEnd() ? 'the end' : found()}`)

  return { isLoose, position: () => at, atEnd, peek, take, takeWord, skip, fault }
}

const blanks = /\s*/y

// What a person would take for one part: a word, a number or a date; a text in quotes; a single sign.
const anything = /[\p{L}\p{M}\p{N}_.:+-]+|'[^']*'?|./suy

/** A part of a request, as a message shows it. */
export const quote = (part: string): string => `"${part.length > 60 ? `${part.slice(0, 60)}…` : part}"`
