import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { finishInTurns } from '../core/in-turns.ts'
import type { Database } from './database.ts'
import { copyingInto } from './parts.ts'

/** Whether a database is whole, which takes longer the more is in it. */

/** Every page is sound and used once, each index has what its table has, and whatever is referred to is there. */
export const isWhole = (db: Database): boolean =>
  db.pragma('integrity_check(1)', { simple: true }) === 'ok' && areReferencesWhole(db)

export const areReferencesWhole = (db: Database): boolean => (db.pragma('foreign_key_check') as unknown[]).length === 0

/** Fewer bytes than these are looked through before a thread has begun. */
export const fewBytes = 1024 * 1024

/**
 * What the thread does. It has the native part of SQLite alone: of a packed program the rest stands in one file with all else. Asked
 * as `better-sqlite3/lib/database.js` does; where another version of it is asked otherwise, the thread ends and says nothing.
 */
const thread = `
  const { parentPort, workerData: { native, image } } = require('node:worker_threads')
  const sqlite = require(native)
  sqlite.setErrorConstructor(Error)
  const rowsOf = (db, pragma) => db.prepare('PRAGMA ' + pragma, db, true).all()
  const db = new sqlite.Database('', '', true, false, false, 0, null, Buffer.from(image))
  let found
  try {
    found = rowsOf(db, 'integrity_check(1)')[0].integrity_check === 'ok' && rowsOf(db, 'foreign_key_check').length === 0
  } catch {
    found = false
  }
  parentPort.postMessage(found)
`

/** The same of an image, in a thread of its own; undefined where there is none to be had. */
export async function isWholeElsewhere (image: Buffer): Promise<boolean | undefined> {
  const native = createRequire(import.meta.url).resolve('better-sqlite3/build/Release/better_sqlite3.node')
  const shared = await finishInTurns(copyingInto(Buffer.from(new SharedArrayBuffer(image.length)), [image]))
  const worker = new Worker(thread, { eval: true, workerData: { native, image: shared.buffer } })
  return await new Promise(resolve => {
    worker.once('message', resolve).once('error', () => resolve(undefined)).once('exit', () => resolve(undefined))
  })
}
