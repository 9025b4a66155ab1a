import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** With its parents. Node's own way of making those never ends where none can be made, as below /proc. */
export function makeFolder (path: string): void {
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
