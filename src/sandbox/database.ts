import type BetterSqlite from 'better-sqlite3'
import { LRUCache } from 'lru-cache'

/** A sandbox's connection. It is another one after a reset or a restore, so ask the sandbox for it each time. */
export type Database = BetterSqlite.Database

/** JSON that SQLite has built: goes out as it is. */
export type JsonText<Shape> = Shape & string

type Value = string | number | null | undefined

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

/** A query for the first column of rows. */
export function allValues<Result> (sql: string) {
  const prepared = statement(sql, it => it.pluck())
  return (db: Database, ...values: Array<Value | object>): Result[] => prepared(db).all(...values) as Result[]
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

const statementCaches = new WeakMap<Database, LRUCache<string, BetterSqlite.Statement<unknown[]>>>()
const cacheSize = 32

/** A statement whose text is made while the server runs, as that of a filter is: without end, so only those used last are kept. */
export function prepareCached (db: Database, sql: string): BetterSqlite.Statement<unknown[]> {
  let statements = statementCaches.get(db)
  if (!statements) statementCaches.set(db, statements = new LRUCache({ max: cacheSize }))
  let it = statements.get(sql)
  if (!it) statements.set(sql, it = db.prepare<unknown[]>(sql))
  return it
}

/** Milliseconds that a statement may take whose end nobody knows beforehand. */
const mostAtOnce = 10

/** When that time is over, by `performance.now()`. */
const deadlines = new WeakMap<Database, { end: number }>()

const tooLong = Symbol('too long')

/** Gives a connection SQL's `inTime()`: true, for each row that a statement looks at, as long as it may go on. */
export function addInTime (db: Database): void {
  const deadline = { end: Infinity }
  deadlines.set(db, deadline)
  db.function('inTime', () => {
    if (performance.now() > deadline.end) throw tooLong
    return 1
  })
}

/**
 * Reads at one go what is mostly read fast, by statements that ask for `inTime()`; undefined where it was broken off, as there is too much
 * to look through.
 */
export function unlessLong<Result> (db: Database, read: () => Result): Result | undefined {
  const deadline = deadlines.get(db)!
  deadline.end = performance.now() + mostAtOnce
  try {
    return read()
  } catch (error) {
    if (error !== tooLong) throw error
    return undefined
  } finally {
    deadline.end = Infinity
  }
}
