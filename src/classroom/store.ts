import BetterSqlite from 'better-sqlite3'
import type { ClockSetting } from '../core/clock.ts'
import type { Demo } from '../demos/demo.ts'
import { all, allValues, run, type Database } from '../sandbox/database.ts'
import { openFile } from '../sandbox/store-file.ts'
import type { Seat } from './seat.ts'

/** What a trainer opened, but for its seats. */
export interface ClassRow {
  readonly id: string
  readonly name: string
  /** Milliseconds since 1970, by the machine's clock. */
  readonly openedAt: number
  readonly fixture: string
  readonly clock: ClockSetting | undefined
  /** As they were when it was opened: files may change while it goes on. */
  readonly tasks: readonly Demo[]
}

/** The rows of all classes of a server. */
export interface ClassStore {
  classes (): ClassRow[]
  seats (id: string): Seat[]
  keep (row: ClassRow, seats: readonly Seat[]): void
  keepSeats (id: string, seats: readonly Seat[]): void
  remove (id: string): void
  close (): void
}

const tables = `
  CREATE TABLE IF NOT EXISTS class (id TEXT PRIMARY KEY, openedAt INTEGER NOT NULL, record TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS seat (
    class TEXT NOT NULL REFERENCES class (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (class, number)
  ) STRICT, WITHOUT ROWID;
`

const listClasses = all<{ record: string }>('SELECT record FROM class ORDER BY openedAt, id')
const listSeats = all<{ record: string }>('SELECT record FROM seat WHERE class = ? ORDER BY number')
const listRecords = allValues<string>('SELECT record FROM class UNION ALL SELECT record FROM seat')
const writeClass = run('INSERT INTO class (id, openedAt, record) VALUES (?, ?, ?)')
const writeSeat = run('INSERT OR REPLACE INTO seat (class, number, record) VALUES (?, ?, ?)')
const deleteClass = run('DELETE FROM class WHERE id = ?')

/** Throws where it is another program's. */
function laidOut (db: Database): Database {
  const others = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('class', 'seat')").pluck().get()
  if (others !== undefined) throw new Error('it has tables of something else')
  db.pragma('foreign_keys = ON')
  db.exec(tables)
  for (const record of listRecords(db)) JSON.parse(record)
  return db
}

/** Opens the rows in a file; without one they last as long as the server. */
export function openClassStore (file: string | undefined): ClassStore {
  // What a second of a class had is no loss where a machine falls over.
  const db = file === undefined ? laidOut(new BetterSqlite(':memory:')) : openFile({ path: file, check: laidOut }, it => it)
  const keepSeats = (id: string, seats: readonly Seat[]): void => {
    db.transaction(() => { for (const seat of seats) writeSeat(db, id, seat.number, JSON.stringify(seat)) })()
  }
  return {
    classes: () => listClasses(db).map(({ record }) => JSON.parse(record) as ClassRow),
    seats: (id) => listSeats(db, id).map(({ record }) => JSON.parse(record) as Seat),
    keep: (row, seats) => db.transaction(() => {
      writeClass(db, row.id, row.openedAt, JSON.stringify(row))
      keepSeats(row.id, seats)
    })(),
    keepSeats,
    remove: (id) => { deleteClass(db, id) },
    close: () => { db.close() }
  }
}
