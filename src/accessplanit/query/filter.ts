import { createReader, FilterFault, quote, word, type Reader } from './reader.ts'

// The text of a `$filter`:
//
//   filter     = either
//   either     = both { "or" both }
//   both       = one { "and" one }
//   one        = "not" one | "(" either ")" | call | comparison
//   call       = function "(" property "," value ")"
//   comparison = property operator ( value | "null" )
//   function   = "contains" | "startswith" | "endswith"
//   operator   = "eq" | "ne" | "lt" | "le" | "gt" | "ge"          "null" goes with eq and ne only
//   value      = text | number | date | "true" | "false"
//   text       = "'" { any character but "'" | "''" } "'"
//   number     = [ "+" | "-" ] digits, with or without a fraction and an exponent
//   date       = 2026-03-02, or that with "T", a time, and maybe "Z" or an offset
//   property   = a letter or "_", then letters, digits and "_"; none of the words above but a function's name
//
// Words are read in any case. Blanks may stand between any two parts. They need not stand where two parts cannot be taken for one,
// nor between a value and `and` or `or`: clients send `A eq 'x'and B eq 2026-03-02and C eq true`.
// What a value is, its field decides: a number in quotes is a number to a field of numbers.

const operators = ['eq', 'ne', 'lt', 'le', 'gt', 'ge'] as const
const functions = ['contains', 'startswith', 'endswith'] as const

export type Operator = typeof operators[number]
export type FunctionName = typeof functions[number]

/** A value as it was written, without its quotes; `text` is null for `null`. */
export interface Value {
  readonly text: string | null
  readonly position: number | undefined
}

export interface Comparison {
  readonly kind: 'comparison'
  /** As it was written. */
  readonly property: string
  readonly operator: Operator | FunctionName
  readonly value: Value
}

export type Filter =
  | Comparison
  | { readonly kind: 'not', readonly part: Filter }
  | { readonly kind: 'and' | 'or', readonly parts: readonly Filter[] }

// Nobody writes so many brackets in earnest, and reading them has room on the stack.
export const deepest = 100

/** Reads the text of a `$filter`; in a loose one quotation marks within a text are not doubled. Throws FilterFault. */
export function parseFilter (text: string, isLoose = false): Filter {
  const reader = createReader(text, isLoose)
  const filter = readEither(reader, 0)
  if (!reader.atEnd()) throw reader.fault('"and", "or" or the end')
  return filter
}

const readEither = (reader: Reader, depth: number): Filter => readJoined(reader, 'or', () => readBoth(reader, depth))

const readBoth = (reader: Reader, depth: number): Filter => readJoined(reader, 'and', () => readOne(reader, depth))

function readJoined (reader: Reader, kind: 'and' | 'or', readPart: () => Filter): Filter {
  const parts = [readPart()]
  while (reader.takeWord(kind)) parts.push(readPart())
  return parts.length === 1 ? parts[0]! : { kind, parts }
}

function readOne (reader: Reader, depth: number): Filter {
  if (depth > deepest) throw new FilterFault(reader.position(), `brackets and "not" can be nested at most ${deepest} deep`)
  if (reader.takeWord('not')) return { kind: 'not', part: readOne(reader, depth + 1) }
  if (!reader.take(opening)) return readCallOrComparison(reader)
  const inner = readEither(reader, depth + 1)
  expect(reader, closing, '"and", "or" or ")"')
  return inner
}

const opening = /\(/y
const closing = /\)/y
const comma = /,/y

function expect (reader: Reader, pattern: RegExp, expected: string): void {
  if (reader.take(pattern) === undefined) throw reader.fault(expected)
}

function readCallOrComparison (reader: Reader): Comparison {
  const position = reader.position()
  const name = readName(reader, 'a property, a function, "not" or "("')
  return reader.take(opening) ? readCall(reader, name, position) : readComparison(reader, name)
}

function readCall (reader: Reader, name: string, position: number): Comparison {
  const operator = functions.find(it => it === name.toLowerCase())
  if (!operator) throw new FilterFault(position, `expected contains, startswith or endswith before "(", but found ${quote(name)}`)
  const property = readName(reader, `a property after "${operator}("`)
  expect(reader, comma, `"," after ${quote(property)}`)
  const value = readValue(reader, ',')
  if (value.text === null) throw new FilterFault(value.position, `expected a value other than null in "${operator}"`)
  expect(reader, closing, '")"')
  return { kind: 'comparison', property, operator, value }
}

function readComparison (reader: Reader, property: string): Comparison {
  const operator = operators.find(it => reader.takeWord(it))
  if (!operator) throw reader.fault(`eq, ne, lt, le, gt or ge after ${quote(property)}`)
  const value = readValue(reader, operator)
  if (value.text === null && operator !== 'eq' && operator !== 'ne') {
    throw new FilterFault(value.position, `expected a value other than null after "${operator}"`)
  }
  return { kind: 'comparison', property, operator, value }
}

const reserved = new Set<string>([...operators, 'and', 'or', 'not', 'true', 'false', 'null'])

function readName (reader: Reader, expected: string): string {
  const name = reader.peek(word)
  if (name === undefined || reserved.has(name.toLowerCase())) throw reader.fault(expected)
  reader.skip(name.length)
  return name
}

function readValue (reader: Reader, after: string): Value {
  const position = reader.position()
  const cut = reader.peek(withoutPlus)
  if (cut !== undefined) return readWithoutPlus(reader, cut)
  const odd = reader.peek(oddDate)
  if (odd !== undefined) {
    const expected = `expected a date such as 2026-03-02 or 2026-03-02T09:00:00 after "${after}"`
    throw new FilterFault(position, `${expected}, but found ${quote(odd)}`)
  }
  const text = readText(reader) ?? readBare(reader)
  if (text === undefined) throw reader.fault(`a value after "${after}"`)
  return { text, position }
}

// A moment before whose offset a query had a plus, which is how a blank is written there.
const withoutPlus = /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)? \d\d:\d\d/iy

function readWithoutPlus (reader: Reader, cut: string): Value {
  const position = reader.position()
  if (!reader.isLoose) {
    throw new FilterFault(position, `expected a date, but found ${quote(cut)}; a "+" in a query stands for a space; send it as %2B`)
  }
  reader.skip(cut.length)
  return { text: withPlus(cut), position }
}

export const withPlus = (text: string): string => text.replace(/(T[\d:.]+) (\d\d:\d\d)$/i, '$1+$2')

const quoteMark = /'/y
const quoted = /'[^']*(?:''[^']*)*'(?!')/y

// A text ends where the filter can end or go on; a mark elsewhere is part of it.
const looselyQuoted = /'(?:[^']|''|'(?!\s*(?:$|\)|and\b|or\b)))*'/iy

function readText (reader: Reader): string | undefined {
  if (reader.peek(quoteMark) === undefined) return undefined
  const written = reader.take(reader.isLoose ? looselyQuoted : quoted)
  if (written === undefined) throw new FilterFault(reader.position(), 'the text that begins here has no closing quote')
  return written.slice(1, -1).replaceAll("''", "'")
}

const month = '(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*'

// Days and times as people write them, and as older versions of OData do; none of these is a value.
const oddDate = new RegExp([
  String.raw`\d{4}[/.]\d{1,2}[/.]\d{1,2}(?!\d)`, String.raw`\d{4}-(?:\d-\d{1,2}|\d\d-\d)(?!\d)`,
  String.raw`\d{1,2}([/-])\d{1,2}\1(?:\d{4}|\d\d)(?!\d)`, String.raw`\d{1,2}\.\d{1,2}\.\d{4}(?!\d)`,
  String.raw`\d{4}-\d\d-\d\d\s+\d{1,2}:\d\d(?::\d\d)?`, String.raw`\d{1,2}[\s-]*${month}[\s,-]*\d{2,4}`,
  String.raw`${month}\s+\d{1,2},?\s+\d{4}`, String.raw`datetime(?:offset)?'[^']*'?`
].join('|'), 'iy')

const bare = /[\p{L}\p{N}_.:+-]+/uy
const joining = /(?:and|or)$/i

/** A value without quotes, which an `and` or `or` may stick to; null for `null`. */
function readBare (reader: Reader): string | null | undefined {
  const run = reader.peek(bare) ?? ''
  const value = [run, run.replace(joining, '')].find(isBareValue)
  if (value === undefined) return undefined
  reader.skip(value.length)
  return /^null$/i.test(value) ? null : value
}

const isBareValue = (text: string): boolean => /^(?:true|false|null)$/i.test(text) || isNumber(text) || bareDate.test(text)

// Whether the day is on the calendar is asked where a date is wanted.
const bareDate = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?$/i

export const isNumber = (text: string): boolean => /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(text)
