import { isAbsolute, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { dayAt } from '../core/civil-date.ts'
import { createClock } from '../core/clock.ts'
import { BadInput } from '../core/errors.ts'
import { makeFolder } from '../core/make-folder.ts'
import { pathOf } from '../core/path-of.ts'
import { quoted } from '../core/words.ts'
import { whyNot } from '../core/why-not.ts'
import { fixtureSchemas } from '../pages/fixture-schemas.ts'
import { findFixture } from '../sandbox/fixtures.ts'
import { imageOf } from '../sandbox/images.ts'
import { contents } from '../services.ts'
import { writeTo } from './given-files.ts'

/** Loads a fixture as a start would, and says that it can be. Throws BadInput with all that is wrong. */
export function checkFixture (name: string | undefined): void {
  if (name === undefined) throw new BadInput('No fixture given. Name its folder: tms-sandbox check-fixture my-fixture')
  const fixture = findFixture(pathOf(name))
  const now = createClock({ mode: 'real' }).now()
  imageOf(fixture, contents, now, dayAt(now))
  console.log(`${fixture.name}: every record can be loaded`)
}

/** Writes a JSON Schema for each file of a fixture, and prints how VS Code takes them for the fixtures of a folder. Throws BadInput. */
export function writeFixtureSchemas (name: string | undefined, named: string): void {
  const folder = pathOf(named)
  try {
    makeFolder(folder)
  } catch (error) {
    throw new BadInput(`The folder ${quoted(named)} cannot be made: ${whyNot(error)}. Name another with --schemas.`)
  }
  const schemas = fixtureSchemas(contents.fixtureFiles)
  for (const [file, text] of Object.entries(schemas)) writeTo(join(folder, schemaOf(file)), text)
  const of = (name ?? '*').replaceAll('\\', '/').replace(/\/+$/, '')
  const settings = Object.keys(schemas).map(file => ({ fileMatch: [`${of}/${file}`], url: urlOf(join(folder, schemaOf(file))) }))
  console.log(JSON.stringify({ 'json.schemas': settings }, null, 2))
}

const schemaOf = (file: string): string => file.replace(/\.json$/, '.schema.json')

/** As the settings of a project have it: from its folder, where it lies below that. */
const urlOf = (path: string): string => isAbsolute(path) ? pathToFileURL(path).href : `./${path.replaceAll('\\', '/')}`
