import { createHash } from 'node:crypto'
import { BadInput } from '../core/errors.ts'
import { finishInTurns, nextTurn } from '../core/in-turns.ts'
import type { Service } from '../http/service.ts'
import type { Adopted } from '../sandbox/contracts.ts'
import { compiledFrom } from './in-force.ts'
import { matchingContract, type ContractMatch } from './match.ts'
import { overlayOf, titled, type Origin } from './origin.ts'
import { ourDocument } from './our-documents.ts'
import { noOverlay, readOverlay } from './overlay.ts'
import { otherValuesIn } from './other-values.ts'
import { madeUpIn, questionsIn, refuseOpen } from './questions.ts'

/** A contract that is ready to be adopted, and what was made of it. */
export interface Prepared {
  readonly adopted: Adopted
  readonly match: ContractMatch
  /** Members of ours that it has nothing for, and our operations cannot do without. */
  readonly madeUp: readonly string[]
  /** Members whose values are called otherwise there, each with which is which. */
  readonly otherValues: readonly string[]
}

/**
 * Reads a document and finds out what it means, while others have their turn. Nothing goes by it yet. `from` is what the person calls it.
 * Throws BadInput.
 */
export async function prepare (
  bytes: Buffer | string, services: readonly Service[], { overlay, from = 'contract' }: { overlay?: string | undefined, from?: Origin } = {}
): Promise<Prepared> {
  // It is needed once, and loading it takes a while.
  const { readOfficial } = await import('./read.ts')
  const read = await readOfficial(bytes, from)
  const decided = overlay === undefined ? noOverlay : readOverlay(overlay, overlayOf(from))
  const match = await finishInTurns(matchingContract(read, services, decided))
  if (!match.operations.some(({ isUsed }) => isUsed)) {
    throw new BadInput(`${titled(from)} has no operation that is surely one of ${match.service}. Say which is which in an overlay.`)
  }
  const ours = ourDocument(services.find(({ name }) => name === match.service)!)
  refuseOpen(questionsIn(match, ours, decided), from)
  const hash = overlay === undefined ? read.hash : createHash('sha256').update(`${read.hash} ${overlay}`).digest('hex')
  await nextTurn()
  const compiled = compiledFrom(match)
  await nextTurn()
  const adopted = { service: match.service, hash, document: bytes.toString(), overlay: overlay ?? null, compiled }
  return { adopted, match, madeUp: madeUpIn(match, ours), otherValues: otherValuesIn(match) }
}
