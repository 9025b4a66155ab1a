import { Type, type TSchema } from '@sinclair/typebox'
import { oneOf, published, text } from '../core/schema.ts'
import type { Feed } from './platform/feed.ts'
import type { Field } from './platform/field.ts'
import { isNeverNull } from './platform/never-null.ts'

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
    pattern: '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:\\d{2})?)?$',
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
    case 'dateTime': return localMoment(description, options)
    case 'list': return Type.Array(Type.String(), options)
    case 'object': return Type.Object({}, { additionalProperties: true, ...options })
    case 'text': return text({ basis, description, ...(form && { form }), ...(min && { min }), ...(max && { max }) })
  }
}

/** A moment of the platform. */
export const localMoment = (description: string, options: object): TSchema =>
  Type.String({ format: 'date-time', ...options, ...localTime(description) })

/** What a member is that is read: what was there before any limit, or is there in another shape, is read all the same. */
export const readShapeOf = ({ max, values, isSingle, form, ...field }: Field): TSchema => shapeOf({
  ...field, ...values && { description: `${field.description}: ${values.join(', ')}, or what else was written` }
})

/** A member of a record as it is read, which is null where there is no value. */
export const readMember = (feed: Pick<Feed, 'from'>, field: Field, shape: TSchema = readShapeOf(field)): TSchema =>
  isNeverNull(feed, field) ? shape : { ...shape, nullable: true }
