import { Type, type TObject, type TSchema } from '@sinclair/typebox'
import { inferred, type Basis } from '../../core/basis.ts'
import type { Feed } from '../platform/feed.ts'
import type { Field, FieldType } from '../platform/field.ts'
import { isNeverNull } from '../platform/never-null.ts'
import { readMember, readShapeOf, shapeOf } from '../shapes.ts'
import { itemOf } from './list-items.ts'

type Mark = boolean | 'mandatory'

/** A field with the columns of the vendor's table: every one is read; what else can be done with it is marked. */
export interface MarkedField extends Field {
  /** Whether a GET can be filtered by it. */
  readonly filter: boolean
  /** Whether a PUT takes it. */
  readonly update: Mark
  /** Whether a POST takes it. */
  readonly create: Mark
  /** What it is as a whole, read and written, where its type does not say it. */
  readonly shape?: { readonly read: TSchema, readonly written: TSchema }
}

export type MarkedFeed = Feed<MarkedField>

type Marks = Partial<Pick<MarkedField, 'filter' | 'update' | 'create' | 'column' | 'max' | 'values' | 'hasSpaces' | 'form'>>

/** The marks of a field that can be filtered by and written, and of one that has to be written. */
export const free = { filter: true, update: true, create: true } as const
export const mandatory = { filter: true, update: 'mandatory', create: 'mandatory' } as const

/** Makes the fields of a page: `field('ExternalID', 'text', 'courseDate.externalId', 'Id in another system', { filter: true })`. */
export const fieldFrom = (basis: Basis, page?: Basis) =>
  (name: string, type: FieldType, sql: string, description: string, marks: Marks = {}): MarkedField =>
    ({
      name,
      type,
      sql,
      description,
      basis,
      filter: false,
      update: false,
      create: false,
      // A length and a table of values are on the page, whatever the member is called.
      ...(page && (marks.max ?? marks.values) !== undefined && { form: page }),
      ...marks
    })

/** Whether the names of members are those of the labels without their spaces is not public. */
export const byLabel = (page: Basis): Basis => 'documented' in page
  ? inferred(`The field is on the vendor's page (${page.documented}); its name is the label without spaces`)
  : page

/** What a POST or a PUT takes. */
export const writtenBy = ({ fields }: MarkedFeed, call: 'create' | 'update'): MarkedField[] => fields.filter(field => field[call])

/** Whether a call sees itself to what is written of it. */
const isShaped = ({ shape }: MarkedField): boolean => shape !== undefined

/** The body of a POST or a PUT. */
export const bodyOf = (feed: MarkedFeed, call: 'create' | 'update'): TObject =>
  Type.Object(Object.fromEntries([...writtenBy(feed, call), ...feed.fields.filter(isShaped)].map(field => {
    const isMandatory = field[call] === 'mandatory'
    return [field.name, isMandatory ? shapeOf(field, 1) : Type.Optional(field.shape?.written ?? shapeOf(field))]
  })), bodyTitle(feed, call))

/** What a body is called. */
export const bodyTitle = (feed: MarkedFeed, call: 'create' | 'update') => call === 'create'
  ? { title: `${titleOf(feed)}Creation`, description: `${wordsOf(feed)} that is made`, xml: { name: feed.name } }
  : { title: `${titleOf(feed)}Update`, description: `${wordsOf(feed)} that is changed`, xml: { name: feed.name } }

/** A record as it is read. */
export const replyOf = (feed: MarkedFeed): TObject => Type.Object(Object.fromEntries(feed.fields.map(field => {
  const member = readMember(feed, field, readOf(field))
  // XML leaves out what is null.
  return [field.name, isNeverNull(feed, field) ? member : Type.Optional(member)]
})), { title: titleOf(feed), description: `${wordsOf(feed)}, as it is read`, xml: { name: feed.name } })

/** A list of records as it is read. */
export const listOf = (feed: MarkedFeed): TSchema => Type.Array(replyOf(feed), { xml: { name: `ArrayOf${feed.name}`, wrapped: true } })

/** Languages have a Delegate of their own. */
const titleOf = ({ name }: MarkedFeed): string => name === 'Delegate' ? 'CourseDelegate' : name

const wordsOf = ({ name }: MarkedFeed): string => {
  const words = name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()
  return `${/^[aeio]/.test(words) ? 'An' : 'A'} ${words}`
}

/** Lists hold more than texts, and whole numbers are read whatever their size. */
function readOf (field: MarkedField): TSchema {
  if (field.shape) return field.shape.read
  const options = { description: field.description, 'x-basis': field.basis }
  switch (field.type) {
    case 'integer': case 'cents': return Type.Integer(options)
    case 'list': return Type.Array(itemOf(field.name, field.basis), { ...options, xml: { wrapped: true } })
    default: return readShapeOf(field)
  }
}
