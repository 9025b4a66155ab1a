import {
  closeSync, existsSync, lstatSync, openSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync
} from 'node:fs'
import { join, resolve } from 'node:path'
import type BetterSqlite from 'better-sqlite3'
import { BadInput, Unusable } from '../core/errors.ts'
import { makeFolder } from '../core/make-folder.ts'
import { readBounded } from '../core/read-bounded.ts'
import { whyNot } from '../core/why-not.ts'
import type { SnapshotFiles } from './snapshots.ts'
import { deleteFiles, refuseFolders, refuseNoFileOfOurs, refuseWithoutFolder, writeWhole, writingWhole } from './files.ts'
import { lockFile } from './lock-file.ts'
import { readingFile, startOf } from './reading-files.ts'
import { mostStateFileBytes } from './states.ts'

/** What is noted of a sandbox, in a file of its own. */
export interface Note {
  readonly id: string
  readonly file: string
  readonly text: string
  /** Whether there are data of it. */
  readonly hasData: boolean
}

/** A folder that keeps the sandboxes of one server, or of several that share it, a file each: `default.sqlite`. */
export interface Folder {
  readonly path: string
  /** Whether the process that had it before did not let go of it, as one that is killed does not. */
  readonly wasLeft: boolean
  fileOf (id: string): string
  has (id: string): boolean
  /** Throws Unusable where its files cannot be deleted, with nothing changed. */
  refuseRemoval (id: string): void
  /** Deletes a sandbox's file, and its snapshots. */
  remove (id: string): void
  /** What is noted of sandboxes beside their data. */
  notes (): Note[]
  noteOf (id: string): Note | undefined
  note (id: string, text: string): void
  removeNote (id: string): void
  snapshotsOf (id: string): SnapshotFiles
  release (): void
}

/**
 * Takes a folder for this process alone, or with others that share it, until it is released or the process ends, however it ends. Throws
 * BadInput where it cannot have it so, or where it cannot be made.
 */
export function takeFolder (path: string, isShared = false): Folder {
  const holder = join(path, 'in-use')
  const { lock, wasLeft } = lockOf(path, holder, isShared)
  const fileOf = (id: string) => join(path, `${id}.sqlite`)
  const snapshotsOf = (id: string) => snapshotFiles(path, id)
  const filesOf = (id: string) => {
    const snapshots = snapshotsOf(id)
    return [...['', '-wal', '-shm', '.next'].map(end => `${fileOf(id)}${end}`), ...snapshots.list().map(snapshots.fileOf)]
  }
  return {
    path,
    wasLeft,
    fileOf,
    has: (id) => existsSync(fileOf(id)),
    snapshotsOf,
    ...notesIn(path, id => existsSync(fileOf(id))),
    refuseRemoval (id) { refuseFolders(filesOf(id)) },
    remove (id) { deleteFiles(filesOf(id)) },
    release () {
      if (!isShared) rmSync(holder, { force: true })
      lock.close()
    }
  }
}

/** A file of JSON for each sandbox of which there is something to note. */
function notesIn (path: string, hasData: (id: string) => boolean): Pick<Folder, 'notes' | 'noteOf' | 'note' | 'removeNote'> {
  const noteOf = (id: string) => join(path, `${id}.json`)
  const read = (id: string): Note => ({ id, file: noteOf(id), text: textIn(noteOf(id)), hasData: hasData(id) })
  return {
    // A folder of another program's has no data beside it.
    notes: () => readdirSync(path, { withFileTypes: true }).filter(it => it.name.endsWith('.json'))
      .map(it => ({ id: it.name.slice(0, -'.json'.length), isFolder: it.isDirectory() }))
      .flatMap(({ id, isFolder }) => isFolder && !hasData(id) ? [] : [read(id)]),
    noteOf: (id) => existsSync(noteOf(id)) ? read(id) : undefined,
    note: (id, text) => { writeWhole(noteOf(id), Buffer.from(text)) },
    removeNote: (id) => { rmSync(noteOf(id), { force: true }) }
  }
}

/** Throws Unusable for what is there and no file. */
function textIn (file: string): string {
  try {
    return readBounded(file, { most: mostNoteBytes }).toString()
  } catch (error) {
    throw error instanceof BadInput ? new Unusable(`${file} cannot be read: ${error.message}.`) : error
  }
}

/** Far more than is noted of a sandbox. */
const mostNoteBytes = 16 * 1024 * 1024

/** Those of one sandbox: `one@before-transfer.state`. No id has an "@". */
function snapshotFiles (path: string, id: string): SnapshotFiles {
  const [start, end] = [`${id}@`, '.state']
  const fileOf = (name: string) => join(path, `${start}${name}${end}`)
  return {
    fileOf,
    list () {
      refuseWithoutFolder(fileOf(''))
      return readdirSync(path).filter(name => name.startsWith(start) && name.endsWith(end))
        .map(name => name.slice(start.length, -end.length))
        .sort((a, b) => writtenAt(fileOf(a)) - writtenAt(fileOf(b)))
    },
    read: (name, most) => startOf(fileOf(name), most),
    reading: (name) => readingFile(fileOf(name), mostStateFileBytes),
    size: (name) => statSync(fileOf(name)).size,
    remedy: (name) => isFolder(fileOf(name))
      ? 'Move that folder elsewhere or delete it yourself, and put the file back if you have it.'
      : 'Put the file back as it was, or delete this snapshot.',
    writing: (name, bytes) => writingWhole(fileOf(name), bytes),
    remove: (name) => { deleteFiles([fileOf(name)]) }
  }
}

const isFolder = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false })?.isDirectory() === true

const writtenAt = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0

/** So long, in milliseconds, a lock is tried for: of several that begin at once each may be in the way of the others for a moment. */
const patience = 250

/** One that reads is beside others that do, and none that writes. */
function lockOf (path: string, holder: string, isShared: boolean): { lock: BetterSqlite.Database, wasLeft: boolean } {
  try {
    makeFolder(resolve(path))
    for (const file of [join(path, 'lock'), holder]) refuseNoFileOfOurs(file)
    const lock = lockFile(join(path, 'lock'), isShared, patience)
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
