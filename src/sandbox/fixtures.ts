import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Type, type TSchema } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { Temporal } from 'temporal-polyfill'
import { BadInput } from '../core/errors.ts'
import { inNewZealand, zone } from '../core/civil-date.ts'
import { faultsOf } from '../core/schema.ts'
import { shipped } from '../core/shipped.ts'
import { both, either } from '../core/words.ts'
import type { Database } from './database.ts'

/** A named starting state for a sandbox: a folder with `fixture.json` and a JSON array for each kind of record. */
export interface Fixture {
  readonly name: string
  readonly about: string
  /** Folders to load, the one that is extended first. */
  readonly folders: readonly string[]
}

/** One kind of record: the file that holds it, the shape of each, and how one is stored. */
export interface FixtureFile<Row = any> {
  readonly file: string
  readonly row: TSchema
  insert (db: Database, row: Row): void
}

const fixtures = shipped('fixtures')

const Manifest = Type.Object({ about: Type.String(), extends: Type.Optional(Type.String()) }, { additionalProperties: false })

/** `name` is a shipped fixture or the path of a folder. Throws BadInput. */
export function findFixture (name: string, extendedBy: readonly string[] = []): Fixture {
  const folder = /^[\w-]+$/.test(name) ? join(fixtures, name) : resolve(name)
  const manifestFile = join(folder, 'fixture.json')
  if (!existsSync(manifestFile)) {
    throw new BadInput(`Fixture "${name}" does not exist: there is no ${manifestFile}. Shipped are ${both(shippedFixtures())}.`)
  }
  if (extendedBy.includes(folder)) throw new BadInput(`${manifestFile}: the fixture must not extend itself`)
  const manifest = readJson(manifestFile)
  if (!Value.Check(Manifest, manifest)) {
    const fault = faultsOf(Manifest, manifest)[0]!
    throw new BadInput(`${manifestFile}: ${fault.pointer}: ${fault.message}`)
  }
  const base = manifest.extends === undefined ? [] : findFixture(manifest.extends, [...extendedBy, folder]).folders
  return { name, about: manifest.about, folders: [...base, folder] }
}

const shippedFixtures = (): string[] =>
  readdirSync(fixtures).filter(name => existsSync(join(fixtures, name, 'fixture.json')))

/** Checks each record and stores it. Throws BadInput with file, path and value; the caller rolls back. */
export function loadFixture (db: Database, fixture: Fixture, files: readonly FixtureFile[], now: number): void {
  for (const folder of fixture.folders) refuseUnknownFiles(folder, files)
  for (const kind of files) {
    for (const folder of fixture.folders) {
      const path = join(folder, kind.file)
      if (existsSync(path)) loadFile(db, path, kind, now)
    }
  }
}

function loadFile (db: Database, path: string, kind: FixtureFile, now: number): void {
  const rows = readJson(path)
  if (!Array.isArray(rows)) throw new BadInput(`${path}: must be an array of records, but is ${say(rows)}`)
  rows.forEach((written, index) => {
    const row = withDates(written, now)
    if (!Value.Check(kind.row, row)) {
      const fault = faultsOf(kind.row, row)[0]!
      throw new BadInput(`${path}: /${index}${fault.pointer}: ${fault.message}`)
    }
    try {
      kind.insert(db, row)
    } catch (error) {
      throw new BadInput(`${path}: /${index}: ${(error as Error).message}, in ${say(row)}`)
    }
  })
}

function refuseUnknownFiles (folder: string, files: readonly FixtureFile[]): void {
  const known = ['fixture.json', ...files.map(kind => kind.file)]
  const unknown = readdirSync(folder).find(name => name.endsWith('.json') && !known.includes(name))
  if (unknown) throw new BadInput(`${join(folder, unknown)}: not a file of a fixture. Use ${either(known)}.`)
}

function readJson (path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new BadInput(`${path}: ${(error as Error).message.replaceAll('\n', ' ')}`)
  }
}

const say = (value: unknown): string => {
  const text = JSON.stringify(value)
  return text.length > 120 ? `${text.slice(0, 120)}…` : text
}

const relative = /^(today|now)((?:[+-]\d+[hdwmy])*)$/
const units = { h: 'hours', d: 'days', w: 'weeks', m: 'months', y: 'years' } as const

/** A copy in which `today-90d`, `today-3m` and `now+24h` are the days and instants that they mean. */
export function withDates (value: unknown, now: number): unknown {
  if (typeof value === 'string') return relative.test(value) ? resolveDate(value, now) : value
  if (Array.isArray(value)) return value.map(item => withDates(item, now))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withDates(member, now)]))
}

// A fixture names few days many times, and its calendar is most of the time that it takes to load.
let resolved = { now: NaN, dates: new Map<string, string>() }

function resolveDate (text: string, now: number): string {
  if (resolved.now !== now) resolved = { now, dates: new Map() }
  let date = resolved.dates.get(text)
  if (date === undefined) resolved.dates.set(text, date = workOut(text, now))
  return date
}

function workOut (text: string, now: number): string {
  const [, base, steps] = relative.exec(text)!
  let moment = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone)
  for (const [, sign, count, unit] of steps!.matchAll(/([+-])(\d+)([hdwmy])/g)) {
    moment = moment[sign === '-' ? 'subtract' : 'add']({ [units[unit as keyof typeof units]]: Number(count) })
  }
  return base === 'today' ? moment.toPlainDate().toString() : inNewZealand(moment.epochMilliseconds)
}
