import { Type } from '@sinclair/typebox'
import { either } from '../../core/rule-kinds.ts'
import { repeatedOption, unknownOption } from '../../http/query-options.ts'
import type { PlatformContext } from '../platform/context.ts'
import type { Query } from '../platform/feed.ts'
import { queryField } from '../platform/field.ts'
import { findField } from '../query/field.ts'
import { parseFilter, type Filter } from '../query/filter.ts'
import { lastOf, readOption, readWholeNumber, refusalOf, type QueryString } from '../query/options.ts'
import { compileOrder } from '../query/ordering.ts'
import { compileFilter } from '../query/sql.ts'
import type { MarkedFeed } from './field.ts'

export const anyQuery = Type.Object({}, { additionalProperties: true })

/**
 * Page, order and filters of a list: `$filter`, or `filter`, or a field by its name. Names that are none of these are told of.
 * Throws Failure.
 */
export function readQuery ({ ignored, remarks }: PlatformContext, feed: MarkedFeed, query: QueryString): Query {
  const given = new Map(Object.entries(query).map(([name, value]) => [optionOf(name), String(lastOf(value))]))
  for (const [name, value] of Object.entries(query)) {
    if (!options.has(optionOf(name)) && !findField(feed.fields, name)) remarks.push(unknownOption(name))
    else if (Array.isArray(value)) remarks.push(repeatedOption(name))
  }
  const order = readOrder(feed, given.get('orderby'), ignored)
  const [top, skip] = [given.get('top'), given.get('skip')]
  return {
    ...readFilter(feed, given, ignored),
    order,
    limit: top === undefined ? 100 : readWholeNumber('$top', top, -1),
    offset: skip === undefined ? 0 : readWholeNumber('$skip', skip, 0)
  }
}

const options = new Set(['filter', 'orderby', 'top', 'skip'])

const optionOf = (name: string): string => name.replace(/^\$/, '').toLowerCase()

function readFilter (feed: MarkedFeed, given: ReadonlyMap<string, string>, ignored: string[]): Pick<Query, 'where' | 'values'> {
  const filterable = feed.fields.filter(field => field.filter).map(queryField)
  const wanted = feed.fields.flatMap(({ name }): Array<[string, Filter]> => {
    const text = given.get(name.toLowerCase())
    return text === undefined ? [] : [[name, { kind: 'comparison', property: name, operator: 'eq', value: { text, position: 0 } }]]
  })
  const filter = given.get('filter')
  if (filter) wanted.unshift(['$filter', readOption('$filter', () => parseFilter(filter))])
  const compiled = wanted.map(([member, part]) => readOption(member, () => compileFilter(part, filterable)))
  refuseUnfilterable(feed, compiled.flatMap(it => it.unknown), ignored)
  return { where: compiled.map(it => `(${it.sql})`).join(' AND '), values: compiled.flatMap(it => it.values) }
}

function readOrder (feed: MarkedFeed, text: string | undefined, ignored: string[]): string | undefined {
  if (!text) return undefined
  const { sql, unknown } = readOption('$orderby', () => compileOrder(text, feed.fields.map(queryField)))
  ignored.push(...unknown)
  return sql
}

/** A field that can only be read is refused; a name that is no field's finds nothing, as in the real service. */
function refuseUnfilterable (feed: MarkedFeed, unknown: readonly string[], ignored: string[]): void {
  for (const name of unknown) {
    const field = findField(feed.fields, name)
    if (field) throw refusalOf(field.name, unfilterable(feed, field.name))
    ignored.push(name)
  }
}

function unfilterable ({ name, fields }: MarkedFeed, field: string): string {
  const filterable = fields.filter(it => it.filter).map(it => it.name)
  return filterable.length === 0
    ? `${name} lists cannot be filtered, so ${field} is not accepted as a filter.`
    : `${name} lists cannot be filtered by ${field}. Filter by ${either(filterable)}.`
}
