import { all, oneValue, run, type Database } from '../../../sandbox/database.ts'
import { collections } from '../collections/collections.ts'
import { tableOf, toColumn, writtenColumn, writtenOf, type Collection, type SdrRecord, type Value } from '../collections/collection.ts'

/** A table a collection, a column a member. */
export const recordTables = collections.map(tableOf).join('\n')

/** The only SQL over the records of one collection, but for the rules'. */
export interface RecordStore {
  /** Stores a record, in the place of one that has its local id. */
  put (db: Database, submission: number, record: SdrRecord): void
  /** Answers whether there was one. */
  remove (db: Database, submission: number, localId: string): boolean
  /** A local id that differs from another one in case or in blanks around it alone. */
  findAlike (db: Database, submission: number, localId: string): string | undefined
  removeAll (db: Database, submission: number): void
  count (db: Database, submission: number): number
  /** Some records after a local id, as arrays of their local id and their columns. */
  page (db: Database, submission: number, after: string, count: number): Value[][]
}

export const recordStores: ReadonlyMap<Collection, RecordStore> = new Map(collections.map(collection => [collection, storeOf(collection)]))

function storeOf (collection: Collection): RecordStore {
  const { table, fields } = collection
  const columns = fields.map(({ name }) => name)
  const upsert = run(upsertOf(collection))
  const removeOne = run(`DELETE FROM ${table} WHERE submission = ? AND localId = ?`)
  const removeAll = run(`DELETE FROM ${table} WHERE submission = ?`)
  // SQLite would look through all local ids of the submission, as that index has them.
  const alike = oneValue<string>(`
    SELECT localId FROM ${table} INDEXED BY ${table}ByAnyCase
    WHERE submission = :submission AND lower(trim(localId)) = lower(trim(:localId)) AND localId <> :localId`)
  const countAll = oneValue<number>(`SELECT count(*) FROM ${table} WHERE submission = ?`)
  const page = all<{ record: string }>(`
    SELECT json_array(localId, ${columns.join(', ')}) AS record FROM ${table}
    WHERE submission = ? AND localId > ? ORDER BY localId LIMIT ?`)

  return {
    put: (db, submission, record) => { upsert(db, submission, record.localId, ...columnsOf(collection, record)) },
    remove: (db, submission, localId) => removeOne(db, submission, localId) > 0,
    findAlike: (db, submission, localId) => alike(db, { submission, localId }),
    removeAll,
    count: (db, submission) => countAll(db, submission)!,
    page: (db, submission, after, count) => page(db, submission, after, count).map(row => JSON.parse(row.record) as Value[])
  }
}

/** The values of a record's columns after its submission and its local id. */
export const columnsOf = (collection: Collection, record: SdrRecord): Value[] => [
  ...collection.fields.map(field => toColumn(field, record[field.name])),
  ...writtenOf(collection).map(name => String(record[name]).slice(0, 10))
]

/** A record takes the place of the one with its local id. */
export function upsertOf (collection: Collection): string {
  const columns = [...collection.fields.map(({ name }) => name), ...writtenOf(collection).map(writtenColumn)]
  return `
    INSERT INTO ${collection.table} (submission, localId, ${columns.join(', ')}) VALUES (?, ?, ${columns.map(() => '?').join(', ')})
    ON CONFLICT (submission, localId) DO UPDATE SET ${columns.map(name => `${name} = excluded.${name}`).join(', ')}`
}
