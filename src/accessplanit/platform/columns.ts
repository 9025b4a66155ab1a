import type { Field } from './field.ts'
import { readLocalDateTime } from './local-time.ts'
import { toCents } from './money.ts'
import type { Columns } from './store.ts'

/** A body by the names of fields. */
export type Body = Readonly<Record<string, unknown>>

const nothing = (): Record<string, unknown> => ({})

/**
 * The columns that a body writes. Members without a column of their own are put among those that a JSON column holds already, which
 * `held` finds.
 */
export function columnsOf (fields: readonly Field[], body: Body, held: (column: string) => Record<string, unknown> = nothing): Columns {
  const columns: Columns = {}
  const members: Record<string, Record<string, unknown>> = {}
  for (const field of fields) {
    const value = body[field.name]
    if (field.column === undefined || value === undefined) continue
    const [column, member] = field.column.split('.') as [string, string | undefined]
    if (member === undefined) columns[column] = toColumn(field, value)
    else (members[column] ??= held(column))[member] = field.type === 'dateTime' ? toColumn(field, value) : value
  }
  return { ...columns, ...Object.fromEntries(Object.entries(members).map(([column, all]) => [column, JSON.stringify(all)])) }
}

/** A member as its column keeps it. */
function toColumn ({ type, isSingle, isEmptyForNone }: Field, value: unknown): string | number | null {
  if (value === '' && isEmptyForNone) return null
  if (isSingle) return (Array.isArray(value) ? value[0] as string | undefined : String(value)) ?? null
  switch (type) {
    case 'boolean': return value ? 1 : 0
    case 'dateTime': return readLocalDateTime(String(value)) ?? null
    case 'list': case 'object': return JSON.stringify(value)
    case 'money': return toCents(Number(value))
    case 'cents': return Math.round(Number(value))
    default: return value as string | number
  }
}
