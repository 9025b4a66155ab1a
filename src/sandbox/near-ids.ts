import { distance } from 'fastest-levenshtein'
import { lastPart } from '../core/words.ts'
import { all, prepareCached, type Database } from './database.ts'

/** What may have been meant by an id that nothing has. */

interface Column { readonly table: string, readonly name: string, readonly hasEid: 0 | 1 }

const most = 3

/** Ids are compared as far as this, and no more of them. */
const longest = 100
const mostCompared = 20_000

interface Named {
  /** What the request calls it: `learner.learnerLocalId`, `VenueID`. */
  readonly field: string
  readonly id: string | number
  /** Whose it would be: an EID. */
  readonly caller: string | undefined
}

/**
 * The ids that are most like one that nothing has, the likest first: of the caller's records alone, where records are somebody's. They are
 * looked for where a column is called as the field is, or as its end; `VenueID` is the id of the table of venues.
 */
export function nearestIds (db: Database, { field, id, caller }: Named): string[] {
  const written = brief(String(id))
  const found = columnsNamed(db, lastPart(field)).flatMap(column => idsIn(db, column, caller))
  return [...new Set(found)]
    .map(it => ({ it, off: distance(brief(it), written) }))
    .filter(({ it, off }) => it !== String(id) && off <= Math.max(2, Math.max(it.length, written.length) / 2))
    .sort((a, b) => a.off - b.off || (a.it < b.it ? -1 : 1))
    .slice(0, most)
    .map(({ it }) => it)
}

const brief = (id: string): string => id.slice(0, longest).toLowerCase()

const listColumns = all<Column & { key: string }>(`
  SELECT "table".name AS "table", "column".name AS name,
    lower(CASE "column".name WHEN 'id' THEN "table".name || 'id' ELSE "column".name END) AS key,
    EXISTS (SELECT 1 FROM pragma_table_info("table".name) WHERE name = 'eid') AS hasEid
  FROM sqlite_schema AS "table" JOIN pragma_table_info("table".name) AS "column"
  WHERE "table".type = 'table'`)

/** Those with the name of a field, or with the longest end of it; of those, where there are such, the ones of records with an owner. */
function columnsNamed (db: Database, field: string): Column[] {
  const name = field.toLowerCase()
  // A token is not given to those who have not been given it.
  if (name.includes('token')) return []
  const named = listColumns(db).filter(({ key }) => key.length > 3 && name.endsWith(key))
  const length = Math.max(...named.map(({ key }) => key.length))
  const best = named.filter(({ key }) => key.length === length)
  return best.some(({ hasEid }) => hasEid) ? best.filter(({ hasEid }) => hasEid) : best
}

// Names come from the schema alone.
function idsIn (db: Database, { table, name, hasEid }: Column, caller: string | undefined): string[] {
  const statement = prepareCached(db, `SELECT DISTINCT "${name}" FROM "${table}" ${hasEid ? 'WHERE eid = ?' : ''} LIMIT ${mostCompared}`)
  const rows = hasEid ? statement.all(Number(caller)) : statement.all()
  return rows.map(row => Object.values(row as object)[0] as unknown).filter(it => it != null).map(String)
}
