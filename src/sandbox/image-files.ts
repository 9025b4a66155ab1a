import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CivilDate } from '../core/civil-date.ts'
import { isShipped, type Fixture } from './fixtures.ts'

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

/** Of how long the image is, and of when the files of its fixture were written, as somebody may work on those. */
function digestOf ({ folders }: Fixture, { length }: Buffer): Buffer {
  const files = folders.flatMap(folder => readdirSync(folder).map(file => join(folder, file)))
  const written = files.map(file => `${file} ${statSync(file).mtimeMs}`)
  return createHash('sha256').update([length, ...written].join('\n')).digest()
}

/** The newest first. */
const imagesByAge = (): string[] => readdirSync(dirname(program))
  .filter(name => name.startsWith(`${basename(program)}.`) && name.endsWith('.image'))
  .map(name => ({ path: join(dirname(program), name), at: statSync(join(dirname(program), name)).mtimeMs }))
  .sort((a, b) => b.at - a.at)
  .map(({ path }) => path)
