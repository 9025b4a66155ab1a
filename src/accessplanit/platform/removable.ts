import { prepareCached, type Database } from '../../sandbox/database.ts'
import type { RecordKind } from './record.ts'

/** So many records are looked at. */
const most = 200

/** The id of a record that no other is about, so that it can be deleted; none where all are in use. */
export function findRemovable (db: Database, { table, keyColumns = ['id'], usedBy }: RecordKind): string | undefined {
  const unused = referencesTo(db, table)
    .map(({ from, column }) => `NOT EXISTS (SELECT 1 FROM ${from} AS other WHERE other.${column} = ${table}.id)`)
  const key = keyColumns.join(" || '~' || ")
  const ids = prepareCached(db, `
    SELECT ${key} FROM ${table} WHERE ${['true', ...unused].join(' AND ')} ORDER BY ${keyColumns.join(', ')} LIMIT ${most}`)
    .pluck().all() as string[]
  return ids.find(id => usedBy?.(db, id) === undefined)
}

/** The columns whose records keep one of the table from being deleted. */
const referencesTo = (db: Database, table: string) => prepareCached(db, `
  SELECT tables.name AS "from", keys."from" AS column FROM sqlite_master AS tables, pragma_foreign_key_list(tables.name) AS keys
  WHERE tables.type = 'table' AND keys."table" = ? AND keys.on_delete = 'NO ACTION'`).all(table) as Array<{ from: string, column: string }>
