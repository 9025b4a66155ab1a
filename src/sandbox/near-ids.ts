import { distance } from 'fastest-levenshtein'
import { lastPart } from '../core/words.ts'
import type { Caller } from './journal.ts'
import { all, prepareCached, type Database } from './database.ts'

/** What may have been meant by an id that nothing has. */

interface Column { readonly table: string, readonly name: string, readonly owner: string | null }

const most = 3

/** Ids are compared as far as this, and no more of them. */
const longest = 100
const mostCompared = 20_000

/** An id that names nothing. */
export interface Named {
  /** What the request calls it: `learner.learnerLocalId`, `VenueID`. */
  readonly field: string
  readonly id: string | number
  /** Whose it would be: where a table has a column with the name of one of its members, that says whose a record is. */
  readonly caller: Caller | undefined
}

/**
 * The ids that are most like one that nothing has, the likest first: of the caller's records alone, where records are somebody's. They are
 * looked for where a column is called as the field is, or as its end; `VenueID` is the id of the table of venues.
 */
export function nearestIds (db: Database, { field, id, caller }: Named, compared = mostCompared): string[] {
  const written = brief(String(id))
  const found = columnsNamed(db, lastPart(field), ownersOf(caller)).flatMap(column => idsIn(db, column, caller, compared))
  return [...new Set(found)]
    .map(it => ({ it, off: distance(brief(it), written) }))
    .filter(({ it, off }) => it !== String(id) && off <= Math.max(2, Math.max(it.length, written.length) / 2))
    .sort((a, b) => a.off - b.off || (a.it < b.it ? -1 : 1))
    .slice(0, most)
    .map(({ it }) => it)
}

/** Those that an id was meant to be: which differ in the case of letters or in zeros before a number; else in one letter. */
export function meantAmong (nearest: readonly string[], id: string): string[] {
  const same = nearest.filter(it => withoutZeros(brief(it)) === withoutZeros(brief(id)))
  // Short ids are all alike.
  if (same.length > 0 || id.length < 5) return same
  // Another digit is another number.
  return nearest.filter(it => distance(brief(it), brief(id)) <= 1 && withoutDigits(it) !== withoutDigits(id))
}

const withoutDigits = (id: string): string => brief(id).replace(/\d/g, '0')

const withoutZeros = (id: string): string => id.replace(/(?<!\d)0+(?=\d)/g, '')

/** Numbers that a caller is known by. */
const ownersOf = (caller: Caller | undefined): string[] =>
  Object.entries(caller ?? {}).flatMap(([name, value]) => name !== 'id' && typeof value === 'number' ? name : [])

const brief = (id: string): string => id.slice(0, longest).toLowerCase()

const listColumns = all<Keyed>(`
  SELECT "table".name AS "table", "column".name AS name,
    lower(CASE "column".name WHEN 'id' THEN "table".name || 'id' ELSE "column".name END) AS key,
    (SELECT name FROM pragma_table_info("table".name) WHERE name IN (SELECT value FROM json_each(?)) LIMIT 1) AS owner
  FROM sqlite_schema AS "table" JOIN pragma_table_info("table".name) AS "column"
  WHERE "table".type = 'table'`)

interface Keyed extends Column { readonly key: string }

const columns = new WeakMap<Database, Map<string, Keyed[]>>()

/** Listed once for a database, as its tables stay the same. */
function columnsOf (db: Database, owners: readonly string[]): readonly Keyed[] {
  const [known, key] = [columns.get(db) ?? new Map<string, Keyed[]>(), JSON.stringify(owners)]
  const found = known.get(key) ?? listColumns(db, key)
  columns.set(db, known.set(key, found))
  return found
}

/** What an id that nothing of its kind has is the id of, and which of the kind that is asked for belong to that. */
export interface OtherKind {
  /** `learner`, as words. */
  readonly kind: string
  /** `training plan`, as words, and the ids of the first few. */
  readonly asked: string
  readonly its: readonly string[]
}

/** Looked for among the caller's. */
export function otherKindOf (db: Database, named: Named): OtherKind | undefined {
  const { field, id, caller } = named
  for (const { table, name, owner } of columnsOf(db, ownersOf(caller))) {
    const thing = /^(\w+)LocalId$/.exec(name)?.[1]
    if (!owner || !thing || !table.startsWith(thing) || name === lastPart(field)) continue
    const statement = prepareCached(db, `SELECT 1 FROM "${table}" WHERE "${owner}" = ? AND "${name}" = ? LIMIT 1`)
    if (statement.get((caller as unknown as Record<string, number>)[owner], String(id)) !== undefined) {
      return { kind: inWords(thing), asked: inWords(lastPart(field).replace(/LocalId$/, '')), its: belongingTo(db, named, name) }
    }
  }
  return undefined
}

/** Of the records that a field names, those that have an id in a column of another name. */
function belongingTo (db: Database, { field, id, caller }: Named, column: string): string[] {
  const all = columnsOf(db, ownersOf(caller))
  return columnsNamed(db, lastPart(field), ownersOf(caller))
    .filter(({ table, owner, name }) => owner && table === name.replace(/LocalId$/, ''))
    .filter(({ table }) => all.some(it => it.table === table && it.name === column))
    .flatMap(({ table, name, owner }) => prepareCached(db,
      `SELECT "${name}" FROM "${table}" WHERE "${owner}" = ? AND "${column}" = ? ORDER BY "${name}" LIMIT ${most}`).pluck()
      .all((caller as unknown as Record<string, number>)[owner!], String(id)) as string[])
}

const inWords = (thing: string): string => thing.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)

/** Those with the name of a field, or with the longest end of it; of those, where there are such, the ones of records with an owner. */
function columnsNamed (db: Database, field: string, owners: readonly string[]): Column[] {
  const name = field.toLowerCase()
  // A token is not given to those who have not been given it.
  if (name.includes('token')) return []
  const named = columnsOf(db, owners).filter(({ key }) => key.length > 3 && name.endsWith(key))
  const length = Math.max(...named.map(({ key }) => key.length))
  const best = named.filter(({ key }) => key.length === length)
  return best.some(({ owner }) => owner) ? best.filter(({ owner }) => owner) : best
}

// Names come from the schema alone.
function idsIn (db: Database, { table, name, owner }: Column, caller: Caller | undefined, compared: number): string[] {
  const whose = owner ? `WHERE "${owner}" = ?` : ''
  const statement = prepareCached(db, `SELECT DISTINCT "${name}" FROM "${table}" ${whose} LIMIT ${compared}`)
  const rows = owner ? statement.all((caller as unknown as Record<string, number>)[owner]) : statement.all()
  return rows.map(row => Object.values(row as object)[0] as unknown).filter(it => it != null).map(String)
}
