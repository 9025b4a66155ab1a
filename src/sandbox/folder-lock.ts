import { closeSync, existsSync, lstatSync, openSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type BetterSqlite from 'better-sqlite3'
import { BadInput, Unusable } from '../core/errors.ts'
import { makeFolder } from '../core/make-folder.ts'
import { whyNot } from '../core/why-not.ts'
import { refuseNoFileOfOurs, refuseWithoutFolder } from './files.ts'
import { lockFile } from './lock-file.ts'

/** What keeps a folder for this process alone, or for those that share it. */
export interface FolderLock {
  /** Whether the process that had it before did not let go of it. */
  readonly wasLeft: boolean
  /** Takes it again where somebody has removed what it is locked by. Throws Unusable where another has it by then. */
  hold (): void
  release (): void
}

/** Locks a folder, and makes it where there is none. Throws BadInput. */
export function lockFolder (path: string, isShared: boolean): FolderLock {
  const [file, holder] = [join(path, 'lock'), join(path, 'in-use')]
  let { lock, wasLeft } = lockOf(path, holder, isShared)
  // As long as it is open, no other file is given its number.
  let number = numberOf(file)
  const isHeld = () => number !== undefined && numberOf(file) === number
  return {
    wasLeft,
    hold () {
      if (isHeld()) return
      refuseWithoutFolder(file)
      const before = lock
      lock = lockedAgain(path, holder, isShared)
      number = numberOf(file)
      before.close()
    },
    release () {
      // What is noted in another's folder is theirs.
      if (!isShared && isHeld()) rmSync(holder, { force: true })
      lock.close()
    }
  }
}

const numberOf = (file: string): number | undefined => statSync(file, { throwIfNoEntry: false })?.ino

function lockedAgain (path: string, holder: string, isShared: boolean): BetterSqlite.Database {
  try {
    // Whoever has it has had it for a while, and a request waits.
    return lockOf(path, holder, isShared, 0).lock
  } catch (error) {
    if (!(error instanceof BadInput) || error instanceof Unusable) throw error
    throw new Unusable(`The files of the data folder ${path} were removed or replaced while the server runs, and it cannot be taken again.`,
      error.message, `${error.message} What this sandbox had can still be read: GET /__admin/state/export saves all of it.`)
  }
}

/** So long, in milliseconds, a lock is tried for: of several that begin at once each may be in the way of the others for a moment. */
const patience = 250

/** One that reads is beside others that do, and none that writes. */
function lockOf (path: string, holder: string, isShared: boolean, timeout = patience): { lock: BetterSqlite.Database, wasLeft: boolean } {
  try {
    makeFolder(resolve(path))
    for (const file of [join(path, 'lock'), holder]) refuseNoFileOfOurs(file)
    const lock = lockFile(join(path, 'lock'), isShared, timeout)
    return { lock, wasLeft: !isShared && noteHolder(holder, lock) }
  } catch (error) {
    if (error instanceof Unusable) throw error
    const { code } = error as { code?: string }
    if (code === 'SQLITE_BUSY') {
      const how = isShared ? 'that does not share it' : existsSync(join(path, 'locks')) ? 'or is shared by several' : ''
      throw new BadInput(`The data folder ${path} is in use by another tms-sandbox${processIn(holder)}${how && `, ${how}`}. ` +
        'Stop it first, or choose another folder with --data.')
    }
    const why = code === 'EEXIST' || code === 'ENOTDIR' ? whatIsThere(path) : whyUnopened(code, path) ?? whyNot(error)
    throw new BadInput(`The data folder ${path} cannot be used: ${why}. Choose another with --data.`)
  }
}

/** What is in the place of a folder that cannot be made. */
function whatIsThere (path: string): string {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()
  return isLink && !existsSync(path)
    ? `it is a link to ${readlinkSync(path)}, and nothing is there. Make that folder, or remove the link`
    : 'a file is there, or on the way to it'
}

/** Answers whether one that is gone has left its note. Throws as Node.js does, with nothing noted and nothing locked. */
function noteHolder (holder: string, lock: BetterSqlite.Database): boolean {
  const wasLeft = existsSync(holder)
  try {
    writeFileSync(holder, String(process.pid))
    return wasLeft
  } catch (error) {
    lock.close()
    if (!wasLeft && existsSync(holder)) rmSync(holder)
    throw error
  }
}

/** SQLite says of a file no more than that it cannot be opened. */
function whyUnopened (code: string | undefined, folder: string): string | undefined {
  if (code !== 'SQLITE_CANTOPEN') return undefined
  try {
    closeSync(openSync(join(folder, 'lock'), 'a'))
    return undefined
  } catch (error) {
    return whyNot(error)
  }
}

function processIn (holder: string): string {
  try {
    // One that has just begun may not have written it yet.
    const [process] = /^\d+$/.exec(readFileSync(holder, 'utf8')) ?? []
    return process === undefined ? '' : ` (process ${process})`
  } catch {
    return ''
  }
}
