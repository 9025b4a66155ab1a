import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { BadInput } from '../core/errors.ts'

/** A folder that keeps the sandboxes of one server, a file each: `default.sqlite`. */
export interface Folder {
  fileOf (id: string): string
  /** Deletes a sandbox's file. */
  remove (id: string): void
  release (): void
}

/**
 * Takes a folder for this process alone, until it is released or the process ends, however it ends. Throws BadInput where another has it,
 * or where it cannot be made.
 */
export function takeFolder (path: string): Folder {
  const holder = join(path, 'in-use')
  const lock = lockOf(path, holder)
  const fileOf = (id: string) => join(path, `${id}.sqlite`)
  return {
    fileOf,
    remove (id) {
      for (const end of ['', '-wal', '-shm', '.next']) rmSync(`${fileOf(id)}${end}`, { force: true })
    },
    release () {
      rmSync(holder, { force: true })
      lock.close()
    }
  }
}

/** The lock is SQLite's own on an empty database, as the system lets go of it when the process dies. */
function lockOf (path: string, holder: string): BetterSqlite.Database {
  try {
    makeFolder(resolve(path))
    const lock = new BetterSqlite(join(path, 'lock'), { timeout: 0 })
    lock.pragma('locking_mode = EXCLUSIVE')
    lock.exec('BEGIN EXCLUSIVE')
    writeFileSync(holder, String(process.pid))
    return lock
  } catch (error) {
    const { code, message } = error as { code?: string, message: string }
    if (code === 'SQLITE_BUSY') {
      throw new BadInput(`The data folder ${path} is in use by another tms-sandbox${processIn(holder)}. ` +
        'Stop it first, or choose another folder with --data.')
    }
    throw new BadInput(`The data folder ${path} cannot be used: ${message}. Choose another with --data.`)
  }
}

/** With its parents. Node's own way of making those never ends where none can be made, as below /proc. */
function makeFolder (path: string): void {
  if (isFolder(path)) return
  if (dirname(path) !== path) makeFolder(dirname(path))
  try {
    mkdirSync(path)
  } catch (error) {
    // Another process may have been quicker.
    if (!isFolder(path)) throw error
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

function processIn (holder: string): string {
  try {
    return ` (process ${readFileSync(holder, 'utf8')})`
  } catch {
    return ''
  }
}
