import { Type, type TObject, type TSchema } from '@sinclair/typebox'
import { inferred, type Basis } from '../../core/basis.ts'
import { oneOf, text } from '../../core/schema.ts'
import type { Feed } from '../platform/feed.ts'
import type { Field, FieldType } from '../platform/field.ts'

type Mark = boolean | 'mandatory'

/** A field with the columns of the vendor's table: every one is read; what else can be done with it is marked. */
export interface MarkedField extends Field {
  /** Whether a GET can be filtered by it. */
  readonly filter: boolean
  /** Whether a PUT takes it. */
  readonly update: Mark
  /** Whether a POST takes it. */
  readonly create: Mark
  readonly max?: number
  /** SQL that is filtered, where that is not what is read. */
  readonly filtered?: string
}

export type MarkedFeed = Feed<MarkedField>

interface Marks {
  filter?: boolean
  update?: Mark
  create?: Mark
  column?: string
  max?: number
  values?: readonly string[]
  filtered?: string
}

/** Fields of a page: `field('ExternalID', 'text', 'courseDate.externalId', 'about', { filter: true })`. */
export const fieldsOf = (basis: Basis) =>
  (name: string, type: FieldType, sql: string, about: string, marks: Marks = {}): MarkedField =>
    ({ name, type, sql, about, basis, filter: false, update: false, create: false, ...marks })

/** Whether the names of members are those of the labels without their spaces is not public. */
export const byLabel = (page: Basis): Basis => 'documented' in page
  ? inferred(`The field is on the vendor's page (${page.documented}); its name is the label without spaces`)
  : page

/** The body of a POST or a PUT. */
export function bodyOf (feed: MarkedFeed, doing: 'create' | 'update'): TObject {
  const taken = feed.fields.filter(field => field[doing])
  return Type.Object(Object.fromEntries(taken.map(field => {
    const isMandatory = field[doing] === 'mandatory'
    const schema = schemaOf(field, isMandatory)
    return [field.name, isMandatory ? schema : Type.Optional(schema)]
  })), { title: `${feed.name}${doing === 'create' ? 'Creation' : 'Update'}` })
}

/** A record as it is read. */
export const replyOf = (feed: MarkedFeed): TObject => Type.Object(
  Object.fromEntries(feed.fields.map(field => [field.name, Type.Optional(readSchemaOf(field))])),
  { title: feed.name })

function schemaOf (field: MarkedField, isMandatory: boolean): TSchema {
  const { type, about, basis, values, max } = field
  if (values) return oneOf(values, { basis, description: about })
  if (type === 'text') return text({ basis, description: about, ...(isMandatory && { min: 1 }), ...(max && { max }) })
  if (type === 'integer' || type === 'cents') return Type.Integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER, description: about, 'x-basis': basis })
  if (type === 'list') return Type.Array(Type.String(), { description: about, 'x-basis': basis })
  return readSchemaOf(field)
}

function readSchemaOf ({ type, about, basis }: Field): TSchema {
  const said = { description: about, 'x-basis': basis }
  switch (type) {
    case 'integer': case 'cents': return Type.Integer(said)
    case 'number': case 'money': return Type.Number(said)
    case 'boolean': return Type.Boolean(said)
    case 'dateTime': return Type.String({ format: 'date-time', ...said })
    case 'list': return Type.Array(Type.Unsafe<unknown>({}), said)
    case 'object': return Type.Object({}, { additionalProperties: true, ...said })
    case 'text': return Type.String(said)
  }
}
