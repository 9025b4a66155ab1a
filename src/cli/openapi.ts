import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { documented } from '../app.ts'
import { BadInput } from '../core/errors.ts'
import { documentOf } from '../http/openapi.ts'
import type { Service } from '../http/service.ts'

/** Prints the OpenAPI document of a service. */
export function printOpenApi (name: string | undefined): void {
  const service = documented().find(service => service.name === name)
  if (!service) {
    throw new BadInput(`${name === undefined ? 'No service given' : `There is no service "${name}"`}. ` +
      `Use one of ${documented().map(it => it.name).join(', ')}.`)
  }
  process.stdout.write(textOf(service))
}

/** Writes the documents of all services into a folder: `openapi/esl.json`. Throws BadInput. */
export function writeOpenApi (folder: string): void {
  const texts = documented().map(service => [service.name, textOf(service)] as const)
  try {
    mkdirSync(folder, { recursive: true })
    for (const [name, text] of texts) writeFileSync(join(folder, `${name}.json`), text)
  } catch (error) {
    throw new BadInput(`Cannot write into the folder "${folder}": ${(error as Error).message}`)
  }
}

const textOf = (service: Service): string => `${JSON.stringify(documentOf(service), null, 2)}\n`
