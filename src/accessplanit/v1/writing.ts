import type { Columns } from '../platform/store.ts'
import { readLocalDateTime } from '../platform/local-time.ts'
import type { FieldType } from '../platform/field.ts'
import type { MarkedFeed } from './field.ts'

export type Body = Readonly<Record<string, unknown>>

/** The columns that a body writes, of those that a POST or a PUT takes. */
export const columnsOf = (feed: MarkedFeed, body: Body, doing: 'create' | 'update'): Columns => Object.fromEntries(feed.fields
  .filter(field => field[doing] && field.column !== undefined && body[field.name] !== undefined)
  .map(field => [field.column!, toColumn(field.type, body[field.name])]))

/** A member as its column keeps it. */
export function toColumn (type: FieldType, value: unknown): string | number | null {
  switch (type) {
    case 'boolean': return value ? 1 : 0
    case 'dateTime': return readLocalDateTime(String(value)) ?? null
    case 'list': case 'object': return JSON.stringify(value)
    case 'money': return Math.round(Number(value) * 100)
    default: return value as string | number
  }
}
