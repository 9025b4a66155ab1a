import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BadInput } from '../../../core/errors.ts'
import { makeFolder } from '../../../core/make-folder.ts'
import { whyNot } from '../../../core/why-not.ts'
import type { Collection } from '../collections/collection.ts'
import { learners } from '../collections/learners/fields.ts'
import { batchesOf, mutantBatchesOf, type Batch } from './batches.ts'
import type { ReturnSpec } from './people.ts'

/** What stands in each body where the token of a submission has to come. */
export const tokenPlace = 'SUBMISSION_TOKEN'

/** As many records as the sandbox takes in one request, unless it is told otherwise. */
const batchSize = 500

/** Hears how many learners have been written. */
type ToldOf = (learners: number) => void

/**
 * Writes the bodies that upload a valid return into an empty folder: `learners-1.json` goes to `PUT /submissions/v1.0/learners`. With
 * mutants, `mutants/` has what breaks each rule, once, and `expected.json` what a validation then finds. Answers the files. Throws
 * BadInput.
 */
export function writeReturn (folder: string, spec: ReturnSpec, withMutants: boolean, toldOf?: ToldOf): string[] {
  const mutants = withMutants ? mutantBatchesOf(spec, batchSize) : []
  makeEmptyFolder(folder)
  const written = writeBatches(folder, counted(batchesOf(spec, batchSize), toldOf))
  for (const { pass, batches, expected } of mutants) {
    const under = join(folder, 'mutants', pass)
    makeFolder(under)
    written.push(...writeBatches(under, batches), write(join(under, 'expected.json'), linesOf(expected)))
  }
  return written
}

function makeEmptyFolder (folder: string): void {
  try {
    makeFolder(folder)
  } catch (error) {
    throw new BadInput(`The folder ${folder} cannot be made: ${whyNot(error)}. Name another with --out.`)
  }
  if (readdirSync(folder).length > 0) throw new BadInput(`The folder ${folder} is not empty. Name another with --out.`)
}

function * counted (batches: Iterable<Batch>, toldOf?: ToldOf): Iterable<Batch> {
  let done = 0
  for (const batch of batches) {
    yield batch
    if (batch.collection === learners) toldOf?.(done += batch.content.length)
  }
}

function writeBatches (folder: string, batches: Iterable<Batch>): string[] {
  const numbers = new Map<Collection, number>()
  const written: string[] = []
  for (const { collection, content } of batches) {
    const number = (numbers.get(collection) ?? 0) + 1
    numbers.set(collection, number)
    written.push(write(
      join(folder, `${collection.name}-${number}.json`), `{"submissionToken":"${tokenPlace}","content":${linesOf(content)}}`
    ))
  }
  return written
}

/** JSON with a line for each item, so that a change is seen for what it is. */
const linesOf = (items: readonly unknown[]): string => `[\n${items.map(item => JSON.stringify(item)).join(',\n')}\n]`

function write (file: string, text: string): string {
  try {
    writeFileSync(file, `${text}\n`)
  } catch (error) {
    throw new BadInput(`${file} cannot be written: ${whyNot(error)}. What is in the folder is not whole; --out names another`)
  }
  return file
}
