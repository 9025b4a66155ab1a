import { BadInput } from './errors.ts'
import { readBounded } from './read-bounded.ts'
import { whyNot } from './why-not.ts'

/** How a message speaks of a file that somebody names, and how many bytes it may have. */
export interface Given {
  readonly called?: string
  readonly most: number
  readonly remedy?: string
  /** Not where nobody names the file itself: a pipe that lies about is nobody's. */
  readonly mayBePipe?: boolean
}

/** What a certificate, options or a demo come to, many times over. */
export const mostOfText = 1024 * 1024

/** Reads a file that somebody names, or a descriptor, as that of the standard input. Throws BadInput of one line. */
export function readGiven (
  file: string, { called = 'The file', most, remedy = 'Name one that is there.', mayBePipe = true }: Given, from: string | number = file
): Buffer {
  try {
    return readBounded(from, { most, mayBePipe })
  } catch (error) {
    throw new BadInput(`${called} "${file}" cannot be read: ${whyNot(error)}. ${remedy}`)
  }
}
