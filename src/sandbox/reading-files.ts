import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { refuseOthers, tooLong } from '../core/read-bounded.ts'
import { partsOf } from './parts.ts'

/** A whole file, in steps. Throws BadInput for what is no file of a disk, or has more bytes. */
export function * readingFile (file: string, most: number): Generator<void, Buffer> {
  refuseOthers(file)
  const descriptor = openSync(file, 'r')
  try {
    if (fstatSync(descriptor).size > most) throw tooLong(most)
    return yield * readingAll(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** All bytes behind a descriptor, in steps. */
export function * readingAll (descriptor: number): Generator<void, Buffer> {
  const bytes = Buffer.allocUnsafeSlow(fstatSync(descriptor).size)
  let at = 0
  for (const part of partsOf(bytes)) {
    for (let read = 0; read < part.length;) {
      const found = readSync(descriptor, part, read, part.length - read, at + read)
      if (found === 0) return bytes.subarray(0, at + read)
      read += found
    }
    at += part.length
    yield
  }
  return bytes
}

/** The first bytes of a file. Throws BadInput for what is no file of a disk. */
export function startOf (file: string, most: number): Buffer {
  refuseOthers(file)
  const descriptor = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(most)
    return bytes.subarray(0, readSync(descriptor, bytes, 0, most, 0))
  } finally {
    closeSync(descriptor)
  }
}
