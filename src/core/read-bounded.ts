import { closeSync, fstatSync, openSync, readSync, statSync, type Stats } from 'node:fs'
import { BadInput } from './errors.ts'

/** How much of a file is read at most, and whether it may be a pipe, as of `<(…)` in a shell. */
export interface Bounds {
  readonly most: number
  readonly mayBePipe?: boolean
}

/** What is read at once of that of which nobody knows how long it is. */
const part = 64 * 1024

/**
 * Reads a file of a disk, or what stands behind a descriptor; a device or a pipe may never come to an end, and holds up whoever opens it.
 * Throws BadInput, to stand after the file's name and a colon, or as Node.js does.
 */
export function readBounded (file: string | number, { most, mayBePipe = false }: Bounds): Buffer {
  if (typeof file === 'number') return readOpen(file, most)
  refuseOthers(file, mayBePipe)
  const descriptor = openSync(file, 'r')
  try {
    return readOpen(descriptor, most)
  } finally {
    closeSync(descriptor)
  }
}

/** Throws BadInput for what is no file of a disk, as above. */
export function refuseOthers (file: string, mayBePipe = false): void {
  const found = statSync(file)
  if (!found.isFile() && !(mayBePipe && found.isFIFO())) throw new BadInput(`it is ${nameOf(found)}, and no file`)
}

function readOpen (descriptor: number, most: number): Buffer {
  const { size } = fstatSync(descriptor)
  if (size > most) throw tooLong(most)
  const parts: Buffer[] = []
  for (let total = 0; ;) {
    const bytes = Buffer.allocUnsafe(Math.max(part, size + 1 - total))
    const read = readSync(descriptor, bytes)
    if (read === 0) return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
    if ((total += read) > most) throw tooLong(most)
    parts.push(bytes.subarray(0, read))
  }
}

/** Of a file that has more bytes than are read. */
export const tooLong = (most: number): BadInput =>
  new BadInput(`it has more than ${Math.floor(most / 1024 / 1024)} MiB, and no more is read`)

const nameOf = (it: Stats): string => it.isDirectory() ? 'a folder' : it.isFIFO() ? 'a pipe' : it.isSocket() ? 'a socket' : 'a device'
