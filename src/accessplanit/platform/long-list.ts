import { prepareCached, type Database } from '../../sandbox/database.ts'
import type { OrderTerm } from '../query/ordering.ts'
import { defaultLimit, directionOfEqual, findRecord, type Feed, type Query } from './feed.ts'
import type { Field } from './field.ts'
import { partsOf } from './key.ts'
import { createSorter } from './sorter.ts'

/** A list that is read in pieces. */
export interface LongList {
  /** Those of the page, as JSON texts. */
  readonly records: string[]
  /** How many there are on all pages, where that was asked for. */
  readonly count: number | undefined
  readonly hasMore: boolean
}

export interface HowRead {
  readonly isCounted?: boolean
  /** So many records are looked at in one piece: of the longest filter, a hundred take two milliseconds. */
  readonly atOnce?: number
}

/** Reads a list of any length, in pieces between which others have their turn. */
export function * readLongList (
  db: Database, feed: Feed, fields: readonly Field[], query: Query, { isCounted = false, atOnce = 100 }: HowRead = {}
): Generator<void, LongList> {
  const { limit = defaultLimit, offset = 0, order = [] } = query
  const most = limit === -1 ? Infinity : offset + limit
  const looked = lookedAt(db, feed, query, atOnce)
  const ids = order.length > 0 ? yield * sorted(looked, order, atOnce) : yield * fitting(looked, isCounted ? Infinity : most + 1)
  const records: string[] = []
  for (const id of ids.slice(offset, most)) {
    const record = findRecord(db, feed, id, fields)
    // What goes out by itself, such as news of webhooks, waits for nobody.
    if (record !== undefined) records.push(record)
    yield
  }
  return { records, count: isCounted ? ids.length : undefined, hasMore: ids.length > most }
}

interface Looked { readonly id: string, readonly fits: 0 | 1 }

/** The ids of the first so many that fit. */
function * fitting (looked: Iterable<Looked>, most: number): Generator<void, string[]> {
  const ids: string[] = []
  for (const { id, fits } of looked) {
    if (fits === 1 && ids.push(id) === most) break
    yield
  }
  return ids
}

/** The ids of all that fit, in an order. */
function * sorted (looked: Iterable<Looked>, order: readonly OrderTerm[], atOnce: number): Generator<void, string[]> {
  const sorter = createSorter(order, directionOfEqual(order))
  try {
    for (const { id, fits, ...values } of looked) {
      if (fits === 1) sorter.add(id, Object.values(values))
      yield
    }
    const ids: string[] = []
    for (let some = sorter.take(atOnce); some.length > 0; some = sorter.take(atOnce)) {
      ids.push(...some)
      yield
    }
    return ids
  } finally {
    sorter.close()
  }
}

/** All records by their ids: whether each fits, and what it is sorted by. */
function * lookedAt (db: Database, feed: Feed, { where, values = [], order = [] }: Query, atOnce: number): Generator<Looked> {
  const { key, keyColumns = [key], from } = feed
  const columns = keyColumns.join(', ')
  const terms = order.map(({ sql }, n) => `, ${sql} AS term${n}`).join('')
  const select = `SELECT ${key} AS id, ${where ? `(${where}) IS TRUE` : '1'} AS fits${terms} FROM ${from}`
  const after = ` WHERE (${columns}) > (${keyColumns.map(() => '?').join(', ')})`
  for (let last: string[] = [], some: Looked[] = []; last.length === 0 || some.length === atOnce;) {
    const sql = `${select}${last.length > 0 ? after : ''} ORDER BY ${columns} LIMIT ${atOnce}`
    some = prepareCached(db, sql).all(...values, ...last) as Looked[]
    if (some.length === 0) return
    yield * some
    last = partsOf(some.at(-1)!.id, keyColumns.length)
  }
}
