import { Type, type TObject, type TSchema } from '@sinclair/typebox'
import { oneOf, published, text } from '../core/schema.ts'
import type { Field } from './platform/field.ts'

/** Whole numbers that can be told apart, in so small units. */
const safe = (unit: number) => ({
  minimum: Number.MIN_SAFE_INTEGER / unit,
  maximum: Number.MAX_SAFE_INTEGER / unit,
  [published]: { minimum: undefined, maximum: undefined }
})

/** RFC 3339 wants an offset, which OpenAPI's `date-time` is; the platform's own moments have none. */
const localTime = (description: string) => ({
  [published]: {
    format: undefined,
    pattern: '^\\d{4}-\\d{2}-\\d{2}([T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:?\\d{2})?)?$',
    description: `${description}: in the time of the platform, New Zealand's; answers have no offset, and what is sent may have one`
  }
})

/** A text is taken for a list of it. */
const listAlone = { [published]: { anyOf: undefined, type: 'array', items: Type.String() } }

/** What a member that is written has to be; `min` is the fewest characters of a text. */
export function shapeOf ({ type, description, basis, form, max, values, isSingle }: Field, min?: number): TSchema {
  const options = { description, 'x-basis': basis, ...(form && { 'x-form-basis': form }) }
  if (values) return oneOf(values, { basis, description, ...(form && { form }) })
  if (isSingle) return Type.Union([Type.Array(Type.String()), Type.String()], { ...options, ...listAlone })
  switch (type) {
    case 'integer': return Type.Integer({ ...safe(1), ...options })
    case 'cents': return Type.Number({ ...safe(1), ...options })
    case 'money': return Type.Number({ ...safe(100), ...options })
    case 'number': return Type.Number(options)
    case 'boolean': return Type.Boolean(options)
    case 'dateTime': return Type.String({ format: 'date-time', ...options, ...localTime(description) })
    case 'list': return Type.Array(Type.String(), options)
    case 'object': return Type.Object({}, { additionalProperties: true, ...options })
    case 'text': return text({ basis, description, ...(form && { form }), ...(min && { min }), ...(max && { max }) })
  }
}

/** What a member is that is read: what was there before any limit, or is there in another shape, is read all the same. */
export const readShapeOf = ({ max, values, isSingle, form, ...field }: Field): TSchema => shapeOf(field)

/** A record as it is read. */
export const recordShape = (name: string, fields: readonly Field[], read: (field: Field) => TSchema = readShapeOf): TObject =>
  Type.Object(Object.fromEntries(fields.map(field => [field.name, Type.Optional(read(field))])), { title: name })
