import { FormatRegistry, Kind, Type, TypeRegistry, type TSchema } from '@sinclair/typebox'
import { TypeCompiler } from '@sinclair/typebox/compiler'
import { Value, ValueErrorType, type ValueError } from '@sinclair/typebox/value'
import { isCivilDate } from './civil-date.ts'
import { isDateTime } from './date-time.ts'
import type { Basis } from './basis.ts'

TypeRegistry.Set<{ enum: string[] }>('OneOf', (schema, value) => schema.enum.includes(value as string))
FormatRegistry.Set('date', isCivilDate)
FormatRegistry.Set('date-time', isDateTime)

/** A member that a value lacks or has wrong. `member` as `trainingAgreement.employerName`, `pointer` as JSON Pointer. */
export interface SchemaFault {
  member: string
  pointer: string
  message: string
}

/** Says what is wrong with a value, nothing where it has the schema's shape. Compiles on first use, as most routes of a run are never called. */
export function createCheck (schema: TSchema): (value: unknown) => SchemaFault[] {
  let check: ((value: unknown) => boolean) | undefined
  return (value) => {
    check ??= compile(schema)
    return check(value) ? [] : faultsOf(schema, value)
  }
}

function compile (schema: TSchema): (value: unknown) => boolean {
  const compiled = TypeCompiler.Compile(schema)
  return (value) => compiled.Check(value)
}

/** As many as anybody reads; those of a large body, all told, would be larger than the body. */
const mostFaults = 50

/** The faults of a value that is known not to have the schema's shape, at most one a member, and no more than fifty. */
export function faultsOf (schema: TSchema, value: unknown): SchemaFault[] {
  const faults = new Map<string, SchemaFault>()
  for (const error of Value.Errors(schema, value)) {
    if (!faults.has(error.path)) faults.set(error.path, toFault(error))
    if (faults.size === mostFaults) break
  }
  return [...faults.values()]
}

const toFault = (error: ValueError): SchemaFault => {
  const member = error.path.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~').replace(/\.(\d+)(?=\.|$)/g, '[$1]')
  return { member, pointer: error.path, message: `${member || 'The value'} ${complaint(error)}` }
}

function complaint ({ type, schema, value }: ValueError): string {
  const got = `got ${show(value)}`
  switch (type) {
    case ValueErrorType.ObjectRequiredProperty: return 'is required'
    case ValueErrorType.StringMinLength: return `has at least ${plural(schema.minLength, 'character')}, ${got}`
    case ValueErrorType.StringMaxLength: return `has at most ${plural(schema.maxLength, 'character')}, ${got} (${(value as string).length})`
    case ValueErrorType.StringFormat: return `is ${formats[schema.format!]}, ${got}`
    case ValueErrorType.StringPattern: return `has the form ${schema.pattern}, ${got}`
    case ValueErrorType.IntegerMinimum: case ValueErrorType.NumberMinimum: return `is at least ${schema.minimum}, ${got}`
    case ValueErrorType.IntegerMaximum: case ValueErrorType.NumberMaximum: return `is at most ${schema.maximum}, ${got}`
    case ValueErrorType.ArrayMinItems: return `has at least ${plural(schema.minItems, 'item')}, got ${(value as unknown[]).length}`
    case ValueErrorType.ArrayMaxItems: return `has at most ${plural(schema.maxItems, 'item')}, got ${(value as unknown[]).length}`
    case ValueErrorType.Union: return `is one of ${schema.anyOf.map(alternative).join(', ')}, ${got}`
    case ValueErrorType.Kind: return `is one of ${schema.enum.join(', ')}, ${got}`
    case ValueErrorType.Literal: return `is ${show(schema.const)}, ${got}`
    default: return `is ${article(String(schema.type))}, ${got}`
  }
}

const alternative = ({ const: only, type, maxLength }: TSchema): string =>
  only ?? (maxLength === undefined ? type : `${type} of at most ${plural(maxLength, 'character')}`)

const formats: Record<string, string> = {
  date: 'an ISO 8601 date on the calendar, such as 2024-04-08',
  'date-time': 'an ISO 8601 date and time, such as 2024-04-08T11:55:12+12:00'
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

const article = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`

function show (value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

const wholeNumber = /^[+-]?\d+$/

/** The members of a path or a query, which are all text, with those read as whole numbers or as truths that are to be one and are written as one. */
export const fromText = (schema: TSchema, value: object): object =>
  Object.fromEntries(Object.entries(value).map(([name, text]) => {
    const type = schema.properties[name]?.type
    if (type === 'integer' && wholeNumber.test(text)) return [name, Number(text)]
    if (type === 'boolean' && /^(?:true|false)$/i.test(text)) return [name, text.toLowerCase() === 'true']
    return [name, text]
  }))

interface About {
  basis: Basis
  description?: string
  example?: unknown
}

const options = ({ basis, description, example }: About) => ({
  ...(description === undefined ? {} : { description }),
  ...(example === undefined ? {} : { example }),
  'x-basis': basis
})

/** The wire types that the emulated APIs are made of, each with what it is for and where we know it from. */
export const text = (about: About & { min?: number, max?: number, pattern?: string }) => Type.String({
  ...options(about),
  ...(about.min === undefined ? {} : { minLength: about.min }),
  ...(about.max === undefined ? {} : { maxLength: about.max }),
  ...(about.pattern === undefined ? {} : { pattern: about.pattern })
})

export const date = (about: About) => Type.String({ format: 'date', ...options(about) })

export const dateTime = (about: About) => Type.String({ format: 'date-time', ...options(about) })

export const double = (about: About) => Type.Number({ format: 'double', ...options(about) })

/** `Item` says what each is; `max`, how many there can be. */
export const list = <Item extends TSchema>(item: Item, { max, ...about }: About & { max: number }) => Type.Array(item, { maxItems: max, ...options(about) })

export const int32 = (about: About) => Type.Integer({ minimum: -2147483648, maximum: 2147483647, format: 'int32', ...options(about) })

export const oneOf = <const Value extends string>(values: readonly Value[], about: About) =>
  Type.Unsafe<Value>({ [Kind]: 'OneOf', type: 'string', enum: [...values], ...options(about) })

/** The same type, known from elsewhere. */
export const withBasis = <Schema extends TSchema>(schema: Schema, basis: Basis): Schema => ({ ...schema, 'x-basis': basis })
