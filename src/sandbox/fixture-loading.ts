import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Value } from '@sinclair/typebox/value'
import { BadInput } from '../core/errors.ts'
import { faultsOf } from '../core/schema.ts'
import { either, plural } from '../core/words.ts'
import type { Database } from './database.ts'
import { datesAt } from './fixture-dates.ts'
import { insertOrSay } from './fixture-faults.ts'
import { readingRecords, recordsOf } from './fixture-records.ts'
import { isOurs, jsonFilesIn, readJson, type Fixture, type FixtureFile } from './fixtures.ts'

interface Fault { readonly path: string, readonly text: string }

/** What is wrong with records: with one by itself, or with what it names or repeats. */
interface Faults {
  readonly ofShape: Fault[]
  readonly ofStoring: Fault[]
}

/** So many are mended before anybody reads on. */
const mostTold = 10

/**
 * Checks each record and stores it, by steps; says whether any counts from the moment `now`. Throws BadInput with file, path and value of
 * each that is wrong; the caller rolls back.
 */
export function * loadingFixture (
  db: Database, fixture: Fixture, files: readonly FixtureFile[], now: number
): Generator<void, { usesNow: boolean }> {
  const dates = datesAt(now)
  const faults: Faults = { ofShape: [], ofStoring: [] }
  for (const folder of fixture.folders) refuseUnknownFiles(folder, files)
  for (const kind of files) {
    for (const folder of fixture.folders) {
      const path = join(folder, kind.file)
      if (!existsSync(path)) continue
      if (isOurs(folder)) for (const written of readJson(path) as unknown[]) kind.insert(db, dates.resolve(written))
      else yield * loadingRecords(db, { path, kind }, dates.resolve, faults)
      yield
    }
  }
  refuse(faults)
  return { usesNow: dates.usesNow() }
}

/** What is not stored for its shape is missing for others, so those are told of only where every shape is right. Throws BadInput. */
function refuse ({ ofShape, ofStoring }: Faults): void {
  const told = ofShape.length > 0 ? ofShape : ofStoring
  if (told.length === 0) return
  const more = told.length > mostTold ? [`And ${plural(told.length - mostTold, 'more fault')}.`] : []
  const texts = told.slice(0, mostTold).map(({ path, text }, n) => told[n - 1]?.path === path ? text : `${path}: ${text}`)
  throw new BadInput([...texts, ...more].join(' '))
}

interface File { readonly path: string, readonly kind: FixtureFile }

function * loadingRecords (
  db: Database, { path, kind }: File, withDates: (value: unknown) => unknown, faults: Faults
): Generator<void> {
  let index = -1
  for (const written of recordsOf(yield * readingRecords(path), path)) {
    index++
    const fault = (text: string, pointer = '') => ({ path, text: `/${index}${pointer}: ${/[.!?…]$/.test(text) ? text : `${text}.`}` })
    try {
      const row = described(withDates(written), kind, path)
      if (!Value.Check(kind.row, row)) {
        faults.ofShape.push(...faultsOf(kind.row, row).map(({ pointer, message }) => fault(withRelative(message), pointer)))
      } else if (faults.ofShape.length === 0) {
        const said = insertOrSay(db, () => kind.insert(db, row), row as object)
        if (said !== undefined) faults.ofStoring.push(fault(said))
      }
    } catch (error) {
      faults.ofShape.push(fault((error as Error).message))
    }
    yield
  }
}

const withRelative = (message: string): string =>
  /ISO 8601|is not a date/.test(message) ? `${message.replace(/\.$/, '')}; in a fixture also as "today-90d" or "now+24h", by h, d, w, m or y` : message

/** What a record is for is for people to say; who writes one for a test need not. */
function described (row: unknown, { row: { properties } }: FixtureFile, path: string): unknown {
  if (properties?.about === undefined || typeof row !== 'object' || row === null || Array.isArray(row) || 'about' in row) return row
  return { ...row, about: `Of ${basename(path)}` }
}

function refuseUnknownFiles (folder: string, files: readonly FixtureFile[]): void {
  const known = ['fixture.json', ...files.map(kind => kind.file)]
  const unknown = jsonFilesIn(folder).find(path => !known.includes(basename(path)))
  if (unknown !== undefined) throw new BadInput(`${unknown}: not a file of a fixture. Use ${either(known)}.`)
}
