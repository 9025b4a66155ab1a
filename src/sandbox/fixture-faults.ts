import { both, quoted } from '../core/words.ts'
import type { Database } from './database.ts'
import { say } from './fixtures.ts'

interface Column { readonly name: string, readonly value: unknown }

/** Stores a record, or nothing of it; answers what it names that is not there, or what another has already, in words. */
export function insertOrSay (db: Database, insert: () => void, row: object): string | undefined {
  try {
    db.transaction(insert)()
  } catch (error) {
    const { code, message } = error as { code?: string, message: string }
    if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return whatIsMissing(db, insert, row)
    const taken = /^UNIQUE constraint failed: (.+)$/.exec(message)?.[1]
    return taken === undefined ? `${message}, in ${say(row)}` : whatIsTaken(taken.split(', '), row)
  }
}

/** SQLite says that something is missing, and not what: so the record is stored all the same, looked at, and taken back. */
function whatIsMissing (db: Database, insert: () => void, row: object): string {
  db.exec('SAVEPOINT missing')
  try {
    db.pragma('defer_foreign_keys = ON')
    insert()
    const broken = db.pragma('foreign_key_check') as Array<{ table: string, rowid: number | null, parent: string, fkid: number }>
    return broken.map(({ table, rowid, parent, fkid }) => {
      const keys = (db.pragma(`foreign_key_list(${table})`) as Array<{ id: number, from: string }>).filter(({ id }) => id === fkid)
      const stored = rowid === null ? {} : db.prepare(`SELECT * FROM "${table}" WHERE rowid = ?`).get(rowid) as object
      const named = keys.map(({ from }) => ({ name: from, value: valueOf({ ...stored, ...row }, from) }))
      return `there is no ${inWords(parent)} with ${said(named)}`
    }).join('; ')
  } finally {
    db.exec('ROLLBACK TO missing')
    db.exec('RELEASE missing')
    db.pragma('defer_foreign_keys = OFF')
  }
}

function whatIsTaken (columns: readonly string[], row: object): string {
  const [table] = columns[0]!.split('.') as [string]
  const names = columns.map(column => column.slice(column.indexOf('.') + 1))
  return `another ${inWords(table)} has ${said(names.map(name => ({ name, value: valueOf(row, name) })))} already`
}

const valueOf = (row: object, name: string): unknown => (row as Record<string, unknown>)[name]

const said = (columns: readonly Column[]): string => both(columns.map(({ name, value }) =>
  typeof value === 'string' || typeof value === 'number' ? `${name} ${quoted(value)}` : `that ${name}`))

/** `trainingAgreement` as people say it. */
const inWords = (table: string): string => table.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
