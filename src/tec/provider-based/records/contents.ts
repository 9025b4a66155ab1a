import { Failure } from '../../../core/errors.ts'
import type { Database } from '../../../sandbox/database.ts'
import type { Collection } from '../collections/collection.ts'
import { collections } from '../collections/collections.ts'
import { headingOf, lineOf, type Called } from '../collections/csv.ts'
import { findRevision } from '../submissions/store.ts'
import { recordStores } from './store.ts'
import type { ZipFile } from './zip.ts'

const linesATurn = 500

/**
 * The CSV files of some collections of a submission, in pieces, so that neither memory nor other requests suffer from large ones. What is
 * read belongs together: where somebody changes the contents in between, it throws Failure, and the reply breaks off.
 */
export function * csvOf (
  db: Database, submission: number, chosen: readonly Collection[], called?: Called, revision = findRevision(db, submission)
): Generator<string> {
  for (const [i, collection] of chosen.entries()) {
    yield `${i > 0 ? '\r\n' : ''}${headingOf(collection, called)}\r\n`
    for (let after = ''; ;) {
      if (findRevision(db, submission) !== revision) throw changedMeanwhile()
      const records = recordStores.get(collection)!.page(db, submission, after, linesATurn)
      if (records.length === 0) break
      yield records.map(record => `${lineOf(collection, record)}\r\n`).join('')
      after = String(records.at(-1)![0])
    }
  }
}

/** A file for each collection, all of the same contents. */
export function csvFilesOf (db: Database, submission: number, called?: Called): ZipFile[] {
  const revision = findRevision(db, submission)
  return collections.map(collection => ({ name: `${collection.name}.csv`, pieces: csvOf(db, submission, [collection], called, revision) }))
}

const changedMeanwhile = () => new Failure('too-many', 'The contents changed while they were read. Ask again.', { retryAfter: 1 })
