import { Type } from '@sinclair/typebox'
import type { Database } from '../../sandbox/database.ts'
import { insertRecord, type Columns } from './store.ts'

/** What the records of a fixture are made of, whichever they are. */

export const Id = Type.String({ minLength: 1, maxLength: 36 })
export const Day = Type.String({ format: 'date' })
export const Name = Type.String({ minLength: 1 })
export const Ids = Type.Array(Id)
export const Values = Type.Record(Type.String(), Type.Unknown())
export const oneOf = <const Value extends string>(values: readonly Value[]) => Type.Union(values.map(value => Type.Literal(value)))
export const row = <const Shape extends Record<string, any>>(shape: Shape) =>
  Type.Object({ about: Name, ...shape }, { additionalProperties: false })

/** When everything of a fixture was made, as nobody says. */
const long = '2020-01-01T09:00:00'
export const made = { dateCreated: long, dateUpdated: long }

/** The moment of a day at which people of a fixture do things. */
export const onDay = (day: string): string => `${day}T10:00:00`

export const insertInto = (table: string, more: Columns = {}) => (db: Database, { about, ...columns }: Record<string, unknown>): void => {
  insertRecord(db, table, { ...more, ...toColumns(columns) })
}

export const toColumns = (record: Record<string, unknown>): Columns =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, toColumn(value)]))

function toColumn (value: unknown): string | number | null {
  if (typeof value === 'boolean') return Number(value)
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value as string | number | null
}
