import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CivilDate } from '../core/civil-date.ts'
import { isShipped, writtenAt, type Fixture } from './fixtures.ts'

/**
 * Images of shipped fixtures, kept beside the program from one start to the next, as what V8 compiled of it is: laying one out is a tenth
 * of a start. Where that folder cannot be written, nothing is kept.
 */

const program = fileURLToPath(import.meta.url)
/** Not while the program runs from its sources, which change under it. */
const isBuilt = /^program-\w+\.cjs$/.test(basename(program))

/** Days that are kept of all fixtures together. */
const mostKept = 8

const pathOf = ({ name }: Fixture, day: CivilDate): string => `${program}.${name}-${day}.image`

export function readImage (fixture: Fixture, day: CivilDate): Buffer | undefined {
  if (!isBuilt || !isShipped(fixture.name)) return undefined
  try {
    const kept = readFileSync(pathOf(fixture, day))
    const image = kept.subarray(digestBytes)
    return kept.subarray(0, digestBytes).equals(digestOf(fixture, image)) ? image : undefined
  } catch {
    return undefined
  }
}

export function keepImage (fixture: Fixture, day: CivilDate, image: Buffer): void {
  if (!isBuilt || !isShipped(fixture.name)) return
  const path = pathOf(fixture, day)
  try {
    writeFileSync(`${path}.${process.pid}`, Buffer.concat([digestOf(fixture, image), image]))
    renameSync(`${path}.${process.pid}`, path)
    for (const old of imagesByAge().slice(mostKept)) rmSync(old)
  } catch {
    // It will be laid out at the next start, too.
  }
}

const digestBytes = 32

/**
 * Of the image, as a disk that was full or a machine that went down may have left another, and of how the files of its fixture are, as
 * somebody may work on those.
 */
const digestOf = (fixture: Fixture, image: Buffer): Buffer => createHash('sha256').update(writtenAt(fixture.folders)).update(image).digest()

/** The newest first. */
const imagesByAge = (): string[] => readdirSync(dirname(program))
  .filter(name => name.startsWith(`${basename(program)}.`) && name.endsWith('.image'))
  .map(name => ({ path: join(dirname(program), name), at: statSync(join(dirname(program), name)).mtimeMs }))
  .sort((a, b) => b.at - a.at)
  .map(({ path }) => path)
