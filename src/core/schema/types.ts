import { Kind, Type, type TNull, type TObject, type TSchema, type TUnion } from '@sinclair/typebox'
import type { Basis } from '../basis.ts'
import './registries.ts'

/** The wire types that the emulated APIs are made of, each with what it is for and where we know it from. */

/** What documents say of a schema in the place of what it is checked by; what is undefined there they leave out. */
export const published = Symbol('published')

/** Under this a schema has what was probably meant by a value of another type. */
export const meant = Symbol('meant')

/** In the place of what was meant, where this type cannot say it: what to do, in a sentence without its end. */
export class Advice {
  readonly sentence: string

  constructor (sentence: string) {
    this.sentence = sentence
  }
}

/**
 * The same type, and what was probably meant by a value of another, as this one takes it, or advice; undefined where none can be told.
 * Of a member that is missing, advice alone is asked for, by the object that lacks it.
 */
export const meaning = <Schema extends TSchema>(schema: Schema, meantBy: (value: unknown, holder?: object) => unknown): Schema =>
  ({ ...schema, [meant]: meantBy })

const ofFormatAlone = { [published]: { minimum: undefined, maximum: undefined } }

interface Description {
  /** Where the member is known from. */
  basis: Basis
  /** Where its type, length, count or table is known from, if that is not the same. */
  form?: Basis
  description?: string
  example?: unknown
}

const options = ({ basis, form, description, example }: Description) => ({
  ...(description === undefined ? {} : { description }),
  ...(example === undefined ? {} : { example }),
  'x-basis': basis,
  ...(form === undefined ? {} : { 'x-form-basis': form })
})

/** `min` and `max` are lengths. */
export const text = ({ min, max, pattern, ...description }: Description & { min?: number, max?: number, pattern?: string }) => Type.String({
  ...options(description),
  ...(min === undefined ? {} : { minLength: min }),
  ...(max === undefined ? {} : { maxLength: max }),
  ...(pattern === undefined ? {} : { pattern })
})

export const date = (description: Description) => Type.String({ format: 'date', ...options(description) })

export const dateTime = (description: Description) => Type.String({ format: 'date-time', ...options(description) })

export const double = (description: Description) => Type.Number({ format: 'double', ...options(description) })

/** `Item` says what each is; `max`, how many there can be. */
export const list = <Item extends TSchema>(item: Item, { max, ...description }: Description & { max: number }) =>
  Type.Array(item, { maxItems: max, ...options(description) })

export const int32 = (description: Description) =>
  Type.Integer({ minimum: -2147483648, maximum: 2147483647, format: 'int32', ...ofFormatAlone, ...options(description) })

const enumerations = new WeakMap<readonly string[], { title: string, 'x-about': string }>()

/** The values that members of several names can have, and what documents call that. */
export function enumeration<const Values extends readonly string[]> (title: string, about: string, values: Values): Values {
  enumerations.set(values, { title, 'x-about': about })
  return values
}

export const oneOf = <const Value extends string>(values: readonly Value[], description: Description) =>
  Type.Unsafe<Value>({ [Kind]: 'OneOf', type: 'string', enum: [...values], ...enumerations.get(values), ...options(description) })

/** The same type, and why a member that is only guessed has to be there all the same. */
export const neededBecause = <Schema extends TSchema>(reason: string, schema: Schema): Schema =>
  ({ ...schema, 'x-required-because': reason })

/** The same type, known from elsewhere. */
export const withBasis = <Schema extends TSchema>(schema: Schema, basis: Basis): Schema => ({ ...schema, 'x-basis': basis })

/**
 * A type that is null where there is none of it, under a name of its own where it has others: a document says of each value of a type
 * itself that it is an object.
 */
export const orNull = <Shape extends TObject>(shape: Shape, name = shape.title): TUnion<[Shape, TNull]> => {
  const { title: _, ...nameless } = shape
  return Type.Union([nameless as Shape, Type.Null()], { title: name, 'x-null-is-one': true }) as never
}
