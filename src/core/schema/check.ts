import type { TSchema } from '@sinclair/typebox'
import { TypeCompiler } from '@sinclair/typebox/compiler'
import { Value, ValueErrorType, type ValueError } from '@sinclair/typebox/value'
import { complaint } from './complaint.ts'
import { asGuessed, isGuessedAt, isRequiredAt, placeholderAt, replaceAt } from './guesses.ts'
import './registries.ts'

/** A member that a value lacks or has wrong. `member` as `trainingAgreement.employerName`, `pointer` as JSON Pointer. */
export interface SchemaFault {
  member: string
  pointer: string
  message: string
}

/** What messages call a value as a whole, where nobody says that it is a body. */
const theValue = 'The value'

/** What was made of a value: the faults for which it is refused, and if there are none, what differs from mere guesses. */
export interface Settled {
  readonly value: unknown
  readonly faults: readonly SchemaFault[]
  readonly doubts: readonly SchemaFault[]
}

/**
 * Holds a value to a schema as far as the schema is known, and tells of what differs from what is guessed: of that, it keeps what can be
 * kept, and leaves out the rest.
 */
export function createSettling (schema: TSchema, whole = theValue): (value: unknown) => Settled {
  let check: ((value: unknown) => boolean) | undefined
  return (value) => {
    check ??= compile(schema)
    return check(value) ? { value, faults: [], doubts: [] } : settle(schema, value, whole)
  }
}

function settle (schema: TSchema, value: unknown, whole: string): Settled {
  const errors = new Map<string, ValueError>()
  const faults: SchemaFault[] = []
  for (const error of Value.Errors(schema, value)) {
    if (errors.has(error.path)) continue
    errors.set(error.path, error)
    const isFault = error.type === ValueErrorType.ObjectRequiredProperty || !isGuessedAt(schema, error.path) ||
      (asGuessed(error) === undefined && isRequiredAt(schema, error.path))
    if (isFault && faults.push(toFault(error, schema, whole, value)) === mostFaults) break
  }
  if (faults.length > 0) return { value, faults, doubts: [] }
  const settled = structuredClone(value) as object
  // The last of a list first, as leaving one out moves those that follow.
  const doubts = [...errors.values()].reverse().map(error => {
    const kept = asGuessed(error)
    const placeholder = kept === undefined ? placeholderAt(schema, error.path) : undefined
    // A list that is kept as it is may have lost some of its items by now.
    if (kept !== error.value) replaceAt(settled, error.path, kept ?? placeholder)
    const { member, pointer, message } = toFault(error, schema, whole, value)
    const made = placeholder === undefined ? kept === undefined ? 'left out' : 'taken' : `taken for ${placeholder}, as places count`
    return { member, pointer, message: `${message}, as far as is guessed; it was ${made}` }
  })
  return { value: settled, faults, doubts: doubts.reverse() }
}

/** Says what is wrong with a value; nothing where it has the schema's shape. Compiles on first use, as a run calls few of the routes. */
export function createCheck (schema: TSchema, whole = theValue): (value: unknown) => SchemaFault[] {
  let check: ((value: unknown) => boolean) | undefined
  return (value) => {
    check ??= compile(schema)
    return check(value) ? [] : faultsOf(schema, value, whole)
  }
}

/** Whether nothing is wrong with a value, when more of it is of no interest. */
export const hasShape = (schema: TSchema, value: unknown): boolean => compile(schema)(value)

const compiled = new WeakMap<TSchema, (value: unknown) => boolean>()

/** Once for each schema, as more than one may ask for it. */
function compile (schema: TSchema): (value: unknown) => boolean {
  let check = compiled.get(schema)
  if (!check) {
    const made = TypeCompiler.Compile(schema)
    compiled.set(schema, check = value => made.Check(value))
  }
  return check
}

/** As many as anybody reads; those of a large body, all told, would be larger than the body. */
const mostFaults = 50

/** The faults of a value that is known not to have the schema's shape, at most one a member, and no more than fifty. */
export function faultsOf (schema: TSchema, value: unknown, whole = theValue): SchemaFault[] {
  const faults = new Map<string, SchemaFault>()
  for (const error of Value.Errors(schema, value)) {
    if (!faults.has(error.path)) faults.set(error.path, toFault(error, schema, whole, value))
    if (faults.size === mostFaults) break
  }
  return [...faults.values()]
}

const toFault = (error: ValueError, schema: TSchema, whole: string, root: unknown): SchemaFault => {
  const member = error.path.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~').replace(/(?:^|\.)(\d+)(?=\.|$)/g, '[$1]')
  const message = `${member === '' ? whole : member} ${complaint(error, schema, root)}`
  return { member, pointer: error.path, message }
}

const wholeNumber = /^[+-]?\d+$/

/** The members of a path or a query, all of them text, read as whole numbers or truths where the schema wants such and they look it. */
export const fromText = (schema: TSchema, value: object): object =>
  Object.fromEntries(Object.entries(value).map(([name, text]) => {
    const type = schema.properties[name]?.type
    if (type === 'integer' && wholeNumber.test(text)) return [name, Number(text)]
    if (type === 'boolean' && /^(?:true|false)$/i.test(text)) return [name, text.toLowerCase() === 'true']
    return [name, text]
  }))
