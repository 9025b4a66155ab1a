import { all, type Database } from '../../sandbox/database.ts'
import { listOrganisations } from './store.ts'

/** An organisation is a provider under the same number. */
const findColumns = all<{ tableName: string, columnName: string }>(`
  SELECT sqlite_schema.name AS tableName, columns.name AS columnName
  FROM sqlite_schema, pragma_table_info(sqlite_schema.name) AS columns
  WHERE sqlite_schema.type = 'table' AND columns.name IN ('eid', 'providerCode')`)

/** An EDUMIS number has no more than 8 digits: four of them tell sandboxes apart, and the organisation keeps the others. */
const apart = 10_000
const mostApart = 9_998

/** Gives the organisations of a fixture EDUMIS numbers that those of no other sandbox have: 9001 is 39001 in the third. */
export function renumberOrganisations (db: Database, own: number): void {
  const eids = listOrganisations(db).map(({ eid }) => eid)
  const columns = findColumns(db)
  // Organisations and their records go one table after the other.
  db.pragma('defer_foreign_keys = ON')
  const taken = new Set(eids)
  for (const eid of eids) {
    let next = ((own - 1) % mostApart + 1) * apart + eid % apart
    while (taken.has(next)) next++
    taken.add(next)
    for (const { tableName, columnName } of columns) {
      db.prepare(`UPDATE "${tableName}" SET "${columnName}" = :next WHERE "${columnName}" = :eid`).run({ next, eid })
    }
  }
}
