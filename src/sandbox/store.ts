import BetterSqlite from 'better-sqlite3'
import { newZealandDay } from '../core/date-time.ts'
import { addInTime, type Database } from './database.ts'
import { hasContents, hasRoom, putInPlace, writeBeside, writeWhole } from './files.ts'
import { usualLimits } from './limits.ts'
import { openFile, refuseGone, type StoreFile } from './store-file.ts'

/** Where a sandbox keeps its state: a SQLite database, in memory or in a file. */
export interface Store {
  /** The connection as it is now; `become` opens another, so nobody keeps it. */
  readonly db: Database
  /** Does the work in one immediate transaction; undoes it where it throws, or where its results are not to be kept. May be nested. */
  transact<Result> (work: () => Result, keep?: boolean): Result
  /** The bytes of the database at this moment, from which another can be opened. */
  image (): Buffer
  /** Puts the database of an image in the place of the one that is there, once `settle` has been at it; all of it or nothing. */
  become (image: Buffer, settle: () => void): void
  /** The bytes that it may have. */
  readonly mostBytes: number
  /** Whether there is no more room in it for its own limit, and not for the disk's; asked where SQLite says that something is full. */
  isAtLimit (): boolean
  /** Throws where its file has been taken away or replaced, so that whatever is written is lost. */
  refuseGone (): void
  close (): void
}

/** Hears of what is written: before it is, and once it is kept. */
export interface Writing {
  beforeWriting (): void
  afterWriting (): void
}

const unheard: Writing = { beforeWriting () {}, afterWriting () {} }

interface Connection { readonly db: Database, transact (work: () => unknown): unknown, refuseGone (): void }

/** Opens a store over what is in `file`, or over `image`: in memory, or in the file that is not there yet. Throws BadInput. */
export function openStore (image: () => Buffer, file?: StoreFile, writing = unheard, mostBytes = usualLimits.maxSandboxBytes): Store {
  if (file && !hasContents(file.path)) writeWhole(file.path, image())
  let found = file
  // None after another has come into its place, until somebody asks: where it cannot be opened, all is kept nevertheless.
  let connection: Connection | undefined = connectionTo(found, image, mostBytes)
  const current = () => (connection ??= connectionTo(found, image, mostBytes))

  return {
    get db () { return current().db },
    transact (work, keep = true) {
      const { db, transact, refuseGone } = current()
      if (!keep) return undone(transact, work)
      if (db.inTransaction) return transact(work) as ReturnType<typeof work>
      refuseGone()
      writing.beforeWriting()
      const result = transact(work) as ReturnType<typeof work>
      writing.afterWriting()
      return result
    },
    ...{ mostBytes, isAtLimit: () => !file || hasRoom(file.path), refuseGone: () => { current().refuseGone() } },
    image: () => withoutWal(current().db.serialize()),
    become (next, settle) {
      const [before, replacement] = [connection, connectionTo(undefined, () => next, mostBytes)]
      connection = replacement
      try {
        settle()
        // What may fail for want of room comes before the old one is let go of.
        if (file) writeBeside(file.path, replacement.db.serialize())
      } catch (error) {
        connection = before
        replacement.db.close()
        throw error
      }
      before?.db.close()
      if (!file) return
      connection = undefined
      replacement.db.close()
      putInPlace(file.path)
      // It was open a moment before, so that nothing has to be looked for in it.
      found = { ...file, check () {} }
    },
    close: () => { connection?.db.close() }
  }
}

const connectionTo = (file: StoreFile | undefined, image: () => Buffer, mostBytes: number): Connection => file
  ? over(limit(openFile(file, prepare), mostBytes), refuseGone(file.path))
  : over(limit(connect(image()), mostBytes))

/** The bytes of a store's image, without making one. */
export const sizeOf = ({ db }: Pick<Store, 'db'>): number =>
  db.pragma('page_count', { simple: true }) as number * (db.pragma('page_size', { simple: true }) as number)

/** One that is larger already grows no more. */
function limit (db: Database, mostBytes: number): Database {
  db.pragma(`max_page_count = ${Math.floor(mostBytes / (db.pragma('page_size', { simple: true }) as number))}`)
  return db
}

type Transact = Connection['transact']

const over = (db: Database, refuseGone = () => {}): Connection =>
  ({ db, transact: db.transaction((work: () => unknown) => work()).immediate, refuseGone })

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

/** Opens a database in memory from its bytes, or an empty one. */
export function connect (image?: Buffer): Database {
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

/**
 * The header of a database that was in WAL mode says so, and cannot be opened from memory then:
 * https://sqlite.org/fileformat.html#file_format_version_numbers
 */
function withoutWal (image: Buffer): Buffer {
  image[18] = image[19] = 1
  return image
}
