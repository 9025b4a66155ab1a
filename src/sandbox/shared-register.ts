import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import type { Folder } from './folder.ts'
import { isOfSandbox, noteIn, type Gone, type Note, type Register } from './register.ts'

/** A server that makes a sandbox at the same moment, in milliseconds, is waited for. */
const patience = 5000

/**
 * What is to be known of the sandboxes of a folder that several servers share: nothing is remembered here, as others note there, too.
 * Credentials lead to none by themselves, as a server does not know those of the others. Throws Unusable for a damaged note.
 */
export function openSharedRegister (folder: Folder): Register {
  const noteOf = (id: string): Note | undefined => {
    const file = isOfSandbox(id) ? folder.noteOf(id) : undefined
    return file && noteIn(file)
  }
  const before = folder.notes().filter(({ id }) => isOfSandbox(id)).map(noteIn)
  const given = Math.max(0, ...before.map(({ spec, number = spec?.number ?? 0 }) => number))
  return {
    found: [],
    nextNumber: () => drawNumber(join(folder.path, 'numbers'), given),
    note (id, spec) { if (spec.number !== undefined) folder.note(id, JSON.stringify({ spec } satisfies Note)) },
    noteGone (it, mark) { folder.note(it.id, JSON.stringify({ gone: { how: it.how, at: it.at }, mark } satisfies Note)) },
    goneOf (id): Gone | undefined {
      const gone = noteOf(id)?.gone
      return gone && { id, ...gone }
    },
    idOf: () => undefined,
    hasMarks: () => false
  }
}

/** No two servers draw the same. Where the file is gone, numbers go on after those that sandboxes have. */
function drawNumber (file: string, given: number): number {
  const db = new BetterSqlite(file, { timeout: patience })
  try {
    // One that is killed loses none; only a power cut may.
    db.pragma('synchronous = OFF')
    return db.transaction(() => {
      const number = Math.max(given, db.pragma('user_version', { simple: true }) as number) + 1
      db.pragma(`user_version = ${number}`)
      return number
    }).immediate()
  } finally {
    db.close()
  }
}
