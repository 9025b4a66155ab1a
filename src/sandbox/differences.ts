import { inTurns } from '../core/in-turns.ts'
import { createLargeMap } from '../core/large-map.ts'
import { toldOfContracts } from './contracts.ts'
import type { Database } from './database.ts'
import { redactMembers } from './redaction.ts'

/** What tells a record that is there now from the one that was there before. */
export interface Difference {
  /** The table that it is in. */
  readonly kind: string
  /** What it is called there. */
  readonly name: string
  readonly what: 'added' | 'changed' | 'removed'
  readonly members: ReadonlyArray<{ readonly member: string, readonly before?: unknown, readonly after?: unknown }>
}

type Row = Readonly<Record<string, unknown>>

/** What the sandbox keeps for itself. */
const ownTables = ['setting', 'idsGiven', 'greatestId']

const tablesOf = (db: Database): string[] => db
  .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid").pluck().all()
  .map(String).filter(name => !ownTables.includes(name))

export interface Differences { readonly total: number, readonly differences: readonly Difference[] }

/**
 * What differs in two databases of the same tables, table by table: how many records, and the first of them. Secrets are masked. It takes
 * its time, in which nobody may change either.
 */
export async function differences (before: Database, after: Database, most: number): Promise<Differences> {
  const found: Array<() => Difference> = []
  let total = 0
  for await (const difference of inTurns(comparedRows(before, after))) {
    if (!difference) continue
    total++
    if (found.length < most) found.push(difference)
  }
  // A connection says nothing of its tables as long as it reads one.
  return { total, differences: found.map(describe => describe()) }
}

/** For each row what makes its difference of it; undefined where there is none. */
function * comparedRows (before: Database, after: Database): Generator<(() => Difference) | undefined> {
  for (const table of tablesOf(after)) {
    const [was, keys] = [createLargeMap<Kept>(), [] as string[]]
    for (const [key, row] of eachRow(before, table)) {
      if (!was.has(key)) keys.push(key)
      was.set(key, row)
      yield undefined
    }
    const is = createLargeMap<true>()
    for (const [key, row] of eachRow(after, table)) {
      const old = was.get(key)
      yield old?.text === row.text || is.has(key) ? undefined : () => differenceOf(table, after, old, row)
      is.set(key, true)
    }
    for (const key of keys) yield is.has(key) ? undefined : () => differenceOf(table, after, was.get(key), undefined)
  }
}

/** The rows of a table that another database of the same tables does not have so, found by steps. */
export function * changedRows (db: Database, other: Database, table: string): Generator<void, Row[]> {
  const others = createLargeMap<string>()
  for (const [key, { text }] of eachRow(other, table)) {
    others.set(key, text)
    yield
  }
  const changed: Row[] = []
  for (const [key, { row, text }] of eachRow(db, table)) {
    if (others.get(key) !== text) changed.push(row)
    yield
  }
  return changed
}

interface Kept { readonly row: Row, readonly text: string }

function * eachRow (db: Database, table: string): Generator<[string, Kept]> {
  const keys = keysOf(db, table).map(({ name }) => name)
  for (const row of db.prepare(toldOfContracts[table] ?? `SELECT * FROM "${table}"`).iterate() as Iterable<Row>) {
    const text = JSON.stringify(row)
    yield [keys.length === 0 ? text : JSON.stringify(keys.map(key => row[key])), { row, text }]
  }
}

interface Column { readonly name: string, readonly type: string, readonly pk: number }

const columnsOf = (db: Database, table: string): Column[] => db.pragma(`table_info("${table}")`) as Column[]

const keysOf = (db: Database, table: string): Column[] => columnsOf(db, table).filter(({ pk }) => pk > 0)

function differenceOf (kind: string, db: Database, was: Kept | undefined, is: Kept | undefined): Difference {
  const [before, after] = [membersOf(was), membersOf(is)]
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])]
  const members = names.filter(name => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map(member => ({ member, ...member in before && { before: before[member] }, ...member in after && { after: after[member] } }))
  const row = redactMembers((is ?? was)!.row) as Row
  return { kind, name: nameOf(db, kind, row), what: !was ? 'added' : is ? 'changed' : 'removed', members }
}

/** Its key as people know it: texts rather than numbers, and where the key is a number alone, the first text that is an id. */
function nameOf (db: Database, table: string, row: Row): string {
  const keys = keysOf(db, table)
  const texts = keys.filter(({ type }) => type === 'TEXT')
  const alone = keys.length === 1 && texts.length === 0
    ? columnsOf(db, table).find(({ name, type }) => type === 'TEXT' && /Id$/.test(name) && row[name] != null)
    : undefined
  const named = alone ? [alone] : texts.length > 0 ? texts : keys
  return named.map(({ name }) => String(row[name])).join(' / ')
}

/** The members of a record, those of its column of JSON among them; without what is not given. */
function membersOf (kept: Kept | undefined): Record<string, unknown> {
  if (!kept) return {}
  const members = Object.entries(kept.row).flatMap(([name, value]): Array<[string, unknown]> => {
    const read = typeof value === 'string' && /^[{[]/.test(value) ? jsonOf(value) : value
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? Object.entries(read) : [[name, read]]
  })
  return redactMembers(Object.fromEntries(members.filter(([, value]) => value !== null))) as Record<string, unknown>
}

function jsonOf (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
