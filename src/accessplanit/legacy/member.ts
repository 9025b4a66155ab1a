import { Type, type TObject, type TSchema } from '@sinclair/typebox'
import type { Basis } from '../../core/basis.ts'
import type { Context } from '../../http/context.ts'
import { collegeClient } from './sources.ts'
import { element, type Element } from './xml.ts'

/** What a feed is written with. */
export interface Writing extends Pick<Context, 'reading' | 'url'> {
  /** As the request names it: `accessplan`. */
  readonly platform: string
}

/** A member of a record of the web service: an element that is always there, in its place. */
export interface Member<Row> {
  readonly name: string
  readonly type: 'text' | 'number' | 'integer' | 'boolean'
  readonly description: string
  readonly basis: Basis
  value (row: Row, writing: Writing): string | number | boolean | null
  /** What it consists of, where that is no value. */
  readonly parts?: { readonly schema: TSchema, elements (row: Row): readonly Element[] }
}

/** Makes members of one kind of record, of which the college's client has captured some. */
export const memberOf = <Row>() =>
  (
    name: string, type: Member<Row>['type'], description: string, value: Member<Row>['value'],
    more: Partial<Pick<Member<Row>, 'basis' | 'parts'>> = {}
  ): Member<Row> => ({ name, type, description, basis: collegeClient, value, ...more })

export const recordOf = <Row>(name: string, members: ReadonlyArray<Member<Row>>, row: Row, writing: Writing): Element =>
  element(name, members.map(member => element(member.name, member.parts?.elements(row) ?? member.value(row, writing))))

const types = { text: Type.String, number: Type.Number, integer: Type.Integer, boolean: Type.Boolean } as const

const shapeOf = <Row>({ type, description, basis, parts }: Member<Row>): TSchema =>
  parts ? { ...parts.schema, description, 'x-basis': basis } : types[type]({ description, 'x-basis': basis })

/** A record as the document describes it. */
export const recordShape = <Row>(name: string, description: string, members: ReadonlyArray<Member<Row>>): TObject =>
  Type.Object(Object.fromEntries(members.map(member => [member.name, shapeOf(member)])), { title: name, description, xml: { name } })

/** A list within an element of its own: `<Dates><WICourseDate>…`. */
export const listShape = (item: TSchema, name: string, basis: Basis, description: string): TSchema =>
  Type.Array({ ...item, xml: { name } } as TSchema, { description, 'x-basis': basis, xml: { wrapped: true } })

/** As a cost is written: a whole number without decimals. */
export const amountOf = (cents: number, isShort: boolean): string =>
  cents % 100 === 0 || isShort ? String(cents / 100) : (cents / 100).toFixed(2)
