import { connect } from '../../sandbox/store.ts'
import type { OrderTerm } from '../query/ordering.ts'

/** Sorts ids one by one, as SQLite would at one go. */
export interface Sorter {
  /** One with its values of what is sorted by, after those that it may be equal to. */
  add (id: string, values: readonly unknown[]): void
  /** The next so many. */
  take (count: number): string[]
  close (): void
}

/** Sorts by an index in a database of its own, so that none has to wait for all. */
export function createSorter (order: readonly OrderTerm[], ofEqual: string): Sorter {
  const db = connect()
  const columns = order.map((_, n) => `term${n}`)
  const sorted = [...columns.map((column, n) => `${column} ${order[n]!.order}`), `n ${ofEqual}`].join(', ')
  db.exec(`CREATE TABLE record (n INTEGER PRIMARY KEY, id TEXT, ${columns.join(', ')})`)
  db.exec(`CREATE INDEX sorted ON record (${sorted}, id)`)
  db.exec('BEGIN')
  const insert = db.prepare(`INSERT INTO record (id, ${columns.join(', ')}) VALUES (?${', ?'.repeat(columns.length)})`)
  const page = db.prepare(`SELECT id FROM record INDEXED BY sorted ORDER BY ${sorted} LIMIT ? OFFSET ?`).pluck()
  let taken = 0
  return {
    add: (id, values) => { insert.run(id, ...values) },
    take (count) {
      const ids = page.all(count, taken) as string[]
      taken += ids.length
      return ids
    },
    close: () => { db.close() }
  }
}
