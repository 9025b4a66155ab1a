import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { BadInput } from '../core/errors.ts'
import { readGiven, type Given } from '../core/given-file.ts'
import { textOf } from '../core/utf8.ts'
import { whyNot } from '../core/why-not.ts'
import type { Service } from '../http/service.ts'
import type { Adopted } from '../sandbox/contracts.ts'
import { mostBytes } from './survey.ts'

/** What a person decided stands beside a document, under its name: `tec.yaml` and `tec.overlay.json`. */
const overlayOf = (file: string): string => join(dirname(file), `${basename(file, extname(file))}.overlay.json`)

const isDocument = (file: string): boolean => /\.(?:json|ya?ml)$/i.test(file) && !/\.overlay\.json$/i.test(file)

/** The documents in `contracts` beside a data folder. */
function besideData (data: string | undefined): string[] {
  const folder = data === undefined ? undefined : join(dirname(data), 'contracts')
  return folder !== undefined && existsSync(folder) ? namesIn(folder).filter(isDocument).sort().map(file => join(folder, file)) : []
}

function namesIn (folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    throw new BadInput(`The folder ${folder}, whose contracts a start goes by, cannot be read: ${whyNot(error)}. Move or rename it.`)
  }
}

/** The files that a start names, and those beside its data; those that are named come first, one for each service. Throws BadInput. */
export async function contractsOf (
  { contract, data }: { contract: readonly string[], data: string | undefined }, services: readonly Service[]
): Promise<Adopted[]> {
  const found = besideData(data)
  const files = [...contract, ...found]
  if (files.length === 0) return []
  const { preparedOf } = await import('./given.ts')
  const adopted: Adopted[] = []
  for (const [at, file] of files.entries()) {
    const prepared = await preparedOf(withOverlay(file, at < contract.length ? named : lyingThere), services, file)
    if (!adopted.some(({ service }) => service === prepared.adopted.service)) adopted.push(prepared.adopted)
  }
  return adopted
}

/** A document, with what was decided of it if that stands beside it. Throws BadInput. */
export function withOverlay (file: string, how: Reading = named): Buffer {
  const document = read(file, how)
  const overlay = overlayOf(file)
  if (!existsSync(overlay)) return document
  return Buffer.from(JSON.stringify({ document: text(document, file), overlay: text(read(overlay, how), overlay) }))
}

function text (bytes: Buffer, file: string): string {
  try {
    return textOf(bytes)
  } catch (error) {
    throw new BadInput(`The contract "${file}" ${(error as Error).message}.`)
  }
}

type Reading = Pick<Given, 'remedy' | 'mayBePipe'>

const named: Reading = { remedy: 'Name one that is there with --contract.' }

const lyingThere: Reading = {
  remedy: 'A start goes by all contracts of that folder. Put the document in its place, or take it out of the folder.', mayBePipe: false
}

const read = (file: string, how: Reading): Buffer => readGiven(file, { called: 'The contract', most: mostBytes, ...how })
