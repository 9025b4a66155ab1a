import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { Type, type TSchema } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { LRUCache } from 'lru-cache'
import { BadInput } from '../core/errors.ts'
import { finish } from '../core/in-turns.ts'
import { placeInJson } from '../core/json-place.ts'
import { didYouMean } from '../core/meant.ts'
import { outOfJson } from '../core/out-of-json.ts'
import { repeatedMembers } from '../core/repeated-members.ts'
import { faultsOf } from '../core/schema.ts'
import { shipped } from '../core/shipped.ts'
import { textOf } from '../core/utf8.ts'
import { both } from '../core/words.ts'
import type { Database } from './database.ts'
import { partsOf } from './parts.ts'
import { readingFile } from './reading-files.ts'

/** A named starting state for a sandbox: a folder with `fixture.json` and a JSON array for each kind of record. */
export interface Fixture {
  /** That of a shipped one, or the path of its folder. */
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

/** What `fixture.json` says. */
export const FixtureManifest = Type.Object({
  about: Type.String({ description: 'What the fixture is for' }),
  extends: Type.Optional(Type.String({ description: 'The fixture that it is over: demo, empty, or the path of a folder' }))
}, { additionalProperties: false })

export const isShipped = (name: string): boolean => /^[\w-]+$/.test(name) && existsSync(join(fixtures, name))

/** `name` is a shipped fixture or the path of a folder, from the folder that says it. Throws BadInput. */
export function findFixture (name: string, extendedBy: readonly string[] = []): Fixture {
  const folder = isShipped(name) ? join(fixtures, name) : resolve(extendedBy.length > 0 ? extendedBy.at(-1)! : '.', name)
  const manifestFile = join(folder, 'fixture.json')
  if (!existsSync(manifestFile)) {
    const names = shippedFixtures()
    const isFile = existsSync(folder) && statSync(folder).isFile()
    const why = isFile ? 'is a file. A fixture is a folder with fixture.json in it' : `does not exist: there is no ${manifestFile}`
    throw new BadInput(`Fixture "${name}" ${why}.${didYouMean(names, basename(name))} Shipped are ${both(names)}.`)
  }
  if (extendedBy.includes(folder)) throw new BadInput(`${manifestFile}: the fixture must not extend itself`)
  const manifest = readJson(manifestFile)
  if (!Value.Check(FixtureManifest, manifest)) throw new BadInput(`${manifestFile}: ${firstFault(manifest)}`)
  const base = manifest.extends === undefined ? [] : findFixture(manifest.extends, [...extendedBy, folder]).folders
  return { name: isShipped(name) ? name : realpathSync(folder), about: manifest.about, folders: [...base, folder] }
}

function firstFault (manifest: unknown): string {
  try {
    const { pointer, message } = faultsOf(FixtureManifest, manifest)[0]!
    return pointer === '' ? message : `${pointer}: ${message}`
  } catch {
    return 'must say what it is "about" and may say what it "extends", but is nested too deep for either'
  }
}

const shippedFixtures = (): string[] =>
  readdirSync(fixtures).filter(name => existsSync(join(fixtures, name, 'fixture.json')))

/** Shipped ones are not edited, and a test has looked at each of their records. */
export const isOurs = (folder: string): boolean => dirname(folder) === fixtures

/** What tells a fixture that somebody has edited from what it was before. */
export const stampOf = ({ folders }: Fixture): string => writtenAt(folders.filter(folder => !isOurs(folder)))

/** What is in the files of a fixture of somebody's own, so that one which is only copied or touched is the same; undefined for ours. */
export const digestOf = (fixture: Fixture): string | undefined => finish(digestingFixture(fixture))

/** The same in steps. */
export function * digestingFixture (fixture: Fixture): Generator<void, string | undefined> {
  const own = fixture.folders.filter(folder => !isOurs(folder))
  if (own.length === 0) return undefined
  const stamp = stampOf(fixture)
  const known = digests.get(stamp)
  if (known !== undefined) return known
  const hash = createHash('sha256')
  for (const file of own.flatMap(jsonFilesIn)) {
    hash.update(basename(file))
    for (const part of partsOf(yield * readingFile(file, Infinity))) {
      hash.update(part)
      yield
    }
  }
  const digest = hash.digest('hex')
  digests.set(stamp, digest)
  return digest
}

/** By their stamps: it is asked for whenever a sandbox wakes. */
const digests = new LRUCache<string, string>({ max: 16 })

/** When the files of folders were last changed, and how long they are: copies and archives keep the moment, not the length. */
export const writtenAt = (folders: readonly string[]): string => folders.flatMap(jsonFilesIn).map(file => {
  const { mtimeMs, size } = statSync(file)
  return `${file}:${mtimeMs}:${size}`
}).join(' ')

/** Of the files of a folder those that a fixture can have, by their paths. Throws BadInput for what is none, such as a link to nowhere. */
export const jsonFilesIn = (folder: string): string[] => readdirSync(folder).filter(it => it.endsWith('.json')).sort().map(name => {
  const path = join(folder, name)
  if (!existsSync(path)) throw new BadInput(`${path}: is a link that leads to no file. Put the file in its place, or remove it.`)
  if (!statSync(path).isFile()) throw new BadInput(`${path}: ${notOfADisk}`)
  return path
})

const notOfADisk = 'is not a file of a disk. Put a file with JSON in its place.'

/** Throws BadInput. */
export function readJson (path: string): unknown {
  let text = ''
  try {
    // A pipe or a device may never come to an end.
    if (!statSync(path).isFile()) throw new BadInput(notOfADisk)
    text = textOf(readFileSync(path))
    return valueIn(text, !isOurs(dirname(path)))
  } catch (error) {
    const { message } = error as Error
    const place = placeInJson(text, message)
    throw new BadInput(`${path}: ${message.replaceAll('\n', ' ')}${place && `, which is ${place}`}`)
  }
}

/** What a text in JSON says; somebody's own is looked through for what is written twice. Throws BadInput, or as JSON.parse does. */
export function valueIn (text: string, isOwn: boolean): unknown {
  const value = JSON.parse(text) as unknown
  const broken = outOfJson(text, value)
  if (broken) throw new BadInput(`${broken.pointer || '/'}: ${whatIs[broken.is]}`)
  if (isOwn) refuseRepeated(text)
  return value
}

const whatIs = {
  half: 'has half of a character, such as \\ud800. Write the whole of it.',
  beyond: 'the number is too large for readers of JSON, which go up to 1.7e308. Write a smaller one.'
} as const

/** A reader of JSON keeps the last of several members, and says nothing of the others. */
function refuseRepeated (text: string): void {
  const [first] = repeatedMembers(text)
  if (first === undefined) return
  const pointer = `/${first.replace(/\[(\d+)\]/g, '.$1').replace(/^\./, '').replaceAll('.', '/')}`
  throw new BadInput(`${pointer}: it is written more than once, and only the last would count. Write it once.`)
}

/** As much of a value as shows which it is. */
export function say (value: unknown): string {
  try {
    const text = JSON.stringify(value)
    return text.length > 120 ? `${text.slice(0, 120)}…` : text
  } catch {
    return 'something that is nested too deep to be shown'
  }
}
