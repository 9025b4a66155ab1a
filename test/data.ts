import BetterSqlite from 'better-sqlite3'
import { databaseOf, type Database, type Sandbox } from './harness.ts'

export type Row = Record<string, unknown>

/** Every row of every table, by table. */
export const contentsOf = (sandbox: Sandbox): Record<string, Row[]> => readTables(databaseOf(sandbox))

export function readTables (db: Database): Record<string, Row[]> {
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").pluck()
    .all() as string[]
  return Object.fromEntries(tables.map(table => [table, db.prepare(`SELECT * FROM "${table}"`).all() as Row[]]))
}

/** By table: the rows that are gone and those that have come, a row that was changed among both. Empty where nothing was written. */
export type Written = Record<string, { gone: Row[], come: Row[] }>

/**
 * Answers, each time, what was written since it was last asked. As long as SQLite has counted no change, or every
 * page is what it was, no table is read.
 */
export function watch (sandbox: Sandbox): () => Written {
  let seen = lookAt(sandbox)
  return () => {
    const before = seen
    if (before.db === databaseOf(sandbox) && before.changes === changesIn(before.db)) return {}
    seen = lookAt(sandbox)
    return before.image.equals(seen.image) ? {} : difference(tablesOf(before.image), contentsOf(sandbox))
  }
}

/** Of what was written, the rows of one TEO. */
export function writtenOf (eid: number, written: Written): Written {
  const theirs = (rows: Row[]) => rows.filter(row => row.eid === eid)
  return Object.fromEntries(Object.entries(written)
    .map(([table, { gone, come }]) => [table, { gone: theirs(gone), come: theirs(come) }] as const)
    .filter(([, { gone, come }]) => gone.length + come.length > 0))
}

interface Look { db: Database, changes: number, image: Buffer }

function lookAt (sandbox: Sandbox): Look {
  const db = databaseOf(sandbox)
  return { db, changes: changesIn(db), image: db.serialize() }
}

/** How many rows have been changed over this connection, also by what was undone afterwards. */
const changesIn = (db: Database): number => db.prepare('SELECT total_changes()').pluck().get() as number

function tablesOf (image: Buffer): Record<string, Row[]> {
  // In the header, the file says that it has a write-ahead log, which an image has not.
  const db = new BetterSqlite(Buffer.from(image).fill(1, 18, 20))
  try {
    return readTables(db)
  } finally {
    db.close()
  }
}

function difference (before: Record<string, Row[]>, after: Record<string, Row[]>): Written {
  const changed = Object.keys({ ...before, ...after }).filter(table => JSON.stringify(before[table]) !== JSON.stringify(after[table]))
  return Object.fromEntries(changed.map(table => [table, {
    gone: without(before[table] ?? [], after[table] ?? []),
    come: without(after[table] ?? [], before[table] ?? [])
  }]))
}

function without (rows: Row[], others: Row[]): Row[] {
  const known = new Set(others.map(row => JSON.stringify(row)))
  return rows.filter(row => !known.has(JSON.stringify(row)))
}
