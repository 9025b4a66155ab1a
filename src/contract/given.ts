import { BadInput } from '../core/errors.ts'
import { nextTurn } from '../core/in-turns.ts'
import type { Service } from '../http/service.ts'
import { prepare, type Prepared } from './adopt.ts'
import type { Origin } from './origin.ts'
import { documentOfModules, isModuleHelp } from './module-help.ts'

/** What somebody gives to be adopted: a document as it is, one with an overlay, or what a tenant says of its modules. Throws BadInput. */
export async function preparedOf (given: unknown, services: readonly Service[], from: Origin = { was: 'sent' }): Promise<Prepared> {
  if (!Buffer.isBuffer(given) || given.length === 0) throw new BadInput('Send an OpenAPI document, as JSON or YAML')
  await nextTurn()
  const read = readJson(given)
  if (read === undefined) return prepare(given, services, { from })
  await nextTurn()
  const { document, overlay } = read as { document?: unknown, overlay?: unknown }
  if (isModuleHelp(read)) return prepare(JSON.stringify(documentOfModules(read)), services, { from })
  if (document === undefined) return prepare(given, services, { from })
  return prepare(textOf(document), services, { from, overlay: overlay === undefined ? undefined : textOf(overlay) })
}

const textOf = (value: unknown): string => typeof value === 'string' ? value : JSON.stringify(value)

/** Undefined where it is no object or list in JSON: YAML then. */
function readJson (bytes: Buffer): object | undefined {
  try {
    const value = JSON.parse(bytes.toString()) as unknown
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
