import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'

const page = 4096

/** A disk that is soon full, or why there is none. */
export function smallDisk (t: Test): string | undefined {
  // Not in the folder of the test, which is emptied while it is still there.
  const disk = mkdtempSync(join(tmpdir(), 'small-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk], { stdio: 'ignore' })
  } catch {
    rmdirSync(disk)
    t.pass('skipped: only root on Linux can make a disk that is small', { skip: 'no right to mount' })
    return undefined
  }
  t.teardown(() => {
    execFileSync('umount', ['-l', disk])
    rmdirSync(disk)
  })
  return disk
}

/** Leaves no room on it, or so many bytes. */
export function fillUp (disk: string, except = 0): void {
  const room = join(disk, 'room')
  writeFileSync(room, Buffer.alloc(except))
  const descriptor = openSync(join(disk, 'fill'), 'a')
  try {
    for (;;) writeSync(descriptor, Buffer.alloc(page))
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOSPC') throw error
  } finally {
    closeSync(descriptor)
    rmSync(room)
  }
}

export function makeRoom (disk: string): void {
  rmSync(join(disk, 'fill'))
}

/** Has a disk take nothing any more; answers what ends that. */
export function makeReadOnly (t: Test, disk: string): () => void {
  execFileSync('mount', ['--bind', disk, disk])
  let isReadOnly = true
  const release = () => {
    if (isReadOnly) execFileSync('umount', ['-l', disk])
    isReadOnly = false
  }
  t.teardown(release)
  execFileSync('mount', ['-o', 'remount,bind,ro', disk])
  t.throws(() => writeFileSync(join(disk, 'new'), ''), { code: 'EROFS' })
  return release
}
