import type { Field } from './field.ts'

/** The columns of what has to be worked out for a condition. */
export interface Columns {
  /** A field that is found in a column, whatever it is found by. */
  fieldOf (field: Field): Field
  /** A condition of such fields, with the columns that they are found in. */
  around (condition: string): string
}

/** Makes columns of what is compared, so that it is worked out once a record, and not with each comparison. */
export function createColumns (): Columns {
  const names = new Map<string, string>()

  function columnOf (sql: string): string {
    if (isColumn(sql)) return sql
    if (!names.has(sql)) names.set(sql, `workedOut.c${names.size}`)
    return names.get(sql)!
  }

  const fieldOf = (field: Field): Field =>
    ({ ...field, sql: columnOf(field.sql), ...field.isEmpty && { isEmpty: columnOf(`(${field.isEmpty})`) } })

  // SQLite would put the expressions back in the place of their columns, but for the LIMIT.
  const around = (condition: string): string => names.size === 0
    ? condition
    : `EXISTS (SELECT 1 FROM (SELECT ${written()} LIMIT 1) AS workedOut WHERE ${condition})`

  const written = (): string => [...names].map(([sql, name]) => `${sql} AS ${name.split('.')[1]}`).join(', ')

  return { fieldOf, around }
}

const isColumn = (sql: string): boolean => /^\w+(?:\.\w+)?$/.test(sql)
