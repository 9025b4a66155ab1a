import BetterSqlite from 'better-sqlite3'
import { newZealandDay } from '../core/date-time.ts'
import { BadInput } from '../core/errors.ts'

export type Database = BetterSqlite.Database

/** JSON that SQLite has built: goes out as it is. */
export type JsonText<Shape> = Shape & string

type Value = string | number | null | undefined

/** Opens `file` (`:memory:` for none), brings it to the newest version, and says whether it was empty. */
export function openDatabase (file: string, migrations: readonly string[]): { db: Database, isNew: boolean } {
  const db = new BetterSqlite(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  db.pragma('foreign_keys = ON')
  db.function('newZealandDay', { deterministic: true }, (instant) => instant === null ? null : newZealandDay(instant as string))
  const version = db.pragma('user_version', { simple: true }) as number
  if (version > migrations.length) {
    db.close()
    throw new BadInput(`${file} was written by a newer tms-sandbox (version ${version} of its tables; this one knows ${migrations.length})`)
  }
  for (let next = version; next < migrations.length; next++) {
    immediately(db, () => {
      db.exec(migrations[next]!)
      db.pragma(`user_version = ${next + 1}`)
    })
  }
  return { db, isNew: version === 0 }
}

/** A statement, prepared once for each database at its first use. */
function statement (sql: string, adjust = (it: BetterSqlite.Statement) => it): (db: Database) => BetterSqlite.Statement {
  const prepared = new WeakMap<Database, BetterSqlite.Statement>()
  return (db) => {
    let it = prepared.get(db)
    if (!it) prepared.set(db, it = adjust(db.prepare(sql)))
    return it
  }
}

/** A query for one row. Values are bound, by position or as one object by name. */
export function one<Row> (sql: string) {
  const prepared = statement(sql)
  return (db: Database, ...values: Array<Value | object>): Row | undefined => prepared(db).get(...values) as Row | undefined
}

/** A query for the first column of one row. */
export function oneValue<Result> (sql: string) {
  const prepared = statement(sql, it => it.pluck())
  return (db: Database, ...values: Array<Value | object>): Result | undefined => prepared(db).get(...values) as Result | undefined
}

/** A query for rows. */
export function all<Row> (sql: string) {
  const prepared = statement(sql)
  return (db: Database, ...values: Array<Value | object>): Row[] => prepared(db).all(...values) as Row[]
}

/** A change; answers how many rows it touched. */
export function run (sql: string) {
  const prepared = statement(sql)
  return (db: Database, ...values: Array<Value | object>): number => prepared(db).run(...values).changes
}

const made = new WeakMap<Database, Map<string, BetterSqlite.Statement<unknown[]>>>()
const mostMade = 500

/** A statement whose text is made while the server runs, as that of a filter is: without end, so only the last are kept. */
export function prepare (db: Database, sql: string): BetterSqlite.Statement<unknown[]> {
  let statements = made.get(db)
  if (!statements) made.set(db, statements = new Map())
  let it = statements.get(sql)
  if (!it) {
    if (statements.size >= mostMade) statements.delete(statements.keys().next().value!)
    statements.set(sql, it = db.prepare<unknown[]>(sql))
  }
  return it
}

const begin = run('BEGIN IMMEDIATE')
const commit = run('COMMIT')
const rollback = run('ROLLBACK')

/** Does the work in one transaction, and undoes it where it throws or where its results are not to be kept. */
export function immediately<Result> (db: Database, work: () => Result, keep = true): Result {
  begin(db)
  try {
    const result = work()
    if (keep) commit(db)
    else rollback(db)
    return result
  } catch (error) {
    if (db.inTransaction) rollback(db)
    throw error
  }
}

/** Removes every row of every table; the tables stay. */
export function empty (db: Database): void {
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").pluck().all() as string[]
  db.pragma('defer_foreign_keys = ON')
  for (const table of tables) db.exec(`DELETE FROM "${table}"`)
}
