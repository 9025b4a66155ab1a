import { documented } from '../app.ts'
import { BadInput } from '../core/errors.ts'
import { documentOf } from '../http/openapi.ts'

/** Prints the OpenAPI document of a service. */
export async function printOpenApi (name: string | undefined): Promise<void> {
  const service = documented().find(service => service.name === name)
  if (!service) {
    throw new BadInput(`${name === undefined ? 'No service given' : `There is no service "${name}"`}. ` +
      `Use one of ${documented().map(it => it.name).join(', ')}.`)
  }
  process.stdout.write(`${JSON.stringify(await documentOf(service), null, 2)}\n`)
}
