import { closeSync, openSync } from 'node:fs'
import BetterSqlite from 'better-sqlite3'
import { newZealandDay } from '../core/date-time.ts'
import { addInTime, type Database } from './database.ts'
import { besideOf, hasRoom } from './files.ts'
import { readingAll } from './reading-files.ts'
import { openFile, refuseGone, type StoreFile } from './store-file.ts'

/** A store's database while it is open. */
export interface Connection {
  readonly db: Database
  transact (work: () => unknown): unknown
  refuseGone (): void
  /** In a file, all its bytes at this moment; undefined where they are to be had of SQLite alone. */
  reading? (): Generator<void, Buffer | undefined>
  close (): void
}

/** To what is in a file, or to an image in memory. */
export const connectionTo = (file: StoreFile | undefined, image: () => Buffer, mostBytes: number): Connection => file
  ? overFile(limit(openFile(file, prepare), mostBytes), file.path)
  : over(limit(connect(image()), mostBytes))

/** To an image in memory, or as it was written beside a file, and is settled there before it comes into its place. */
export function connectionBeside (file: StoreFile | undefined, image: Buffer, mostBytes: number): Connection {
  if (!file) return connectionTo(undefined, () => image, mostBytes)
  const db = connect(besideOf(file.path))
  // What goes wrong there is not gone on with, so that nothing need be there to go back to.
  db.pragma('journal_mode = MEMORY')
  return over(limit(db, mostBytes))
}

/** One that is larger already grows no more. */
function limit (db: Database, mostBytes: number): Database {
  db.pragma(`max_page_count = ${Math.floor(mostBytes / (db.pragma('page_size', { simple: true }) as number))}`)
  return db
}

const over = (db: Database, refuseGone = () => {}): Connection =>
  ({ db, transact: db.transaction((work: () => unknown) => work()).immediate, refuseGone, close: () => { db.close() } })

/** Has what is in the log come into the file, and says whether all of it has: not where that is gone. */
function isAllIn (db: Database, path: string, refuseLost: () => void): boolean {
  try {
    refuseLost()
    if (!hasRoom(path)) return false
    const [{ busy, log, checkpointed }] = db.pragma('wal_checkpoint(PASSIVE)') as [{ busy: number, log: number, checkpointed: number }]
    return busy === 0 && log === checkpointed
  } catch {
    return false
  }
}

function overFile (db: Database, path: string): Connection {
  let descriptor: number | undefined
  const refuseLost = refuseGone(path)
  return {
    ...over(db, refuseLost),
    * reading () {
      if (!isAllIn(db, path, refuseLost)) return undefined
      // What is written meanwhile stays in the log: the file is as it was until it has been read.
      db.pragma('wal_autocheckpoint = 0')
      try {
        return yield * readingAll(descriptor ??= openSync(path, 'r'))
      } finally {
        if (db.open) db.pragma('wal_autocheckpoint = 1000')
      }
    },
    close () {
      db.close()
      // Not before: the system lets go of all locks of a process on a file once it closes any descriptor of it.
      if (descriptor !== undefined) closeSync(descriptor)
    }
  }
}

/** Opens a database in memory from its bytes, or an empty one; or one in a file that nobody else has. */
export function connect (image?: Buffer | string): Database {
  const db = prepare(new BetterSqlite(image ?? ':memory:'))
  // Nobody else can come to it, so that no change has to be counted for them.
  db.pragma('locking_mode = EXCLUSIVE')
  return db
}

/** Has a connection do what ours does. */
function prepare (db: Database): Database {
  db.pragma('foreign_keys = ON')
  db.function('newZealandDay', { deterministic: true }, (instant) => instant === null ? null : newZealandDay(instant as string))
  addInTime(db)
  return db
}

/** A connection's image, in steps. */
export function * imageIn ({ db, reading }: Connection): Generator<void, Buffer> {
  const read = yield * reading?.() ?? []
  return withoutWal(read ?? db.serialize())
}

/**
 * The header of a database that was in WAL mode says so, and cannot be opened from memory then:
 * https://sqlite.org/fileformat.html#file_format_version_numbers
 */
export function withoutWal (image: Buffer): Buffer {
  image[18] = image[19] = 1
  return image
}
