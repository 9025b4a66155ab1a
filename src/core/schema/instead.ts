import type { TSchema } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { ours } from '../basis.ts'
import { Advice, meant } from './types.ts'

interface Meant { readonly [meant]?: (value: unknown, holder?: object) => unknown }

/** What to give in the place of a value of another type than a schema has, in a sentence without its end; undefined where none is known. */
export function instead (schema: TSchema, value: unknown): string | undefined {
  const meantValue = (schema as Meant)[meant]?.(value) ?? retyped(schema, value)
  if (meantValue instanceof Advice) return meantValue.sentence
  return meantValue === undefined ? undefined : `Give ${written(meantValue)}`
}

/** What to give where a member is missing of an object, if what that has tells; as above. */
export function inPlaceOfNothing (schema: TSchema, holder: object): string | undefined {
  const advice = (schema as Meant)[meant]?.(undefined, holder)
  return advice instanceof Advice ? advice.sentence : undefined
}

/** A value on one line, with blanks as a person writes them. */
export const written = (value: unknown): string => {
  const text = JSON.stringify(value, null, 1).replace(/\s*\n\s*/g, ' ')
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

const longest = 200

/** The same value in the type that a member of the sandbox's own has: `"429"` as 429, 7 as `"7"`, what is no list as a list of one. */
function retyped (schema: TSchema, value: unknown): unknown {
  if (schema['x-basis'] !== ours) return undefined
  const other = inType(schema.type as string | undefined, value)
  return other !== undefined && Value.Check(schema, other) ? other : undefined
}

function inType (type: string | undefined, value: unknown): unknown {
  const isText = typeof value === 'string'
  if ((type === 'integer' || type === 'number') && isText && /^\s*[+-]?\d+(?:\.\d+)?\s*$/.test(value)) return Number(value)
  if (type === 'boolean' && isText && /^(?:true|false)$/i.test(value)) return value.toLowerCase() === 'true'
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) return String(value)
  return type === 'array' && value !== null && !Array.isArray(value) ? [value] : undefined
}
