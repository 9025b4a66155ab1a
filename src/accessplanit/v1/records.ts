import { unlessLong } from '../../sandbox/database.ts'
import type { Rule } from '../../core/rule.ts'
import { columnsOf, type Body } from '../platform/columns.ts'
import type { PlatformContext } from '../platform/context.ts'
import { findId, findRecord, listRecords, tellCutShort, tellThatMore, type Query } from '../platform/feed.ts'
import { readLongList } from '../platform/long-list.ts'
import { withAbsentEmail } from '../platform/people/absent-email.ts'
import { changeRecord, createRecord, type RecordKind } from '../platform/record.ts'
import { tellRounded } from '../platform/rounding.ts'
import { emptyColumns, type Columns } from '../platform/store.ts'
import type { QueryString } from '../query/options.ts'
import { customColumns } from './custom-fields.ts'
import { writtenBy, type MarkedFeed, type MarkedField } from './field.ts'
import { readQuery } from './listing.ts'
import { putLeavesOut } from './readings.ts'

/** What the calls of a feed do. Records are answered as JSON texts. */

/** Records, or a promise of them where there are many. */
export type Listed = string[] | Promise<string[]>

/** The records that a query asks for. */
export const list = (context: PlatformContext, feed: MarkedFeed, query: QueryString): Listed =>
  listPage(context, feed, readQuery(context, withAbsentEmail(context, feed), query))

/** Records as this sandbox shows them. */
function listPage (context: PlatformContext, feed: MarkedFeed, query: Query): Listed {
  const shown = withAbsentEmail(context, feed)
  const quick = unlessLong(context.db, () => {
    const records = listRecords(context.db, shown, shown.fields, query)
    tellCutShort(context, feed, query, records.length)
    return records
  })
  return quick ?? context.alone(readLongList(context.db, shown, shown.fields, query)).then(({ records, hasMore }) => {
    if (query.isCutByDefault && hasMore) tellThatMore(context)
    return records
  })
}

/** The same, among those of which a column has a value. */
export function listAmong (context: PlatformContext, feed: MarkedFeed, query: QueryString, column: string, value: string): Listed {
  const { where, values = [], ...page } = readQuery(context, withAbsentEmail(context, feed), query)
  const among = `${column} = ?${where ? ` AND (${where})` : ''}`
  return listPage(context, feed, { where: among, values: [value, ...values], ...page })
}

/** All records of which a column has a value. */
export const listAllOf = (context: PlatformContext, feed: MarkedFeed, column: string, value: string): Listed =>
  listPage(context, feed, { where: `${column} = ?`, values: [value], limit: -1 })

/** The record of an id, which has to be there. */
export function get (context: PlatformContext, feed: MarkedFeed, exists: Rule, id: string): string {
  const found = findRecord(context.db, withAbsentEmail(context, feed), id)
  context.enforce([exists], { id, found })
  return found!
}

/** Makes a record of a body and of columns that the path gives. */
export function create (context: PlatformContext, feed: MarkedFeed, kind: RecordKind, body: Body, more: Columns = {}): string {
  const fields = writtenBy(feed, 'create')
  tellRounded(context, fields, body)
  const id = createRecord(context, kind, { ...columnsOf(fields, body), ...customColumns(context, kind, body), ...more })
  return findRecord(context.db, withAbsentEmail(context, feed), id)!
}

/** Writes the members of a body that are given into the record of an id, which has to be there. */
export function update (context: PlatformContext, feed: MarkedFeed, kind: RecordKind, exists: Rule, id: string, body: Body): string {
  context.enforce([exists], { id, found: findId(context.db, feed, id) })
  return change(context, feed, kind, id, body)
}

/** The same of a record that the rules of its kind make sure of. */
export function change (
  context: PlatformContext, feed: MarkedFeed, kind: RecordKind, id: string, body: Body, more: Columns = {}
): string {
  const fields = writtenBy(feed, 'update')
  tellRounded(context, fields, body)
  const columns = { ...columnsOf(fields, body), ...customColumns(context, kind, body, id) }
  changeRecord(context, kind, id, { ...emptied(context, kind, fields, columns), ...columns, ...more })
  return findRecord(context.db, withAbsentEmail(context, feed), id)!
}

/** What a PUT leaves out, where that says that there is none. */
function emptied ({ db, reading }: PlatformContext, { table }: RecordKind, fields: readonly MarkedField[], given: Columns): Columns {
  const left = fields.flatMap(({ column }) => column === undefined || column in given ? [] : [column])
  if (left.length === 0 || reading(putLeavesOut) === 'kept') return {}
  const canBeEmpty = emptyColumns(db, table)
  return Object.fromEntries(left.filter(column => canBeEmpty.includes(column)).map(column => [column, null]))
}
