import { isUtf8 } from 'node:buffer'
import { BadInput } from '../core/errors.ts'
import { readJson, say, valueIn } from './fixtures.ts'
import { readingFile } from './reading-files.ts'

/** The records of a file of a fixture, one at a time: a file may have a hundred thousand, and to read it whole takes that long. */

/** As much as a text in JavaScript has at most. */
const most = 512 * 1024 * 1024

/** The bytes of such a file, in steps. Throws BadInput. */
export function * readingRecords (path: string): Generator<void, Buffer> {
  try {
    return yield * readingFile(path, most)
  } catch (error) {
    throw new BadInput(`${path}: ${(error as Error).message}`)
  }
}

/** Each record of those bytes, read when it is asked for. Throws BadInput. */
export function * recordsOf (bytes: Buffer, path: string): Generator<unknown, void> {
  let count = 0
  try {
    for (const item of itemsOf(bytes)) {
      const record = recordIn(item)
      yield record
      count++
    }
  } catch (error) {
    if (bytes.length <= fewBytes) refuseWhole(path)
    // Where the parser says at which character, it counts from the record on.
    const message = (error as Error).message.replace(/ at position \d+[^]*/, '')
    throw new BadInput(`${path}: /${count}${message.startsWith('/') ? '' : ': '}${message}`)
  }
}

/** Fewer bytes than these are read whole once more, as who reads them so says at which of them they are wrong. */
const fewBytes = 2 * 1024 * 1024

function refuseWhole (path: string): void {
  const whole = readJson(path)
  if (!Array.isArray(whole)) throw new BadInput(`${path}: must be an array of records, but is ${say(whole)}`)
}

function recordIn (item: Buffer): unknown {
  if (!isUtf8(item)) throw new BadInput('it is not UTF-8; save the file as UTF-8')
  return valueIn(item.toString(), true)
}

const spaces = new Set([...' \t\n\r'].map(sign => sign.charCodeAt(0)))
const [quote, escape, comma, openBracket, closeBracket, openBrace, closeBrace] = [...'"\\,[]{}'].map(sign => sign.charCodeAt(0))

/** The items of an array in JSON, as they are written. Throws BadInput where it is none. */
function * itemsOf (bytes: Buffer): Generator<Buffer, void> {
  let at = afterSpace(bytes, bytes.subarray(0, byteOrderMark.length).equals(byteOrderMark) ? byteOrderMark.length : 0)
  if (bytes[at] !== openBracket) throw new BadInput('the file must be an array of records')
  at = afterSpace(bytes, at + 1)
  if (bytes[at] === closeBracket) at++
  else {
    for (let start = at; ; start = at) {
      const end = endOfItem(bytes, start)
      yield bytes.subarray(start, end)
      at = end + 1
      if (bytes[end] === closeBracket) break
      if (bytes[end] !== comma) throw new BadInput('the array of records does not end after it')
    }
  }
  if (afterSpace(bytes, at) < bytes.length) throw new BadInput('something comes after the array of records')
}

const byteOrderMark = Buffer.from('\uFEFF')

function afterSpace (bytes: Buffer, at: number): number {
  while (spaces.has(bytes[at]!)) at++
  return at
}

/** Where the item that begins there is over: at a comma, or at what closes the array. */
function endOfItem (bytes: Buffer, start: number): number {
  let depth = 0
  for (let at = start; at < bytes.length; at++) {
    switch (bytes[at]) {
      case quote:
        at = endOfQuoted(bytes, at)
        break
      case openBracket: case openBrace:
        depth++
        break
      case closeBracket: case closeBrace:
        if (depth-- === 0) return at
        break
      case comma:
        if (depth === 0) return at
    }
  }
  return bytes.length
}

function endOfQuoted (bytes: Buffer, start: number): number {
  let at = start + 1
  while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === escape ? 2 : 1
  return at
}
