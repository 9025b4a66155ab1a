import { accessSync, constants, statSync } from 'node:fs'
import { dirname } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { BadInput, Unusable } from '../core/errors.ts'
import type { Database } from './database.ts'
import { refuseWithoutFolder } from './files.ts'

/** A file that keeps a store, and what is held against a database that is found there before anything is done with it. */
export interface StoreFile {
  readonly path: string
  check (db: Database): void
  /** Throws Unusable where its folder may be another server's by now; asked before another file comes into its place. */
  readonly hold?: (() => void) | undefined
}

/** Another program that holds the file for longer than this, in milliseconds, makes a request fail rather than the server stand. */
const patience = 250

/** What a disk without room, one that takes nothing, and another program make SQLite say. The file itself may be sound. */
const notOfTheFile = /^SQLITE_(?:BUSY|FULL|READONLY|IOERR_(?:SHM|WRITE|FSYNC|TRUNCATE|LOCK))/

/** Opens the database in a file. Throws Unusable where that is damaged or none of ours, and as SQLite does where the disk is to blame. */
export function openFile ({ path, check }: StoreFile, prepare: (db: Database) => Database): Database {
  let db: Database | undefined
  try {
    db = prepare(new BetterSqlite(path, { timeout: patience }))
    check(db)
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = NORMAL')
    return db
  } catch (error) {
    db?.close()
    const { code = '', message } = error as { code?: string, message: string }
    if (error instanceof BadInput || notOfTheFile.test(code)) throw error
    if (code === 'SQLITE_CANTOPEN') {
      refuseWithoutFolder(path)
      refuseReadOnly(dirname(path))
    }
    throw new Unusable(`${path} cannot be opened as a database of tms-sandbox: ${message}.`)
  }
}

/** A sound file cannot be opened either where SQLite can put nothing beside it. Throws as Node.js does. */
function refuseReadOnly (folder: string): void {
  try {
    accessSync(folder, constants.W_OK)
  } catch (error) {
    if (/^(?:EROFS|EACCES|EPERM)$/.test((error as { code: string }).code)) throw error
  }
}

/** Looks whether the file that was opened is still the one of that name. */
export function refuseGone (path: string): () => void {
  const { ino } = statSync(path)
  return () => {
    if (statSync(path, { throwIfNoEntry: false })?.ino === ino) return
    refuseWithoutFolder(path, 'What this sandbox had can still be read: GET /__admin/state/export saves all of it. ')
    throw new Unusable(`${path} was removed or replaced while the server runs, so nothing that is written would last.`,
      'Put it back and start the server again.',
      'What it had can still be read: GET /__admin/state/export saves all of it. POST /__admin/reset makes a new file.')
  }
}

/** A database with more bytes is not looked through before it is used, as all would wait for that: so many take 20 milliseconds. */
const mostLookedThrough = 8 * 1024 * 1024

/** Throws where pages of a database are damaged: what they hold would be found out by some request later. */
export function refuseDamaged (db: Database, path: string): void {
  if (statSync(path).size > mostLookedThrough) return
  const found = db.pragma('quick_check(1)', { simple: true }) as string
  if (found !== 'ok') throw new Error(`it is damaged (${found.replaceAll(/\s*\n\s*/g, ' ').replace(/^\*\*\* in database main \*\*\* /, '')})`)
}
