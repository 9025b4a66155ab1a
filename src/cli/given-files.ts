import { writeFileSync } from 'node:fs'
import { BadInput } from '../core/errors.ts'
import { readGiven } from '../core/given-file.ts'
import { pathOf } from '../core/path-of.ts'
import { whyNot } from '../core/why-not.ts'
import { mostStateFileBytes } from '../sandbox/states.ts'

/** The files that somebody names on the command line. */

/** Nothing that is given is larger than a state. Throws BadInput. */
export const readFrom = (file: string): Buffer => readGiven(file, { most: mostStateFileBytes }, pathOf(file))

/** Throws BadInput. */
export function writeTo (file: string, contents: string | Uint8Array, remedy = 'Name one in a folder that is there.'): void {
  try {
    writeFileSync(pathOf(file), contents)
  } catch (error) {
    throw new BadInput(`The file "${file}" cannot be written: ${whyNot(error)}. ${remedy}`)
  }
}
