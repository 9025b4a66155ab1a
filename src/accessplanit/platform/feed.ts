import { prepareCached, type Database } from '../../sandbox/database.ts'
import { orderBy, type OrderTerm } from '../query/ordering.ts'
import type { PlatformContext } from './context.ts'
import { recordOf, type Field } from './field.ts'
import { partsOf } from './key.ts'

/** A kind of record as a version of the API shows it: the tables that it is read from, and its fields. */
export interface Feed<OfField extends Field = Field> {
  /** As the version calls it: `CourseDate`. */
  readonly name: string
  /** SQL of the tables, the one that is written first. */
  readonly from: string
  /** SQL of its id. */
  readonly key: string
  /** Columns that an id consists of, joined by `~`, where it is more than one: of a delegate, user and course. */
  readonly keyColumns?: readonly string[]
  readonly fields: readonly OfField[]
}

/** Which records; SQL with `?` for each of the values. */
export interface Condition {
  readonly where?: string | undefined
  readonly values?: ReadonlyArray<string | number>
}

/** Which of them, in which order. */
export interface Query extends Condition {
  readonly order?: readonly OrderTerm[] | undefined
  /** -1 for all. */
  readonly limit?: number
  readonly offset?: number
  /** Whether the limit is the usual one, as none was asked for. */
  readonly isCutByDefault?: boolean
}

export const defaultLimit = 100

/** The records of a page as JSON texts, one each. Throws where that takes too long: see `unlessLong`. */
export const listRecords = (db: Database, feed: Feed, fields: readonly Field[], query: Query): string[] =>
  prepareCached(db, pageOf(feed, fields, query)).pluck().all(...valuesOf(query)) as string[]

/**
 * The same as the bytes of one text, with commas between and something around. They go out as SQLite has made them: to read them as texts
 * first takes nearly as long again.
 */
export function listAsBytes (
  db: Database, feed: Feed, fields: readonly Field[], query: Query, before: string, after: string
): { readonly bytes: Buffer, readonly count: number } {
  const text = "CAST(concat(?, group_concat(record, ','), ?) AS BLOB)"
  return prepareCached(db, `SELECT ${text} AS bytes, count(*) AS count FROM (${pageOf(feed, fields, query)})`)
    .get(before, after, ...valuesOf(query)) as { bytes: Buffer, count: number }
}

/** Whether there are more records than those of a page of so many that nobody asked for. */
function hasMore (db: Database, { from }: Feed, query: Query, count: number): boolean {
  const { values = [], limit = defaultLimit, offset = 0 } = query
  return count === limit &&
    prepareCached(db, `SELECT 1 FROM ${from}${conditionOf(query)} LIMIT 1 OFFSET ?`).pluck().get(...values, offset + limit) === 1
}

/** Tells of a list of so many records that ends before all do, though no $top says so. */
export function tellCutShort (context: Pick<PlatformContext, 'db' | 'remarks'>, feed: Feed, query: Query, count: number): void {
  if (query.isCutByDefault && hasMore(context.db, feed, query, count)) tellThatMore(context)
}

export const tellThatMore = ({ remarks }: Pick<PlatformContext, 'remarks'>): void => {
  remarks.push({ kind: 'cut-short', member: '$top', message: cutShort })
}

const cutShort = `There are more records than the ${defaultLimit} that a list has without $top. ` +
  'Send $top for more of them, -1 for all, or $skip for the next ones'

const pageOf = (feed: Feed, fields: readonly Field[], query: Query): string =>
  `SELECT ${recordOf(fields)} AS record FROM ${feed.from}${conditionOf(query)}
  ORDER BY ${orderOf(feed, query.order)} LIMIT ? OFFSET ?`

/** So many records, after so many that are passed over, take no time; to ask the clock for each is a fifth of what it takes to read it. */
const [few, fewPassedOver] = [50, 500]

const conditionOf = ({ where, order = [], limit = defaultLimit, offset = 0 }: Query): string =>
  where === undefined && order.length === 0 && limit >= 0 && limit <= few && offset <= fewPassedOver ? '' : onTime(where)

/** A condition, to be broken off where it takes too long. */
const onTime = (where: string | undefined): string => ` WHERE inTime()${where ? ` AND (${where})` : ''}`

const valuesOf = ({ values = [], limit = defaultLimit, offset = 0 }: Query) => [...values, limit, offset]

/**
 * Records that an order does not tell apart come by their ids, so that no page repeats what another had; in its direction, as an index
 * has them.
 */
function orderOf ({ key, keyColumns = [key] }: Feed, order: readonly OrderTerm[] = []): string {
  const direction = directionOfEqual(order)
  return orderBy([...order, ...keyColumns.map(sql => ({ sql, order: direction }))])
}

/** How those come one after another that an order does not tell apart. */
export const directionOfEqual = (order: readonly OrderTerm[]): string => order.at(-1)?.order.endsWith('DESC') ? 'DESC' : 'ASC'

/** One record as JSON text. */
export const findRecord = (db: Database, feed: Feed, id: string, fields: readonly Field[] = feed.fields): string | undefined =>
  findOne(db, feed, recordOf(fields), id)

/** The id of the record that has it, as it is written there. */
export const findId = (db: Database, feed: Feed, id: string): string | undefined => findOne(db, feed, feed.key, id)

/** What an expression is of the record of an id; undefined where no record can have such an id. */
function findOne (db: Database, { from, key, keyColumns = [key] }: Feed, sql: string, id: string): string | undefined {
  const values = partsOf(id, keyColumns.length)
  if (values.length === 0) return undefined
  const where = keyColumns.map(column => `${column} = ?`).join(' AND ')
  return prepareCached(db, `SELECT ${sql} FROM ${from} WHERE ${where}`).pluck().get(...values) as string | undefined
}

/** Whether the record of an id is among those of a condition. */
export function isAmong (
  db: Database, { from, key, keyColumns = [key] }: Pick<Feed, 'from' | 'key' | 'keyColumns'>, id: string, { where, values = [] }: Condition
): boolean {
  const ids = partsOf(id, keyColumns.length)
  if (ids.length === 0) return false
  const named = keyColumns.map(column => `${column} = ?`).join(' AND ')
  return prepareCached(db, `SELECT 1 FROM ${from} WHERE ${named} AND ${where ?? 'TRUE'}`).pluck().get(...ids, ...values) !== undefined
}

/** The id of the record of which a field has a value. */
export const findIdBy = (db: Database, feed: Feed, field: Field, value: string): string | undefined =>
  prepareCached(db, `SELECT ${feed.key} FROM ${feed.from} WHERE ${field.sql} = ?`).pluck().get(value) as string | undefined

export const countRecords = (db: Database, feed: Feed, { where, values = [] }: Query): number =>
  prepareCached(db, `SELECT count(*) FROM ${feed.from}${where ? onTime(where) : ''}`).pluck().get(...values) as number
