import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { BadInput } from '../core/errors.ts'
import { readGiven } from '../core/given-file.ts'
import { textOf } from '../core/utf8.ts'
import type { Service } from '../http/service.ts'
import type { Adopted } from '../sandbox/contracts.ts'
import { mostBytes } from './survey.ts'

/** What a person decided stands beside a document, under its name: `tec.yaml` and `tec.overlay.json`. */
const overlayOf = (file: string): string => join(dirname(file), `${basename(file, extname(file))}.overlay.json`)

const isDocument = (file: string): boolean => /\.(?:json|ya?ml)$/i.test(file) && !/\.overlay\.json$/i.test(file)

/** The documents in `contracts` beside a data folder. */
function besideData (data: string | undefined): string[] {
  const folder = data === undefined ? undefined : join(dirname(data), 'contracts')
  return folder !== undefined && existsSync(folder) ? readdirSync(folder).filter(isDocument).sort().map(file => join(folder, file)) : []
}

/** The files that a start names, and those beside its data; those that are named come first, one for each service. Throws BadInput. */
export async function contractsOf (
  { contract, data }: { contract: readonly string[], data: string | undefined }, services: readonly Service[]
): Promise<Adopted[]> {
  const files = [...contract, ...besideData(data)]
  if (files.length === 0) return []
  const { preparedOf } = await import('./given.ts')
  const adopted: Adopted[] = []
  for (const file of files) {
    const prepared = await preparedOf(withOverlay(file), services, file)
    if (!adopted.some(({ service }) => service === prepared.adopted.service)) adopted.push(prepared.adopted)
  }
  return adopted
}

/** A document, with what was decided of it if that stands beside it. Throws BadInput. */
export function withOverlay (file: string): Buffer {
  const document = read(file)
  const overlay = overlayOf(file)
  if (!existsSync(overlay)) return document
  return Buffer.from(JSON.stringify({ document: text(document, file), overlay: text(read(overlay), overlay) }))
}

function text (bytes: Buffer, file: string): string {
  try {
    return textOf(bytes)
  } catch (error) {
    throw new BadInput(`The contract "${file}" ${(error as Error).message}.`)
  }
}

const read = (file: string): Buffer =>
  readGiven(file, { called: 'The contract', most: mostBytes, remedy: 'Name one that is there with --contract.' })
