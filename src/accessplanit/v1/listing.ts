import { Type } from '@sinclair/typebox'
import { Failure } from '../../core/errors.ts'
import type { Query } from '../platform/feed.ts'
import { asOne, queryTypes } from '../platform/field.ts'
import { FilterFault } from '../query/reader.ts'
import { parseFilter, type Filter } from '../query/filter.ts'
import type { Field as QueryField } from '../query/field.ts'
import { compileFilter } from '../query/sql.ts'
import { compileOrder } from '../query/ordering.ts'
import type { MarkedFeed, MarkedField } from './field.ts'

export const anyQuery = Type.Object({}, { additionalProperties: true })

/** The query of a request: texts, each once or several times. */
export type QueryString = Readonly<Record<string, string | string[] | undefined>>

export const queryField = ({ name, type, sql, filtered }: MarkedField): QueryField => ({ name, type: queryTypes[type], sql: asOne(filtered ?? sql) })

/** Page, order and filters of a list: `$filter`, or `filter`, or a field by its name. Throws Failure. */
export function readQuery (feed: MarkedFeed, query: QueryString, ignored: string[]): Query {
  const given = new Map(Object.entries(query).map(([name, value]) => [name.replace(/^\$/, '').toLowerCase(), String(Array.isArray(value) ? value.at(-1) : value)]))
  const fieldNames = new Set(feed.fields.map(it => it.name.toLowerCase()))
  ignored.push(...Object.keys(query).filter(name => !options.has(name.replace(/^\$/, '').toLowerCase()) && !fieldNames.has(name.toLowerCase())))
  const order = readOrder(feed, given.get('orderby'), ignored)
  return { ...readFilter(feed, given, ignored), order, limit: wholeNumber(given, 'top', -1, 100), offset: wholeNumber(given, 'skip', 0, 0) }
}

const options = new Set(['filter', 'orderby', 'top', 'skip'])

function readFilter (feed: MarkedFeed, given: ReadonlyMap<string, string>, ignored: string[]): Pick<Query, 'where' | 'values'> {
  const filterable = feed.fields.filter(field => field.filter).map(queryField)
  const wanted = feed.fields.flatMap(({ name }): Array<[string, Filter]> => {
    const text = given.get(name.toLowerCase())
    return text === undefined ? [] : [[name, { kind: 'comparison', property: name, operator: 'eq', value: { text, position: 0 } }]]
  })
  const filter = given.get('filter')
  if (filter) wanted.unshift(['$filter', reading('$filter', () => parseFilter(filter))])
  const compiled = wanted.map(([member, part]) => reading(member, () => compileFilter(part, filterable)))
  refuseUnfilterable(feed, compiled.flatMap(it => it.unknown), ignored)
  return { where: compiled.map(it => `(${it.sql})`).join(' AND '), values: compiled.flatMap(it => it.values) }
}

function readOrder (feed: MarkedFeed, text: string | undefined, ignored: string[]): string | undefined {
  if (!text) return undefined
  const { sql, unknown } = reading('$orderby', () => compileOrder(text, feed.fields.map(queryField)))
  ignored.push(...unknown)
  return sql
}

/** A text that cannot be read is refused, by the member of the query that has it. */
function reading<Result> (member: string, read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    if (error instanceof FilterFault) throw new Failure('malformed', error.message, { errors: { [member]: [error.message] } })
    throw error
  }
}

/** A field that can only be read is refused; a name that is no field's finds nothing, as in the real service. */
function refuseUnfilterable (feed: MarkedFeed, unknown: readonly string[], ignored: string[]): void {
  for (const name of unknown) {
    const field = feed.fields.find(it => it.name.toLowerCase() === name.toLowerCase())
    if (!field) ignored.push(name)
    else {
      const message = `${feed.name}s cannot be filtered by ${field.name}; by ${feed.fields.filter(it => it.filter).map(it => it.name).join(', ') || 'nothing'}.`
      throw new Failure('malformed', message, { errors: { [field.name]: [message] } })
    }
  }
}

function wholeNumber (given: ReadonlyMap<string, string>, name: string, least: number, usual: number): number {
  const text = given.get(name)
  if (text === undefined) return usual
  if (!/^-?\d{1,9}$/.test(text) || Number(text) < least) {
    const message = `$${name} is a whole number from ${least} on, got "${text}".`
    throw new Failure('malformed', message, { errors: { [`$${name}`]: [message] } })
  }
  return Number(text)
}
