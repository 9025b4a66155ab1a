import BetterSqlite from 'better-sqlite3'

/** Locks a file until it is closed. It is SQLite's own lock on an empty database, as the system lets go of it when the process dies. */
export function lockFile (path: string, isShared = false, timeout = 0): BetterSqlite.Database {
  const lock = new BetterSqlite(path, { timeout })
  try {
    lock.pragma('locking_mode = EXCLUSIVE')
    // To remove a journal at the end, SQLite would open the folder, in whose place a pipe may be by then.
    lock.pragma('journal_mode = MEMORY')
    lock.exec(isShared ? 'BEGIN; SELECT * FROM sqlite_schema' : 'BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock.close()
    throw error
  }
}
