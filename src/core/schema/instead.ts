import type { TSchema } from '@sinclair/typebox'
import { Advice, meant } from './types.ts'

interface Meant { readonly [meant]?: (value: unknown) => unknown }

/** What to give in the place of a value of another type than a schema has, in a sentence without its end; undefined where none is known. */
export function instead (schema: TSchema, value: unknown): string | undefined {
  const meantValue = (schema as Meant)[meant]?.(value)
  if (meantValue instanceof Advice) return meantValue.sentence
  return meantValue === undefined ? undefined : `Give ${JSON.stringify(meantValue, null, 1).replace(/\s*\n\s*/g, ' ')}`
}
