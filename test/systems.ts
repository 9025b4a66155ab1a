import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a test may ask for that not every system has. */
export type Needed = 'signals' | 'links' | 'modes' | '/proc' | 'tmpfs'

const isWindows = process.platform === 'win32'

const needs: Readonly<Record<Needed, readonly [isThere: () => boolean, otherwise: string]>> = {
  signals: [() => !isWindows, 'Windows ends a program that is sent a signal, and no program can do anything before'],
  links: [canLink, 'nobody may make links here, as on Windows without the right to'],
  modes: [() => !isWindows, 'Windows has no rights of a file to change, and starts no program by its first line'],
  '/proc': [() => existsSync('/proc/self'), 'there is no /proc, as on any system but Linux'],
  tmpfs: [() => process.platform === 'linux' && process.geteuid?.() === 0, 'only root on Linux can make a disk that is small']
}

/** What tap is to be told as `skip`: false where it is there, and otherwise why the test is passed over. */
export function onlyWith (needed: Needed): false | string {
  const [isThere, otherwise] = needs[needed]
  return !isThere() && otherwise
}

function canLink (): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'link-'))
  try {
    symlinkSync(folder, join(folder, 'link'))
    return true
  } catch {
    return false
  } finally {
    rmSync(folder, { recursive: true })
  }
}
