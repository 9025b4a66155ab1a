import {
  closeSync, existsSync, fdatasyncSync, fsyncSync, lstatSync, openSync, renameSync, rmSync, statfsSync, statSync, writeSync
} from 'node:fs'
import { dirname } from 'node:path'
import { Unusable } from '../core/errors.ts'
import { finish } from '../core/in-turns.ts'
import { refuseOthers } from '../core/read-bounded.ts'
import { whyNot } from '../core/why-not.ts'
import { partsOf } from './parts.ts'

/** Whether a file is there that is not empty. One of no bytes is what a first start leaves behind when the disk is full. */
export const hasContents = (path: string): boolean => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0

/** Puts bytes in a file's place so that either the old ones or the new ones are there, whatever happens meanwhile. */
export const writeWhole = (file: string, bytes: Buffer): void => finish(writingWhole(file, bytes))

/** The same in steps. */
export function * writingWhole (file: string, bytes: Buffer): Generator<void, void> {
  yield * writingBeside(file, bytes)
  putInPlace(file)
}

/** Throws Unusable where the folder of a file was taken away from under the server. `still` is what can be done all the same. */
export function refuseWithoutFolder (file: string, still = ''): void {
  const folder = dirname(file)
  if (existsSync(folder)) return
  throw new Unusable(`The data folder ${folder} is not there any more, so nothing that is written would last.`, undefined,
    `${still}Put it back as it was, or start the server again, which makes a new one.`)
}

/** Throws Unusable for what is there and no file of a disk: a pipe holds up the whole server once it is opened. */
function refuseNoFile (file: string, ...advice: [atStart?: string, now?: string]): void {
  try {
    refuseOthers(file)
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw new Unusable(`${file} cannot be used: ${whyNot(error)}.`, ...advice)
  }
}

/** Throws Unusable where the file of a sandbox is none, or its folder was taken away. */
export function refuseUnfit (file: string): void {
  refuseWithoutFolder(file)
  refuseNoFile(file)
}

/** As `refuseNoFile`, of a file that the server makes by itself where there is none. */
export const refuseNoFileOfOurs = (file: string): void =>
  refuseNoFile(file, 'Remove it, or choose another folder with --data.', 'Remove it, then send the request again.')

/** Deletes files that may be there: all of them, or none where a folder has the place of one. Throws Unusable. */
export function deleteFiles (files: readonly string[]): void {
  refuseFolders(files)
  for (const file of files) rmSync(file, { force: true })
}

/** Throws Unusable where a folder has the place of one of the files, so that it cannot be deleted. */
export function refuseFolders (files: readonly string[]): void {
  const folder = files.find(file => lstatSync(file, { throwIfNoEntry: false })?.isDirectory())
  if (folder !== undefined) {
    throw new Unusable(`${folder} is a folder, and no file.`, undefined,
      'Nothing was deleted. Move it elsewhere or delete it yourself, then send the request again.')
  }
}

/** Where what is to come into a file's place is until then. */
export const besideOf = (file: string): string => `${file}.next`

/** Writes all bytes beside a file, in steps, or leaves none there. */
export function * writingBeside (file: string, bytes: Buffer): Generator<void, void> {
  refuseWithoutFolder(file)
  refuseNoFileOfOurs(besideOf(file))
  const descriptor = openSync(besideOf(file), 'w')
  let isWhole = false
  try {
    for (const part of partsOf(bytes)) {
      for (let written = 0; written < part.length;) written += writeSync(descriptor, part, written)
      // To have all of a large file brought to the disk at its end would take as long as to write it.
      fdatasyncSync(descriptor)
      yield
    }
    fsyncSync(descriptor)
    isWhole = true
  } finally {
    closeSync(descriptor)
    if (!isWhole) rmSync(besideOf(file), { force: true })
  }
}

export function putInPlace (file: string): void {
  // What was written ahead for the old file is not for the new one.
  for (const companion of [`${file}-wal`, `${file}-shm`]) rmSync(companion, { force: true })
  renameSync(besideOf(file), file)
}

/** What any request writes has its place in so many bytes. */
const enough = 32 * 1024 * 1024

/** Whether the disk of a file has room for what a request writes. */
export function hasRoom (file: string): boolean {
  const { bavail, bsize } = statfsSync(dirname(file))
  return bavail * bsize >= enough
}
