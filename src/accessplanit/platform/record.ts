import { Failure } from '../../core/errors.ts'
import type { Rule } from '../../core/rule.ts'
import type { Database } from '../../sandbox/database.ts'
import type { PlatformContext } from './context.ts'
import { partsOf } from './key.ts'
import { localDateTime } from './local-time.ts'
import { bytesOf, deleteRecord, findColumns, insertRecord, nextId, updateRecord, type Columns } from './store.ts'

/** A kind of record that is written: what it is held to, and what follows from a change. Most have no more than a table. */
export interface RecordKind {
  /** The platform's own word for it. */
  readonly table: string
  /** The columns that an id consists of; `id`, if left out. */
  readonly keyColumns?: readonly string[]
  /** Columns that have the moment of the creation, and of the last change. */
  readonly created?: readonly string[]
  readonly updated?: readonly string[]
  /** What `judge` holds a new record to, and what a change. */
  readonly rules?: { readonly create: readonly Rule[], readonly update: readonly Rule[] }
  /** A new record, with what was left out. */
  defaults? (context: PlatformContext, columns: Columns): Columns
  /** Columns, with those that follow from them. */
  derive? (columns: Columns): Columns
  /** Holds to the rules what is to be written; `id` is of the record that is changed, undefined for a new one. */
  judge? (context: PlatformContext, columns: Columns, id?: string): void
  /** What a change brings with it; there are no columns after a deletion. */
  after? (context: PlatformContext, id: string, columns: Columns): void
  /** Something that is about the record though no foreign key says so. */
  usedBy? (db: Database, id: string): string | undefined
}

/** A kind of record that is held to rules. */
export type RuledKind = RecordKind & Required<Pick<RecordKind, 'rules' | 'judge'>>

/** Records of which is kept when they were made and when they were changed last. */
export const dated = { created: ['dateCreated', 'dateUpdated'], updated: ['dateUpdated'] } as const

/** Stores a new record, and answers its id; one that has none gets the next. */
export function createRecord (context: PlatformContext, kind: RecordKind, given: Columns): string {
  const { table, keyColumns } = kind
  const identified = keyColumns ? given : { ...given, id: String(given.id || nextId(context.db, table)) }
  const columns = derived(kind, kind.defaults?.(context, identified) ?? identified)
  kind.judge?.(context, columns)
  holdToSize(bytesOf(columns))
  insertRecord(context.db, table, { ...columns, ...stamps(context, kind.created) })
  const id = (keyColumns ?? ['id']).map(name => columns[name]).join('~')
  kind.after?.(context, id, columns)
  context.changed({ table, id, event: 'Create' })
  return id
}

/** Changes the columns of a record that are given, but for its id. */
export function changeRecord (context: PlatformContext, kind: RecordKind, id: string, given: Columns): void {
  const key = keyOf(kind, id)
  const columns = derived(kind, Object.fromEntries(Object.entries(given).filter(([name]) => !(name in key))))
  kind.judge?.(context, columns, id)
  updateRecord(context.db, kind.table, key, { ...columns, ...stamps(context, kind.updated) })
  if (bytesOf(columns) > fewBytes) holdToSize(bytesOf(findColumns(context.db, kind.table, key)))
  kind.after?.(context, id, columns)
  context.changed({ table: kind.table, id, event: 'Update' })
}

/** Removes a record; false where others are about it, and then it stays. */
export function removeRecord (context: PlatformContext, kind: RecordKind, id: string): boolean {
  if (kind.usedBy?.(context.db, id) !== undefined) return false
  context.changed({ table: kind.table, id, event: 'Delete' })
  if (!deleteRecord(context.db, kind.table, keyOf(kind, id))) return false
  kind.after?.(context, id, {})
  return true
}

/** So many bytes of texts a record may have in all: it is read, and written, at one go. */
export const mostBytes = 65_536

/** What a change may add without what there is being added up. */
const fewBytes = 1024

function holdToSize (bytes: number): void {
  if (bytes <= mostBytes) return
  throw new Failure('too-large', `The record would have texts of ${bytes} bytes, and may have ${mostBytes} in all; send shorter ones`)
}

const derived = (kind: RecordKind, columns: Columns): Columns => kind.derive?.(columns) ?? columns

const stamps = ({ now }: PlatformContext, names: readonly string[] = []): Columns =>
  Object.fromEntries(names.map(name => [name, localDateTime(now)]))

/** The columns that say which record an id is of. */
export function keyOf ({ keyColumns = ['id'] }: RecordKind, id: string): Columns {
  const parts = partsOf(id, keyColumns.length)
  return Object.fromEntries(keyColumns.map((name, n) => [name, parts[n]!]))
}
