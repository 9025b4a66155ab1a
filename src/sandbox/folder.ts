import { existsSync, lstatSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { BadInput, Unusable } from '../core/errors.ts'
import { readBounded } from '../core/read-bounded.ts'
import type { SnapshotFiles } from './snapshots.ts'
import { deleteFiles, refuseFolders, refuseUnfit, refuseWithoutFolder, writeWhole, writingWhole } from './files.ts'
import { lockFolder } from './folder-lock.ts'
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
  /** Throws Unusable where another server may have the folder by now, as its files were removed; without one, it is taken again. */
  hold (): void
  /** The same before a sandbox's file is opened or made; throws for what is in its place and no file as well. */
  ready (id: string): void
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
  const { wasLeft, hold, release } = lockFolder(path, isShared)
  const fileOf = (id: string) => join(path, `${id}.sqlite`)
  const snapshotsOf = (id: string) => snapshotFiles(path, id, hold)
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
    hold,
    ready (id) {
      refuseUnfit(fileOf(id))
      hold()
    },
    ...notesIn(path, id => existsSync(fileOf(id)), hold),
    refuseRemoval (id) {
      hold()
      refuseFolders(filesOf(id))
    },
    remove (id) { deleteFiles(filesOf(id)) },
    release
  }
}

/** A file of JSON for each sandbox of which there is something to note. */
function notesIn (
  path: string, hasData: (id: string) => boolean, hold: () => void
): Pick<Folder, 'notes' | 'noteOf' | 'note' | 'removeNote'> {
  const noteOf = (id: string) => join(path, `${id}.json`)
  const read = (id: string): Note => ({ id, file: noteOf(id), text: textIn(noteOf(id)), hasData: hasData(id) })
  return {
    // A folder of another program's has no data beside it.
    notes: () => readdirSync(path, { withFileTypes: true }).filter(it => it.name.endsWith('.json'))
      .map(it => ({ id: it.name.slice(0, -'.json'.length), isFolder: it.isDirectory() }))
      .flatMap(({ id, isFolder }) => isFolder && !hasData(id) ? [] : [read(id)]),
    noteOf: (id) => existsSync(noteOf(id)) ? read(id) : undefined,
    note: (id, text) => {
      hold()
      writeWhole(noteOf(id), Buffer.from(text))
    },
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
function snapshotFiles (path: string, id: string, hold: () => void): SnapshotFiles {
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
    writing: (name, bytes) => {
      hold()
      return writingWhole(fileOf(name), bytes)
    },
    remove: (name) => {
      hold()
      deleteFiles([fileOf(name)])
    }
  }
}

const isFolder = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false })?.isDirectory() === true

const writtenAt = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
