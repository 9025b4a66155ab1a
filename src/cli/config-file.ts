import nodePath from 'node:path'
import { options } from '../config.ts'
import { BadInput } from '../core/errors.ts'
import { mostOfText, readGiven } from '../core/given-file.ts'
import { placeInJson } from '../core/json-place.ts'
import { meantBy } from '../core/meant.ts'
import { pathOf } from '../core/path-of.ts'
import { textOf as decoded } from '../core/utf8.ts'
import { cut, either, quoted } from '../core/words.ts'
import { isYesOrNo, kindOf, textsOf } from '../option-values.ts'
import { isShipped } from '../sandbox/fixtures.ts'
import type { Setting } from '../sandbox/settings.ts'

type Texts = Readonly<Record<string, string>>

/** Reads the options that a file has, as the texts of their flags. Throws BadInput of one line that names the file, and the member. */
export function readConfigFile (name: string): Texts {
  const file = pathOf(name)
  const value = parsed(read(file), file)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadInput(`${file} must be an object of options, such as {"port": 4010}, but is ${cut(JSON.stringify(value))}.`)
  }
  const members = Object.entries(value).filter(([member]) => member !== '$schema')
  const texts = members.map(([member, given]) => [member, textOf(member, given, file)] as const)
  return Object.fromEntries(texts.filter((it): it is [string, string] => it[1] !== undefined))
}

function read (file: string): string {
  const bytes = readGiven(file, { called: 'The file of options', most: mostOfText, remedy: 'Name one that is there with --config.' })
  try {
    return decoded(bytes)
  } catch (error) {
    throw new BadInput(`The file of options "${file}" ${(error as Error).message}.`)
  }
}

function parsed (text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const { message } = error as Error
    const place = placeInJson(text, message)
    const hint = (place && ` It is in ${place}.`) + hintFor(text, message)
    throw new BadInput(`${file} is not JSON: ${message.replaceAll('\n', ' ')}.${hint} Fix it there.`)
  }
}

function hintFor (text: string, message: string): string {
  if (/escaped/.test(message)) return ' A backslash is written twice there, as in "C:\\\\data", or as a slash.'
  if (/^\s*\/[/*]/m.test(text)) return ' JSON has no comments.'
  return /,\s*[}\]]/.test(text) ? ' No comma stands before a closing bracket.' : ''
}

/** Of an empty list there is none: it is as if it were left out. */
function textOf (member: string, value: unknown, file: string): string | undefined {
  const option = options.find(({ name }) => name === member)
  if (!option) throw new BadInput(`${file}: ${quoted(member)} is not an option. ${insteadOf(member)}`)
  const texts = textsOf(option, value) ?? refuse(option, value, file)
  return texts.length === 0 ? undefined : texts.map(text => option.isPath ? fromFolder(text, file, member) : text).join(',')
}

function insteadOf (member: string): string {
  const names = options.map(({ name }) => name)
  const [meant] = meantBy(names, member)
  return meant === undefined ? `Use ${either(names)}.` : `Did you mean ${quoted(meant)}?`
}

function refuse (option: Setting, value: unknown, file: string): never {
  const { name } = option
  const wanted = isYesOrNo(option) ? kindOf(option) : `${kindOf(option)}, as --${name} takes it`
  throw new BadInput(`${file}: ${name}: ${cut(JSON.stringify(value))} is not a value that it can have. Use ${wanted}.`)
}

/** A path of the file leads from its folder, wherever the program is started. Throws BadInput. */
export function fromFolder (text: string, file: string, member: string, path: typeof nodePath = nodePath): string {
  // The name of a folder has none, but "C:\temp" in JSON does.
  if (/[\t\n\r\f\b]/.test(text)) {
    throw new BadInput(`${file}: ${member}: ${quoted(text)} has a character that no path has. ` +
      'In JSON a backslash is written twice, as in "C:\\\\temp", or as a slash.')
  }
  if (text === '' || (member === 'fixture' && isShipped(text))) return text
  return path.resolve(path.dirname(path.resolve(file)), pathOf(text, path === nodePath.win32 || undefined))
}
