import { BadDemo } from './demo.ts'

/** The few things of a shell that a walk needs: words, quotation marks, variables, and what a call answers kept in one. */

/** A line of commands; a word has values in the place of variables. */
export interface Command {
  readonly line: number
  /** What it keeps, and under which name: `NAME=…`. */
  readonly name?: string
  readonly words: readonly string[]
  /** What its output goes into. */
  readonly into?: Command
  /** What stands in `$(…)`; `hole` holds its place in the words. */
  readonly inner?: Command
}

/** Where in a word what a call answers is to stand. */
export const hole = '\0'

interface Reader {
  readonly text: string
  at: number
  line: number
  /** What variables are. */
  readonly known: ReadonlyMap<string, string>
}

const variable = /\$(?:\{(\w+)\}|(\w+))/y

/** The commands of a block, one after another, each read when it is asked for: it may need what the one before it keeps. Throws BadDemo. */
export function * readCommands (text: string, line: number, known: ReadonlyMap<string, string>): Generator<Command> {
  const reader: Reader = { text, at: 0, line, known }
  while (reader.at < text.length) {
    const command = readCommand(reader)
    if (command.words.length > 0 || command.name !== undefined) yield command
  }
}

function readCommand (reader: Reader): Command {
  const words: string[] = []
  let line = reader.line
  let inner: Command | undefined
  for (;;) {
    skipBlanks(reader)
    const next = reader.text[reader.at]
    if (next === '|') return { ...named(words), line, ...inner && { inner }, into: pipe(reader) }
    if (next === undefined || next === '\n' || next === ';') {
      step(reader)
      return { ...named(words), line, ...inner && { inner } }
    }
    if (words.length === 0) line = reader.line
    const word = readWord(reader)
    words.push(word.text)
    inner ??= word.inner
  }
}

/** What follows may stand in the next line. */
function pipe (reader: Reader): Command {
  step(reader)
  while (/\s/.test(reader.text[reader.at] ?? '')) step(reader)
  return readCommand(reader)
}

function named (words: string[]): Pick<Command, 'name' | 'words'> {
  const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(words[0] ?? '') ?? []
  return name === undefined ? { words } : { name, words: [value!, ...words.slice(1)] }
}

function step (reader: Reader): string {
  const letter = reader.text[reader.at++] ?? ''
  if (letter === '\n') reader.line++
  return letter
}

function skipBlanks (reader: Reader): void {
  for (;;) {
    const rest = reader.text.slice(reader.at)
    const blank = /^(?:[ \t\r]+|\\\r?\n|#[^\n]*)/.exec(rest)?.[0]
    if (blank === undefined) return
    for (let n = 0; n < blank.length; n++) step(reader)
  }
}

interface Word { text: string, inner: Command | undefined }

function readWord (reader: Reader): Word {
  const word: Word = { text: '', inner: undefined }
  for (let next = reader.text[reader.at]; next !== undefined && !/[\s|;]/.test(next); next = reader.text[reader.at]) {
    if (next === "'") word.text += untilQuote(reader)
    else if (next === '"') readQuoted(reader, word)
    else if (next === '$') readVariable(reader, word)
    else if (next === '\\' && /^\\\r?\n/.test(reader.text.slice(reader.at, reader.at + 3))) return word
    else if (/[<>&()`]/.test(next)) {
      throw new BadDemo(reader.line, `a page cannot play "${next}". Write lines of curl, and NAME=value; a value with such a sign stands ` +
        "between '.")
    } else {
      if (next === '\\') step(reader)
      word.text += step(reader)
    }
  }
  return word
}

function untilQuote (reader: Reader): string {
  const { line } = reader
  step(reader)
  const end = reader.text.indexOf("'", reader.at)
  if (end < 0) throw new BadDemo(line, "a ' opens here, and nothing closes it. Put a ' where the value ends.")
  const text = reader.text.slice(reader.at, end)
  while (reader.at <= end) step(reader)
  return text
}

function readQuoted (reader: Reader, word: Word): void {
  const { line } = reader
  step(reader)
  for (;;) {
    const next = reader.text[reader.at]
    if (next === undefined) throw new BadDemo(line, 'a " opens here, and nothing closes it. Put a " where the value ends.')
    if (next === '"') {
      step(reader)
      return
    }
    if (next === '$') readVariable(reader, word)
    else {
      if (next === '\\' && /["\\$`]/.test(reader.text[reader.at + 1] ?? '')) step(reader)
      word.text += step(reader)
    }
  }
}

function readVariable (reader: Reader, word: Word): void {
  if (reader.text[reader.at + 1] === '(') return readInner(reader, word)
  variable.lastIndex = reader.at
  const [whole, braced, bare] = variable.exec(reader.text) ?? []
  if (whole === undefined) {
    word.text += step(reader)
    return
  }
  const name = (braced ?? bare)!
  const value = reader.known.get(name)
  if (value === undefined) throw new BadDemo(reader.line, `$${name} is nothing here. Give it a value in a line above: ${name}=value`)
  word.text += value
  reader.at += whole.length
}

function readInner (reader: Reader, word: Word): void {
  const { line } = reader
  const start = reader.at + 2
  const end = endOfInner(reader.text, start)
  if (end < 0) throw new BadDemo(line, 'a $( opens here, and nothing closes it. Put a ) where the command ends.')
  if (word.inner) throw new BadDemo(line, 'a value takes one $(…). Keep each under a name of its own.')
  word.inner = readCommand({ text: reader.text.slice(start, end), at: 0, line, known: reader.known })
  word.text += hole
  while (reader.at <= end) step(reader)
}

/** Where the parenthesis closes; one in quotation marks is none. */
function endOfInner (text: string, start: number): number {
  const parts = /'[^']*'|"(?:\\.|[^"\\])*"|\)/gs
  parts.lastIndex = start
  for (let part = parts.exec(text); part; part = parts.exec(text)) if (part[0] === ')') return part.index
  return -1
}
