import type { Field } from './field.ts'

/** The columns of what has to be worked out for a condition. */
export interface Columns {
  /** The same field, found in a column if it is not in one already. */
  fieldOf (field: Field): Field
  /** Whether a condition asks for one of them. */
  areIn (condition: string): boolean
  /** The one condition that all of some are, with the columns that they ask for; none of none. */
  around (conditions: readonly string[]): string[]
}

/** Makes columns of what is compared, so that it is worked out once a record, and not with each comparison. */
export function createColumns (): Columns {
  const names = new Map<string, string>()

  function columnOf (sql: string): string {
    if (!names.has(sql)) names.set(sql, `${table}c${names.size}`)
    return names.get(sql)!
  }

  const fieldOf = (field: Field): Field => isColumn(field.sql)
    ? field
    : { ...field, sql: columnOf(field.sql), ...field.isEmpty && { isEmpty: columnOf(`(${field.isEmpty})`) } }

  const written = (): string => [...names].map(([sql, name]) => `${sql} AS ${name.slice(table.length)}`).join(', ')

  // SQLite would put the expressions back in the place of their columns, but for the LIMIT.
  const around = (conditions: readonly string[]): string[] => conditions.length === 0
    ? []
    : [`EXISTS (SELECT 1 FROM (SELECT ${written()} LIMIT 1) AS workedOut WHERE ${joined(conditions, 'AND')})`]

  return { fieldOf, areIn: condition => condition.includes(table), around }
}

const table = 'workedOut.'

const isColumn = (sql: string): boolean => /^\w+(?:\.\w+)?$/.test(sql)

/** Joined by halves, as SQLite limits how deep an expression goes, and a chain of a thousand is a thousand deep. */
export function joined (conditions: readonly string[], by: 'AND' | 'OR'): string {
  if (conditions.length === 1) return conditions[0]!
  const half = Math.ceil(conditions.length / 2)
  return `(${joined(conditions.slice(0, half), by)} ${by} ${joined(conditions.slice(half), by)})`
}
