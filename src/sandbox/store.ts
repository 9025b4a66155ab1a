import { rmSync } from 'node:fs'
import { finish } from '../core/in-turns.ts'
import { connectionBeside, connectionTo, imageIn, withoutWal, type Connection } from './connection.ts'
import type { Database } from './database.ts'
import { besideOf, hasContents, hasRoom, putInPlace, writeWhole, writingBeside } from './files.ts'
import { usualLimits } from './limits.ts'
import type { StoreFile } from './store-file.ts'

export { connect } from './connection.ts'

/** Where a sandbox keeps its state: a SQLite database, in memory or in a file. */
export interface Store {
  /** The connection as it is now; `become` opens another, so nobody keeps it. */
  readonly db: Database
  /** Does the work in one immediate transaction; undoes it where it throws, or where its results are not to be kept. May be nested. */
  transact<Result> (work: () => Result, keep?: boolean): Result
  /** The bytes of the database at this moment, from which another can be opened. */
  image (): Buffer
  /** The same in steps; whatever changes the database meanwhile waits. */
  imaging (): Generator<void, Buffer>
  /** Does beforehand, in steps, what takes `become` long with an image. */
  readying (image: Buffer): Generator<void, void>
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

/** Opens a store over what is in `file`, or over `image`: in memory, or in the file that is not there yet. Throws BadInput. */
export function openStore (image: () => Buffer, file?: StoreFile, writing = unheard, mostBytes = usualLimits.maxSandboxBytes): Store {
  if (file && !hasContents(file.path)) writeWhole(file.path, image())
  const its: Opened = { file, connection: connectionTo(file, image, mostBytes), ready: undefined, mostBytes }
  const current = () => (its.connection ??= connectionTo(its.file, image, mostBytes))

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
    imaging: () => imageIn(current()),
    readying: (next) => readying(its, next),
    become: (next, settle) => { become(its, next, settle) },
    close: () => { its.connection?.close() }
  }
}

interface Opened {
  file: StoreFile | undefined
  /** None after another has come into its place, until somebody asks: where it cannot be opened, all is kept nevertheless. */
  connection: Connection | undefined
  /** The image that is beside the file already. */
  ready: Buffer | undefined
  readonly mostBytes: number
}

function * readying (its: Opened, next: Buffer): Generator<void, void> {
  if (!its.file) return
  its.file.hold?.()
  yield * writingBeside(its.file.path, next)
  its.ready = next
}

function become (its: Opened, next: Buffer, settle: () => void): void {
  const { file, connection: before } = its
  // What may fail for want of room comes before the old one is let go of.
  if (its.ready !== next) finish(readying(its, next))
  its.ready = undefined
  const replacement = its.connection = connectionBeside(file, next, its.mostBytes)
  try {
    settle()
  } catch (error) {
    its.connection = before
    replacement.close()
    if (file) rmSync(besideOf(file.path), { force: true })
    throw error
  }
  before?.close()
  if (!file) return
  its.connection = undefined
  replacement.close()
  putInPlace(file.path)
  // It was open a moment before, so that nothing has to be looked for in it.
  its.file = { ...file, check () {} }
}

/** The bytes of a store's image, without making one. */
export const sizeOf = ({ db }: Pick<Store, 'db'>): number =>
  db.pragma('page_count', { simple: true }) as number * (db.pragma('page_size', { simple: true }) as number)

/** What makes a transaction end without being kept. */
const undo = Symbol('undo')

function undone<Result> (transact: Connection['transact'], work: () => Result): Result {
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
