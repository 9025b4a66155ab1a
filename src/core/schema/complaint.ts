import { Kind, type TSchema } from '@sinclair/typebox'
import { ValueErrorType, type ValueError } from '@sinclair/typebox/value'
import { ours } from '../basis.ts'
import { hasFormOfDateTime } from '../date-time.ts'
import { didYouMean } from '../meant.ts'
import { article, either, plural } from '../words.ts'
import { dayMeant } from './day-meant.ts'
import { inPlaceOfNothing, instead, written } from './instead.ts'
import { longestLook, verdictOn } from './pattern.ts'
import { strangeMember } from './strange-member.ts'

/** What is wrong with a value in `whole`, to be read after its name: what it must be, and what it is. */
export function complaint (error: ValueError, whole: TSchema, root?: unknown): string {
  const { type, schema, value } = error
  switch (type) {
    case ValueErrorType.ObjectRequiredProperty: return `is required${fewValues(schema)}${missing(error, root)}`
    case ValueErrorType.ObjectMinProperties:
      return `must have ${count(schema.minProperties, undefined, 'member')}${example(schema)}, but is ${show(value)}`
    case ValueErrorType.ObjectAdditionalProperties: return strangeMember(error, whole)
    case ValueErrorType.StringMinLength: case ValueErrorType.StringMaxLength:
      return `must have ${count(schema.minLength, schema.maxLength, 'character')}, but ${lengthOf(value as string)}`
    case ValueErrorType.ArrayMinItems: case ValueErrorType.ArrayMaxItems:
      return `must have ${count(schema.minItems, schema.maxItems, 'item')}, but ${lengthOf(value as unknown[])}`
    case ValueErrorType.IntegerMinimum: case ValueErrorType.NumberMinimum:
    case ValueErrorType.IntegerMaximum: case ValueErrorType.NumberMaximum:
      return `must be ${range(schema.minimum, schema.maximum)}, but is ${show(value)}`
    case ValueErrorType.StringFormat: return `${show(value)} is not ${formats[schema.format!]!(value as string)}`
    case ValueErrorType.StringPattern: case ValueErrorType.Kind:
      return schema.pattern !== undefined ? patternComplaint(schema, value) : noneOf(schema.enum, schema.enum, value, show(value))
    case ValueErrorType.Literal: return `must be ${show(schema.const)}, but is ${show(value)}`
    case ValueErrorType.Union:
      return noneOf([...new Set<string>(schema.anyOf.map(alternative))], schema.anyOf.flatMap(wordOf), value, kindOf(value)) +
        hint(schema, value)
    default:
      return encodedTwiceIn(error) ??
        `must be ${article(String(schema.type))}${formOf(schema)}, but is ${kindOf(value)}${hint(schema, value)}`
  }
}

/** Of an object, or of a list, that came as its JSON. */
function encodedTwiceIn ({ schema: { type }, value }: ValueError): string | undefined {
  const once = typeof value === 'string' ? encodedTwice(value) : undefined
  return once === undefined || type !== (Array.isArray(once) ? 'array' : 'object')
    ? undefined
    : `is JSON inside a JSON string: it was encoded twice. Send ${show(once)} itself`
}

/** The object or list that a text is the JSON of. */
function encodedTwice (text: string): object | undefined {
  try {
    const value: unknown = /^\s*[[{]/.test(text) ? JSON.parse(text) : undefined
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

/** What to do about a member that is missing, where those beside it tell. */
function missing ({ path, schema }: ValueError, root: unknown): string {
  const holder = path.split('/').slice(1, -1).reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], root)
  const advice = typeof holder === 'object' && holder !== null ? inPlaceOfNothing(schema, holder) : undefined
  return advice === undefined ? '' : `. ${advice}`
}

const example = ({ examples }: TSchema): string => examples === undefined ? '' : `, such as ${written((examples as unknown[])[0])}`

/** Of a value that is none of some; where it is near one of the words among them, that is asked first. */
function noneOf (alternatives: readonly string[], words: readonly string[], value: unknown, shown: string): string {
  const meant = typeof value === 'string' ? didYouMean(words, value) : ''
  return meant === '' ? `must be ${either(alternatives)}, but is ${shown}` : `is ${shown}.${meant} It must be ${either(alternatives)}`
}

/** Of a text that is held to a pattern; its length may be looked at together with it. */
function patternComplaint (schema: TSchema, value: unknown): string {
  const { pattern, minLength = 0, maxLength = Infinity } = schema
  if (typeof value !== 'string') return `must be a string, but is ${kindOf(value)}`
  if (value.length < minLength || value.length > maxLength) {
    return `must have ${count(schema.minLength, schema.maxLength, 'character')}, but ${lengthOf(value)}`
  }
  const slow = verdictOn(pattern, value) === 'unknown' ? `, which could not be told within ${longestLook} ms` : ''
  return `must match ${pattern}, but is ${show(value)}${slow}`
}

function range (least: number | undefined, most: number | undefined): string {
  if (least === undefined) return `at most ${most}`
  return most === undefined ? `at least ${least}` : `from ${least} to ${most}`
}

function count (least: number | undefined, most: number | undefined, noun: string): string {
  if (least === undefined) return `at most ${plural(most!, noun)}`
  if (most === undefined) return `at least ${plural(least, noun)}`
  return least === most ? `exactly ${plural(least, noun)}` : `${least} to ${plural(most, noun)}`
}

function lengthOf (value: string | readonly unknown[]): string {
  if (value.length === 0) return 'is empty'
  return typeof value === 'string' ? `${show(value)} has ${value.length}` : `has ${value.length}`
}

const wordOf = ({ const: only }: TSchema): string[] => typeof only === 'string' ? [only] : []

function alternative ({ const: only, type, maxLength, pattern, title }: TSchema): string {
  if (only !== undefined) return only
  if (type === 'null') return 'null'
  // What is held to a pattern is called by what that means.
  if (pattern !== undefined && title !== undefined) return title
  return article(maxLength === undefined ? type : `${type} of at most ${plural(maxLength, 'character')}`)
}

const forms: Record<string, string> = {
  date: 'expected YYYY-MM-DD',
  'date-time': 'expected ISO 8601, such as 2024-04-08T11:55:12+12:00'
}

const formats: Record<string, (written: string) => string> = {
  date: (written) => `a date${/^\d{4}-\d{2}-\d{2}$/.test(written) ? ' that exists' : ''} (${forms.date})${dayMeant(written)}`,
  'date-time': (written) =>
    `a date and time${hasFormOfDateTime(written) ? ' that exists' : ''} ` +
    `(${forms['date-time']})`
}

/** Of a text that is to have a form, which one. */
const formOf = ({ type, format }: TSchema): string => type === 'string' && forms[format!] !== undefined ? ` (${forms[format!]})` : ''

/** A value with its type, where the type is what is wrong. */
function kindOf (value: unknown): string {
  if (value === undefined) return 'not given'
  if (value === null || typeof value === 'boolean') return String(value)
  return isBeyond(value) ? show(value) : `the ${Array.isArray(value) ? 'array' : typeof value} ${show(value)}`
}

/** A value as JSON, cut short where it is long. */
export function show (value: unknown): string {
  if (isBeyond(value)) return tooLarge
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value, beyond) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

/** What readers of JSON make of 1e400, for which it has no word. */
const isBeyond = (value: unknown): boolean => typeof value === 'number' && !Number.isFinite(value)

const tooLarge = 'a number too large for readers of JSON'

const beyond = (_name: string, value: unknown): unknown => isBeyond(value) ? String(value) : value

/** Of a member that is one of a few texts, which its name does not tell. */
function fewValues ({ anyOf = [] }: TSchema): string {
  const values: unknown[] = anyOf.map((it: TSchema) => it.const)
  const areTold = values.length > 0 && values.length <= 12 && values.every(it => typeof it === 'string')
  return areTold ? `. Use ${either(values as string[])}` : ''
}

/** Of a body of the sandbox's own API, each of whose members may be left out. */
const mayBeLeftOut = ({ [Kind]: kind, required, properties = {}, 'x-basis': basis }: TSchema): boolean =>
  kind === 'Object' && required === undefined && basis === undefined &&
  Object.values<TSchema>(properties).some(it => it['x-basis'] === ours)

function hint (schema: TSchema, value: unknown): string {
  // PHP writes an array without members so, whatever it is to be.
  if (schema.type === 'object' && Array.isArray(value) && value.length === 0) {
    return `; an object without members is {}${mayBeLeftOut(schema) ? ', or leave the body out' : ''}`
  }
  const given = instead(schema, value)
  return given === undefined ? '' : `. ${given}`
}
