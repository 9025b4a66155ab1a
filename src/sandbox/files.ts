import { closeSync, fsyncSync, openSync, renameSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** Whether a file is there that is not empty. One of no bytes is what a first start leaves behind when the disk is full. */
export const hasContents = (path: string): boolean => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0

/** Puts bytes in a file's place so that either the old ones or the new ones are there, whatever happens meanwhile. */
export function writeWhole (file: string, bytes: Buffer): void {
  writeBeside(file, bytes)
  putInPlace(file)
}

/** Writes all bytes beside a file, or leaves none there. */
export function writeBeside (file: string, bytes: Buffer): void {
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

export function putInPlace (file: string): void {
  // What was written ahead for the old file is not for the new one.
  for (const companion of [`${file}-wal`, `${file}-shm`]) rmSync(companion, { force: true })
  renameSync(`${file}.next`, file)
}

/** What any request writes has its place in so many bytes. */
const enough = 32 * 1024 * 1024

/** Whether the disk of a file has room for what a request writes. */
export function hasRoom (file: string): boolean {
  const { bavail, bsize } = statfsSync(dirname(file))
  return bavail * bsize >= enough
}
