import type { TSchema } from '@sinclair/typebox'
import { ValueErrorType, type ValueError } from '@sinclair/typebox/value'
import { isGuess, type Basis } from '../basis.ts'

/** What a schema says of a member because we guess so: it must not refuse what the real API may take. */

const stepsOf = (pointer: string): string[] =>
  pointer.split('/').slice(1).map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))

/** What is said of a member of an object, or of the items of a list. */
const below = (node: TSchema | undefined, step: string): TSchema | undefined =>
  node?.type === 'array' ? node.items as TSchema : node?.properties?.[step]

/** Whether the form of what stands at a JSON Pointer is a guess: its type, length, count or table. */
export function isGuessedAt (schema: TSchema, pointer: string): boolean {
  let guessed = false
  let node: TSchema | undefined = schema
  for (const step of stepsOf(pointer)) {
    node = below(node, step)
    const basis = (node?.['x-form-basis'] ?? node?.['x-basis']) as Basis | undefined
    if (basis) guessed = isGuess(basis)
  }
  return guessed
}

/** What a value breaks that can be kept as it is: everything that reads it copes with any length, count and table. */
const harmless: ReadonlySet<ValueErrorType> = new Set([
  ValueErrorType.StringMinLength, ValueErrorType.StringMaxLength, ValueErrorType.StringPattern, ValueErrorType.ArrayMinItems,
  ValueErrorType.ArrayMaxItems
])

const bounds: ReadonlySet<ValueErrorType> = new Set([
  ValueErrorType.IntegerMinimum, ValueErrorType.IntegerMaximum, ValueErrorType.NumberMinimum, ValueErrorType.NumberMaximum
])

/** A value of another form than is guessed, as it can be worked with; undefined where it cannot. */
export function asGuessed ({ type, schema, value }: ValueError): unknown {
  // A table of words says the same of a word that it lacks and of what is no word.
  const isKept = type === ValueErrorType.Kind ? typeof value === 'string' : harmless.has(type)
  if (isKept || (bounds.has(type) && Number.isSafeInteger(value))) return value
  if (type === ValueErrorType.Union && (typeof value === 'string' || Number.isFinite(value))) return value
  const isPlainText = schema.type === 'string' && schema.format === undefined
  return isPlainText && (typeof value === 'number' || typeof value === 'boolean') ? String(value) : undefined
}

/** What stands for an item that cannot be kept of a list in which places count, such as amounts by month; nothing where they do not. */
export function placeholderAt (schema: TSchema, pointer: string): 0 | undefined {
  const [list, item] = [nodeAt(schema, pointer.slice(0, pointer.lastIndexOf('/'))), nodeAt(schema, pointer)]
  return list?.type === 'array' && item?.type === 'number' ? 0 : undefined
}

const nodeAt = (schema: TSchema, pointer: string): TSchema | undefined =>
  stepsOf(pointer).reduce<TSchema | undefined>(below, schema)

/** Puts another value in the place of the one at a JSON Pointer, or nothing. */
export function replaceAt (root: object, pointer: string, value: unknown): void {
  const steps = stepsOf(pointer)
  const last = steps.pop()!
  const parent = steps.reduce((node, step) => node[step] as Record<string, unknown>, root as Record<string, unknown>)
  if (value !== undefined) parent[last] = value
  else if (Array.isArray(parent)) parent.splice(Number(last), 1)
  else delete parent[last]
}

/** Whether the member at a JSON Pointer has to be there. */
export function isRequiredAt (schema: TSchema, pointer: string): boolean {
  let node: TSchema | undefined = schema
  let required = false
  for (const step of stepsOf(pointer)) {
    required = Boolean((node?.required as string[] | undefined)?.includes(step))
    node = below(node, step)
  }
  return required
}
