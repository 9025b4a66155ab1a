import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildApp, documented } from '../app.ts'
import { readMoment } from '../core/clock.ts'
import { BadInput } from '../core/errors.ts'
import { makeFolder } from '../core/make-folder.ts'
import { whyNot } from '../core/why-not.ts'
import { documentIn } from '../documents.ts'
import { usualServer } from '../http/openapi.ts'
import type { Service } from '../http/service.ts'
import { findFixture } from '../sandbox/fixtures.ts'
import { openSandboxes } from '../sandbox/sandboxes.ts'
import { contents } from '../services.ts'
import { serviceNamed } from './service-named.ts'

/** The day of the examples, so that files stay as they are from one day to the next. A served document has those of its sandbox's day. */
const at = readMoment('2026-03-02T09:00')

/** Prints the OpenAPI document of a service. Throws BadInput for one that there is not. */
export async function printOpenApi (name: string | undefined): Promise<void> {
  process.stdout.write(await textOf(serviceNamed(name)))
}

/** Writes the documents of all services into a folder: `openapi/esl.json`. Throws BadInput. */
export async function writeOpenApi (folder: string): Promise<void> {
  const texts = await Promise.all(documented().map(async service => [service.name, await textOf(service)] as const))
  try {
    makeFolder(folder)
    for (const [name, text] of texts) writeFileSync(join(folder, `${name}.json`), text)
  } catch (error) {
    throw new BadInput(`Cannot write into the folder "${folder}": ${whyNot(error)}. Name another with --out.`)
  }
}

async function textOf (service: Service): Promise<string> {
  const sandboxes = openSandboxes({ fixture: findFixture('demo'), clock: { mode: 'frozen', at } }, contents)
  try {
    return `${JSON.stringify(await documentIn(service, sandboxes.default, usualServer, buildApp), null, 2)}\n`
  } finally {
    sandboxes.close()
  }
}
