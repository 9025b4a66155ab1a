import { readFileSync, writeFileSync } from 'node:fs'
import { BadInput } from '../core/errors.ts'
import { pathOf } from '../core/path-of.ts'
import { whyNot } from '../core/why-not.ts'

/** The files that somebody names on the command line. */

/** Throws BadInput. */
export function readFrom (file: string): Uint8Array {
  try {
    return readFileSync(pathOf(file))
  } catch (error) {
    throw new BadInput(`The file "${file}" cannot be read: ${whyNot(error)}. Name one that is there.`)
  }
}

/** Throws BadInput. */
export function writeTo (file: string, contents: string | Uint8Array, remedy = 'Name one in a folder that is there.'): void {
  try {
    writeFileSync(pathOf(file), contents)
  } catch (error) {
    throw new BadInput(`The file "${file}" cannot be written: ${whyNot(error)}. ${remedy}`)
  }
}
