import type { FastifyRequest } from 'fastify'
import { Failure } from '../../core/errors.ts'
import type { Query } from '../platform/feed.ts'
import { asOne, queryTypes } from '../platform/field.ts'
import { parseFilter } from '../query/filter.ts'
import { compileOrder } from '../query/ordering.ts'
import { FilterFault } from '../query/reader.ts'
import { readSelect } from '../query/select.ts'
import type { Field as QueryField } from '../query/field.ts'
import { compileFilter } from '../query/sql.ts'
import type { ModuleField } from './field.ts'

/** A field as filters see it: money in currency units. */
const queryField = ({ name, type, sql }: ModuleField): QueryField =>
  ({ name, type: queryTypes[type], sql: type === 'money' ? `(${sql} / 100.0)` : asOne(sql) })

/** What is asked for of a module: which records, which of their fields, and whether they are to be counted. */
export interface Asked extends Query {
  readonly fields: readonly ModuleField[]
  readonly count: boolean
}

/** Reads `$select`, `$filter`, `$orderby`, `$top`, `$skip` and `$count`, in any case. Unknown fields are told of as ignored. Throws Failure. */
export function readQuery (request: FastifyRequest, fields: readonly ModuleField[]): Asked {
  const { ignored } = request.entry
  const given = new Map(Object.entries(request.query as Record<string, string | string[]>)
    .map(([name, value]) => [name.toLowerCase(), String(Array.isArray(value) ? value.at(-1) : value)]))
  const read = <Result>(option: string, work: (text: string) => Result): Result | undefined => {
    const text = given.get(option)
    if (text === undefined || text.trim() === '') return undefined
    try {
      return work(text)
    } catch (error) {
      if (error instanceof FilterFault) throw malformed(option, error.message)
      throw error
    }
  }
  const chosen = read('$select', text => readSelect(text, fields))
  const filter = read('$filter', text => compileFilter(parseFilter(text), fields.map(queryField)))
  const order = read('$orderby', text => compileOrder(text, fields.map(queryField)))
  ignored.push(...[...chosen?.unknown ?? [], ...filter?.unknown ?? [], ...order?.unknown ?? []])
  return {
    fields: chosen?.fields ?? fields,
    where: filter?.sql,
    values: filter?.values ?? [],
    order: order?.sql,
    limit: read('$top', text => wholeNumber('$top', text, -1)) ?? 100,
    offset: read('$skip', text => wholeNumber('$skip', text, 0)) ?? 0,
    count: read('$count', text => text.toLowerCase() === 'true') ?? false
  }
}

function wholeNumber (option: string, text: string, least: number): number {
  if (!/^-?\d{1,9}$/.test(text) || Number(text) < least) throw malformed(option, `${option} is a whole number from ${least} on, got "${text}".`)
  return Number(text)
}

const malformed = (option: string, message: string): Failure => new Failure('malformed', message, { errors: { [option]: [message] } })
