import { Type } from '@sinclair/typebox'
import { inferred } from '../../core/basis.ts'
import { either } from '../../core/rule-kinds.ts'
import { published, text } from '../../core/schema.ts'
import { emptyOption, repeatedOption, unknownOption } from '../../http/query-options.ts'
import type { PlatformContext } from '../platform/context.ts'
import type { Query } from '../platform/feed.ts'
import { queryField } from '../platform/field.ts'
import { findField, type Field as QueryField } from '../query/field.ts'
import type { Filter } from '../query/filter.ts'
import { readFilter } from '../query/loosely.ts'
import { isBlank, lastOf, readOption, readWholeNumber, refusalOf, type QueryString } from '../query/options.ts'
import { compileOrder, tellNamedAgain } from '../query/ordering.ts'
import { compileFilter } from '../query/sql.ts'
import { tellStrangers } from '../query/strangers.ts'
import { overviewPage } from '../sources.ts'
import type { MarkedFeed, MarkedField } from './field.ts'
import { doubleSpaces, listWithoutTop, unfilterableField } from './readings.ts'

const option = (description: string) => Type.Optional(text({ basis: overviewPage, description }))

const wholeNumber = (least: number, description: string) => Type.Optional(Type.Integer({
  minimum: least, maximum: 999_999_999, description, 'x-basis': inferred('Version 2 has it')
}))

/** The options of a list. Which names it knows its feed says when it is read, so what is checked of it is nothing. */
export const listQuery = ({ fields }: MarkedFeed) => Type.Object({}, {
  additionalProperties: true,
  [published]: {
    properties: {
      $filter: option('Which records'),
      $orderby: option('In which order'),
      $top: wholeNumber(-1, 'How many at most; -1 for all'),
      $skip: wholeNumber(0, 'How many to pass over'),
      ...Object.fromEntries(fields.filter(it => it.filter).map(({ name, basis }) =>
        [name, Type.Optional(text({ basis, description: `Only those that have this ${name}` }))]))
    }
  }
})

/**
 * Page, order and filters of a list: `$filter`, or `filter`, or a field by its name. Names that are none of these are told of.
 * Throws Failure.
 */
export function readQuery (context: PlatformContext, feed: MarkedFeed, query: QueryString): Query {
  const { remarks, reading } = context
  const given = new Map(Object.entries(query).map(([name, value]) => [optionOf(name), String(lastOf(value))]))
  for (const [name, value] of Object.entries(query)) {
    if (!options.has(optionOf(name)) && !findField(feed.fields, name)) remarks.push(unknownOption(name))
    else if (Array.isArray(value)) remarks.push(repeatedOption(name))
    if (mayBeEmpty.has(optionOf(name)) && isBlank(name, lastOf(value) ?? '')) remarks.push(emptyOption(name))
  }
  const order = readOrder(feed, given.get('orderby'), context)
  const [top, skip] = [given.get('top'), given.get('skip')]
  const isCutByDefault = top === undefined && reading(listWithoutTop) === 'hundred'
  return {
    ...readFilters(context, feed, given),
    order,
    isCutByDefault,
    limit: top !== undefined ? readWholeNumber('$top', top, -1) : isCutByDefault ? 100 : -1,
    offset: skip === undefined ? 0 : readWholeNumber('$skip', skip, 0)
  }
}

const options = new Set(['filter', 'orderby', 'top', 'skip'])

/** Those that say nothing where they are empty; the others are numbers, or ask for records without a value. */
const mayBeEmpty = new Set(['filter', 'orderby'])

const optionOf = (name: string): string => name.replace(/^\$/, '').toLowerCase()

function readFilters (context: PlatformContext, feed: MarkedFeed, given: ReadonlyMap<string, string>): Pick<Query, 'where' | 'values'> {
  const filterable = feed.fields.filter(field => field.filter).map(field => filterField(context, field, given))
  const compiled = feed.fields.flatMap(({ name }) => {
    const text = given.get(name.toLowerCase())
    const equals = (text: string): Filter => ({ kind: 'comparison', property: name, operator: 'eq', value: { text, position: undefined } })
    if (text === undefined) return []
    const one = readOption(name, () => compileFilter(equals(text), filterable))
    tellStrangers(context.remarks, 'The query', one.strangers)
    return [one]
  })
  const filter = given.get('filter')
  if (filter?.trim()) compiled.unshift(readOption('$filter', () => readFilter(context, filter, filterable)))
  tellUnfilterable(context, feed, compiled.flatMap(it => it.unknown))
  return { where: compiled.map(it => `(${it.sql})`).join(' AND '), values: compiled.flatMap(it => it.values) }
}

/** A field as filters see it: in some texts they do not know of two spaces in a row. */
function filterField ({ reading }: PlatformContext, field: MarkedField, given: ReadonlyMap<string, string>): QueryField {
  const isAsked = [...given].some(([option, text]) => `${option}=${text}`.toLowerCase().includes(field.name.toLowerCase()))
  const plainField = queryField(field)
  if (!field.hasSpaces || !isAsked) return plainField
  const { sql } = plainField
  const single = `(replace(replace(replace(${sql}, '  ', ' '), '  ', ' '), '  ', ' '))`
  switch (reading(doubleSpaces)) {
    case 'stored': return { ...plainField, sql: single }
    case 'both': return { ...plainField, sql: single, plain: text => text.replace(/ {2,}/g, ' ') }
    case 'never': return { ...plainField, sql: `(CASE WHEN instr(${sql}, '  ') = 0 THEN ${sql} END)` }
  }
}

function readOrder (feed: MarkedFeed, text: string | undefined, { ignored, remarks }: PlatformContext): Query['order'] {
  if (!text?.trim()) return undefined
  const order = readOption('$orderby', () => compileOrder(text, feed.fields.map(queryField)))
  ignored.push(...order.unknown)
  tellNamedAgain(remarks, order)
  return order.terms
}

/** A name that is no field's finds nothing, as in the real service, and so does a field that can only be read, unless it is refused. */
function tellUnfilterable ({ reading, ignored }: PlatformContext, feed: MarkedFeed, unknown: readonly string[]): void {
  for (const name of unknown) {
    const field = findField(feed.fields, name)
    if (field && reading(unfilterableField) === 'refused') throw refusalOf(field.name, unfilterable(feed, field.name))
    ignored.push(name)
  }
}

function unfilterable ({ name, fields }: MarkedFeed, field: string): string {
  const filterable = fields.filter(it => it.filter).map(it => it.name)
  return filterable.length === 0
    ? `${name} lists cannot be filtered, so ${field} is not accepted as a filter.`
    : `${name} lists cannot be filtered by ${field}. Filter by ${either(filterable)}.`
}
