import { prepareCached, type Database } from '../../sandbox/database.ts'
import { givenId, noteId } from '../../sandbox/ids.ts'

/** Columns that are written, by their names, which come from tables of fields and never from requests. */
export type Columns = Record<string, string | number | null>

/** Stores a new record. */
export function insertRecord (db: Database, table: string, columns: Columns): void {
  const names = Object.keys(columns)
  prepareCached(db, `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`).run(...Object.values(columns))
}

const conditionOf = (key: Columns): string => Object.keys(key).map(name => `${name} = ?`).join(' AND ')

/** Changes columns of the record that has a key. */
export function updateRecord (db: Database, table: string, key: Columns, columns: Columns): void {
  const names = Object.keys(columns)
  if (names.length === 0) return
  prepareCached(db, `UPDATE ${table} SET ${names.map(name => `${name} = ?`).join(', ')} WHERE ${conditionOf(key)}`)
    .run(...Object.values(columns), ...Object.values(key))
}

/** All columns of the record that has a key; none where there is no such record. */
export const findColumns = (db: Database, table: string, key: Columns): Columns =>
  prepareCached(db, `SELECT * FROM ${table} WHERE ${conditionOf(key)}`).get(...Object.values(key)) as Columns | undefined ?? {}

/** Bytes of the texts in columns. */
export function bytesOf (columns: Columns): number {
  let bytes = 0
  for (const value of Object.values(columns)) if (typeof value === 'string') bytes += Buffer.byteLength(value)
  return bytes
}

/** The columns of a table that can hold nothing. */
export const emptyColumns = (db: Database, table: string): string[] =>
  prepareCached(db, 'SELECT name FROM pragma_table_info(?) WHERE "notnull" = 0').pluck().all(table) as string[]

/** Removes the record that has a key; false where others refer to it, and then it stays. */
export function deleteRecord (db: Database, table: string, key: Columns): boolean {
  try {
    // A client may have chosen the id, so nobody has noted it yet.
    if ('id' in key) noteId(db, table, greatestId(db, table))
    prepareCached(db, `DELETE FROM ${table} WHERE ${conditionOf(key)}`).run(...Object.values(key))
    return true
  } catch (error) {
    if ((error as { code?: string }).code !== 'SQLITE_CONSTRAINT_FOREIGNKEY') throw error
    return false
  }
}

/** The members that a JSON column of a record holds; none where there is no such record. */
export function findMembers (db: Database, table: string, column: string, key: Columns): Record<string, unknown> {
  const found = prepareCached(db, `SELECT ${column} FROM ${table} WHERE ${conditionOf(key)}`).pluck().get(...Object.values(key)) as
    string | undefined
  return found === undefined ? {} : JSON.parse(found) as Record<string, unknown>
}

/** An id that no record of the table has or has had: the number after the greatest, or after `floor` for the first. */
export function nextId (db: Database, table: string, floor = 1000): string {
  const id = (Math.max(greatestId(db, table), givenId(db, table) ?? 0) || floor) + 1
  noteId(db, table, id)
  return String(id)
}

/** The greatest number among the ids of a table's records, 0 for none. */
const greatestId = (db: Database, table: string): number => prepareCached(db,
  `SELECT coalesce(max(CAST(id AS INTEGER)), 0) FROM ${table} WHERE id NOT GLOB '*[^0-9]*' AND length(id) < 12`).pluck().get() as number
