import type { Basis } from '../../core/basis.ts'
import type { Field as QueryField } from '../query/field.ts'
import { inCurrency } from './money.ts'

/** `cents` are kept whole and read whole; `money` is kept in cents and read in currency units. */
export type FieldType = 'text' | 'integer' | 'number' | 'cents' | 'money' | 'boolean' | 'dateTime' | 'list' | 'object'

/** A member of what a version of the API shows of the platform: where it comes from, and where it goes. */
export interface Field {
  readonly name: string
  readonly type: FieldType
  /** An SQL expression over the tables of its feed. */
  readonly sql: string
  /** Whether it is told of spaces in a row that filtering does not know of. */
  readonly hasSpaces?: boolean
  /** The column that is written, if it can be. A name after `more.` is a member of the column `more`. */
  readonly column?: string
  readonly description: string
  readonly basis: Basis
  /** Where its type, length and values are known from, if not from where its name is. */
  readonly form?: Basis
  /** The values that it can have. */
  readonly values?: readonly string[]
  readonly max?: number
  /** A list of which one item is kept. */
  readonly isSingle?: boolean
  /** What is made of a text before it is compared with the field. */
  readonly plain?: (text: string) => string
  /** Whether what has no value is shown as an empty text, whatever its type. */
  readonly isTextWithout?: boolean
  /** An empty text says that there is none. */
  readonly isEmptyForNone?: boolean
}

/** SQL of a field's value, as `json_object` takes it. */
function valueOf (field: Field): string {
  if (!field.isTextWithout) return typedValueOf(field)
  return `CASE WHEN ${isWithout(field)} THEN '' ELSE ${typedValueOf(field)} END`
}

/** SQL of whether a field has no value. */
const isWithout = ({ type, sql }: Field): string =>
  type === 'list' || type === 'object' ? `coalesce(${sql}, '') IN ('', '[]', '{}')` : `coalesce(${sql}, '') = ''`

function typedValueOf ({ type, sql }: Field): string {
  switch (type) {
    case 'boolean': return `CASE ${sql} WHEN 1 THEN json('true') WHEN 0 THEN json('false') END`
    case 'list': return `json(coalesce(${sql}, '[]'))`
    case 'object': return `json(coalesce(${sql}, '{}'))`
    case 'money': return inCurrency(sql)
    default: return sql
  }
}

const records = new WeakMap<readonly Field[], string>()

/** SQL that makes the JSON of a record with these fields: one call, as joining its parts by `||` copies what there is each time. */
export function recordOf (fields: readonly Field[]): string {
  let record = records.get(fields)
  if (!record) records.set(fields, record = `json_object(${fields.map(field => `'${field.name}', ${valueOf(field)}`).join(', ')})`)
  return record
}

/** What a filter holds a field of a type for. */
const queryTypes = {
  text: 'text',
  integer: 'number',
  number: 'number',
  cents: 'number',
  money: 'number',
  boolean: 'boolean',
  dateTime: 'dateTime',
  list: 'list',
  object: 'text'
} as const satisfies Record<FieldType, string>

/** A field as filters and orderings see it. */
export function queryField (field: Field): QueryField {
  const { name, type, sql, plain, values, isTextWithout } = field
  return {
    name,
    type: queryTypes[type],
    sql: parenthesised(type === 'money' ? inCurrency(sql) : sql),
    ...values && { values },
    ...plain && { plain },
    ...isTextWithout && { isEmpty: isWithout(field) }
  }
}

/** An expression that can stand beside an operator. A column stays as it is, so that an index on it is used. */
const parenthesised = (sql: string): string => /^\w+\.\w+$/.test(sql) ? sql : `(${sql})`
