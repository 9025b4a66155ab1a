import { types } from 'node:util'
import { BadInput } from '../core/errors.ts'
import { shown } from '../option-values.ts'
import { isBytes, type Bytes } from './ask.ts'

/** What a call cannot do without, as somebody would write it. */
const examples: Readonly<Record<string, string>> = {
  'clock.set': '{ mode: "frozen", now: "2026-03-02T09:00" }',
  'clock.advance': '{ by: "P14D" }',
  'faults.add': '{ match: { operation: "GetLearner" }, effect: { status: 503 } }',
  'tokens.order': '{ eid: 9001 }',
  'requests.verify': '{ match: { operation: "RecordVisit" }, exactly: 1 }',
  'readings.choose': '{ "unknown-id": "404" }',
  'requests.find': '{ operation: "RecordVisit" }',
  'requests.count': '{ operation: "RecordVisit" }'
}

/**
 * What a call was given to send, as it is. Throws BadInput where JSON would leave something of it out in silence, and so ask for something
 * else.
 */
export function given <Value extends object | undefined> (call: string, value: Value): Value {
  if (value === undefined && examples[call]) throw new BadInput(`${call}(): give an object, such as ${examples[call]}.`)
  // What is empty would go out as no body at all; of anything else the sandbox says what was meant.
  if (value !== undefined && !value) {
    const remedy = examples[call] ? `, such as ${examples[call]}` : ', or nothing'
    throw new BadInput(`${call}(): give an object${remedy}, but not ${shown(value)}.`)
  }
  const flaw = value === undefined ? undefined : flawIn(value, '', [])
  if (flaw !== undefined) throw new BadInput(`${call}(): ${flaw}`)
  return value
}

/** Options of something new; one that is undefined is one that is left out. */
export const givenOptions = <Options extends object>(call: string, options: Options): Options =>
  given(call, isObject(options) ? Object.fromEntries(Object.entries(options).filter(([, it]) => it !== undefined)) as Options : options)

/** The bytes that a call was given. Throws BadInput. */
export function givenBytes (call: string, bytes: Bytes): Bytes {
  if (isBytes(bytes)) return bytes
  throw new BadInput(`${call}(): give bytes, as exportState() answers them and readFile() reads them, but not ${shown(bytes)}.`)
}

/** The id that a call was given, as a path has it. Throws BadInput; none would name all of them. */
export function givenId (call: string, id: string, example: string): string {
  if (typeof id === 'string' && id !== '') return encodeURIComponent(id)
  throw new BadInput(`${call}(): give an id, such as "${example}", but not ${shown(id)}.`)
}

/** A text that can be left out. Throws BadInput for anything else. */
export function givenText (call: string, what: string, text: string | undefined): string | undefined {
  if (text === undefined || typeof text === 'string') return text
  throw new BadInput(`${call}(): give ${what}, or nothing, but not ${shown(text)}.`)
}

/** Throws BadInput where somebody gave anything to a call that takes nothing: it would be passed over. */
export function givenNothing (call: string, [given]: readonly unknown[]): void {
  if (given !== undefined) throw new BadInput(`${call}() takes nothing, but was given ${shown(given)}. Leave it out.`)
}

/** The same, of a call that may be a hook of a test runner: that gives it a context, which has functions, and so is nothing to ask with. */
export function givenNoData (call: string, more: readonly unknown[]): void {
  if (!isContext(more[0])) givenNothing(call, more)
}

const isContext = (given: unknown): boolean => typeof given === 'function' ||
  (isObject(given) && (!isPlain(given) || Object.values(given).some(it => typeof it === 'function')))

const isPlain = (value: object): boolean => [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value)

function flawIn (value: unknown, path: string, within: readonly object[]): string | undefined {
  const name = path || 'what it was given'
  if (value === undefined) {
    const presence = /\bbody\./.test(path) ? ', or {"exists": true}' : ''
    return `${name} is undefined. Leave it out, or give a value${presence}.`
  }
  if (!isInJson(value)) return `${name} is ${shown(value)}, which JSON does not have. ${instead}`
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return undefined
  if (within.includes(value)) return `${name} contains itself. Give an object that does not.`
  for (const [key, member] of Object.entries(value)) {
    const flaw = flawIn(member, Array.isArray(value) ? `${path}[${key}]` : path ? `${path}.${key}` : key, [...within, value])
    if (flaw !== undefined) return flaw
  }
  return undefined
}

const instead = 'Use a text, a number, true, false, a list or an object.'

const isInJson = (value: unknown): boolean => typeof value === 'object'
  ? !(types.isRegExp(value) || types.isMap(value) || types.isSet(value) || types.isPromise(value))
  : typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' || typeof value === 'boolean'
