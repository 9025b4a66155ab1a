import { Type, type TObject, type TSchema } from '@sinclair/typebox'
import { inferred } from '../../core/basis.ts'
import { settleCustomValues } from '../custom-values.ts'
import { columnsOf, type Body } from '../platform/columns.ts'
import type { PlatformContext } from '../platform/context.ts'
import { addedField, addedTo, memberOf } from '../platform/custom-fields/fields.ts'
import type { Field } from '../platform/field.ts'
import { keyOf, type RecordKind } from '../platform/record.ts'
import { findMembers, type Columns } from '../platform/store.ts'
import { findField } from '../query/field.ts'
import type { MarkedField } from './field.ts'
import { customFieldsAre } from './readings.ts'

/** What a platform has added to the records of a feed, as version 1 shows it. */

const basis = inferred('The vendor shows custom fields in a picture only; each as a name and a value is our reading')

/** One of a list. A value is what its field holds: a text, a number, true or false. */
const members = {
  Name: Type.String({ description: 'Label of the field, with underscores for spaces', 'x-basis': basis }),
  Value: Type.Unknown({ description: 'What the record has there', 'x-basis': basis })
}

const listOf = (item: TObject): TSchema => Type.Array(item, {
  description: 'Custom fields, each with name and value; only read, unless the reading "custom-fields" says otherwise',
  xml: { wrapped: true },
  'x-basis': basis
})

const shape = {
  read: listOf(Type.Object(members, {
    title: 'CustomField', description: 'A field that the platform has added', 'x-basis': basis, xml: { name: 'CustomField' }
  })),
  written: listOf(Type.Partial(Type.Object(members), {
    title: 'CustomFieldChange', description: 'A value for an added field', 'x-basis': basis, xml: { name: 'CustomField' }
  }))
}

/** The member of a feed, by the table of its records. */
export function customFieldsOf (table: string): MarkedField {
  const value = "CASE WHEN custom.type IN ('true', 'false') THEN json(custom.type) ELSE custom.value END"
  return {
    name: 'CustomFields',
    type: 'list',
    sql: `(SELECT json_group_array(json_object('Name', custom.key, 'Value', ${value})) FROM json_each(${table}.customFields) AS custom)`,
    description: 'Custom fields, each with name and value',
    basis,
    filter: false,
    update: false,
    create: false,
    shape
  }
}

/** The column that a body's custom fields write, with what it holds already; `id` is of a record that is there. */
export function customColumns (context: PlatformContext, kind: RecordKind, { CustomFields: given }: Body, id?: string): Columns {
  if (!Array.isArray(given)) return {}
  if (context.reading(customFieldsAre) === 'read') {
    context.ignored.push('CustomFields')
    return {}
  }
  const fields = addedTo(context.db, kind.table).map(custom => addedField(kind.table, custom))
  const body = settleCustomValues(context, fields, valuesIn(context, fields, given))
  return columnsOf(fields, body, column => id === undefined ? {} : findMembers(context.db, kind.table, column, keyOf(kind, id)))
}

/** What a list gives to the fields that there are, by their names; the others are told of. */
function valuesIn ({ ignored }: PlatformContext, fields: readonly Field[], given: readonly unknown[]): Body {
  const values: Record<string, unknown> = {}
  for (const { Name = '', Value } of given as ReadonlyArray<{ Name?: string, Value?: unknown }>) {
    const field = findField(fields, memberOf(Name))
    if (!field) ignored.push(`CustomFields.${Name}`)
    else if (Value !== undefined && Value !== null) values[field.name] = asTyped(field, Value)
  }
  return values
}

/** XML has texts only. */
function asTyped ({ type }: Field, value: unknown): unknown {
  if (type === 'boolean' && typeof value === 'string' && /^\s*(?:true|false)\s*$/i.test(value)) return /true/i.test(value)
  return value
}
