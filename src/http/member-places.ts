import type { TSchema } from '@sinclair/typebox'
import { published } from '../core/schema.ts'

/** Where names stand in a shape. */

/** A shape with what a document shows of it. */
export const whole = (schema: TSchema): TSchema => ({ ...schema, ...(schema as { [published]?: object })[published] })

/** The members of that name at whatever depth, but for those in lists: `identity.dateOfBirth` for `dateofbirth`. */
export const placesOf = (schema: TSchema, name: string, above = ''): string[] =>
  Object.entries<TSchema>(whole(schema).properties ?? {}).flatMap(([it, inner]) =>
    [...it.toLowerCase() === name.toLowerCase() ? [above + it] : [], ...placesOf(inner, name, `${above}${it}.`)])

/** Those in items of its lists, as `content[].localId`. */
export const placesInLists = (schema: TSchema, name: string): string[] =>
  Object.entries<TSchema>(whole(schema).properties ?? {}).flatMap(([list, { items }]) =>
    items ? placesOf(items as TSchema, name, `${list}[].`) : [])

/** `demographics.` of `demographics.gender`, and nothing of what is at the top. */
export const placeOf = (path: string): string => path.slice(0, path.lastIndexOf('.') + 1)
