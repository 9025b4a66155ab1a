import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import BetterSqlite from 'better-sqlite3'
import { newZealandDay } from '../core/date-time.ts'
import { BadInput } from '../core/errors.ts'
import type { Database } from './database.ts'

/** Where a sandbox keeps its state: a SQLite database, in memory or in a file. */
export interface Store {
  /** The connection as it is now; `become` opens another, so nobody keeps it. */
  readonly db: Database
  /** Does the work in one immediate transaction; undoes it where it throws, or where its results are not to be kept. May be nested. */
  transact<Result> (work: () => Result, keep?: boolean): Result
  /** The bytes of the database at this moment, from which another can be opened. */
  image (): Buffer
  /** Puts the database of an image in the place of the one that is there; both or neither. */
  become (image: Buffer): void
  close (): void
}

/** Hears of what is written: before it is, and once it is kept. */
export interface Writing {
  beforeWriting (): void
  afterWriting (): void
}

const unheard: Writing = { beforeWriting () {}, afterWriting () {} }

/** A file that keeps a store, and what is held against a database that is found there before anything is done with it. */
export interface StoreFile {
  readonly path: string
  check (db: Database): void
}

/** Opens a store over what is in `file`, or over `image`: in memory, or in the file that is not there yet. Throws BadInput. */
export function openStore (image: () => Buffer, file?: StoreFile, writing = unheard): Store {
  if (file && !hasContents(file.path)) writeWhole(file.path, image())
  const open = (source?: Buffer) => connected(file ? connectToFile(file) : connect(source ?? image()))
  let connection = open()

  return {
    get db () { return connection.db },
    transact (work, keep = true) {
      if (!keep) return undone(connection.transact, work)
      if (connection.db.inTransaction) return connection.transact(work) as ReturnType<typeof work>
      writing.beforeWriting()
      const result = connection.transact(work) as ReturnType<typeof work>
      writing.afterWriting()
      return result
    },
    image: () => withoutWal(connection.db.serialize()),
    become (next) {
      // What may fail for want of room comes before the old one is let go of.
      const replacement = file ? undefined : open(next)
      if (file) writeBeside(file.path, next)
      connection.db.close()
      if (file) putInPlace(file.path)
      connection = replacement ?? open()
    },
    close: () => { connection.db.close() }
  }
}

/** The bytes of a store's image, without making one. */
export const sizeOf = ({ db }: Pick<Store, 'db'>): number =>
  db.pragma('page_count', { simple: true }) as number * (db.pragma('page_size', { simple: true }) as number)

type Transact = (work: () => unknown) => unknown

function connected (db: Database): { db: Database, transact: Transact } {
  return { db, transact: db.transaction((work: () => unknown) => work()).immediate }
}

/** A file of no bytes is what a first start leaves behind when the disk is full. */
const hasContents = (path: string): boolean => existsSync(path) && statSync(path).size > 0

/** What makes a transaction end without being kept. */
const undo = Symbol('undo')

function undone<Result> (transact: Transact, work: () => Result): Result {
  let result: Result
  try {
    transact(() => {
      result = work()
      throw undo
    })
  } catch (thrown) {
    if (thrown !== undo) throw thrown
  }
  return result!
}

/** Another program that holds the file for longer than this, in milliseconds, makes a request fail rather than the server stand. */
const patience = 250

/** Opens a database in memory from its bytes, or an empty one. */
export function connect (image?: Buffer): Database {
  const db = prepare(new BetterSqlite(image ?? ':memory:'))
  // Nobody else can come to it, so that no change has to be counted for them.
  db.pragma('locking_mode = EXCLUSIVE')
  return db
}

function connectToFile ({ path, check }: StoreFile): Database {
  let db: Database | undefined
  try {
    db = prepare(new BetterSqlite(path, { timeout: patience }))
    check(db)
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = NORMAL')
    return db
  } catch (error) {
    db?.close()
    if (error instanceof BadInput) throw error
    throw new BadInput(`${path} cannot be opened as a database of tms-sandbox: ${(error as Error).message}. ` +
      'Restore it, or choose another folder with --data.')
  }
}

function prepare (db: Database): Database {
  db.pragma('foreign_keys = ON')
  db.function('newZealandDay', { deterministic: true }, (instant) => instant === null ? null : newZealandDay(instant as string))
  return db
}

/**
 * The header of a database that was in WAL mode says so, and cannot be opened from memory then:
 * https://sqlite.org/fileformat.html#file_format_version_numbers
 */
function withoutWal (image: Buffer): Buffer {
  image[18] = image[19] = 1
  return image
}

/** Puts bytes in a file's place so that either the old ones or the new ones are there, whatever happens meanwhile. */
export function writeWhole (file: string, bytes: Buffer): void {
  writeBeside(file, bytes)
  putInPlace(file)
}

/** Writes all bytes beside a file, or leaves none there. */
function writeBeside (file: string, bytes: Buffer): void {
  const descriptor = openSync(`${file}.next`, 'w')
  try {
    for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written)
    fsyncSync(descriptor)
  } catch (error) {
    rmSync(`${file}.next`, { force: true })
    throw error
  } finally {
    closeSync(descriptor)
  }
}

function putInPlace (file: string): void {
  // What was written ahead for the old file is not for the new one.
  for (const companion of [`${file}-wal`, `${file}-shm`]) rmSync(companion, { force: true })
  renameSync(`${file}.next`, file)
}
