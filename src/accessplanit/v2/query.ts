import { emptyOption } from '../../http/query-options.ts'
import type { PlatformContext } from '../platform/context.ts'
import type { Query } from '../platform/feed.ts'
import { queryField } from '../platform/field.ts'
import { readCount } from '../query/counting.ts'
import type { Field as QueryField } from '../query/field.ts'
import { readFilter } from '../query/loosely.ts'
import { isBlank, lastOf, readOption, readWholeNumber, type QueryString } from '../query/options.ts'
import { compileOrder, tellNamedAgain } from '../query/ordering.ts'
import { readSelect } from '../query/select.ts'
import type { ModuleField } from './field.ts'

/** What is asked for of a module: which records, which of their fields, and whether they are to be counted. */
export interface Asked extends Query {
  readonly fields: readonly ModuleField[]
  readonly count: boolean
}

/** Numbers that stand for words are a table as well. */
function filterField (field: ModuleField): QueryField {
  const { states, type } = field
  return { ...queryField(field), ...states && { values: type === 'integer' ? Object.keys(states) : Object.values(states) } }
}

/** Reads `$select`, `$filter`, `$orderby`, `$top`, `$skip` and `$count`. Unknown fields are told of as ignored. Throws Failure. */
export function readQuery (context: PlatformContext, query: QueryString, fields: readonly ModuleField[]): Asked {
  const read = <Result>(option: string, work: (text: string) => Result): Result | undefined => {
    const text = lastOf(query[option])
    if (text === undefined) return undefined
    if (!isBlank(option, text)) return readOption(option, () => work(text))
    context.remarks.push(emptyOption(option))
    return undefined
  }
  const chosen = read('$select', text => readSelect(text, fields))
  const filter = read('$filter', text => readFilter(context, text, fields.map(filterField)))
  const order = read('$orderby', text => compileOrder(text, fields.map(queryField)))
  tellNamedAgain(context.remarks, order)
  context.ignored.push(...[...chosen?.unknown ?? [], ...filter?.unknown ?? [], ...order?.unknown ?? []])
  const top = read('$top', text => readWholeNumber('$top', text, -1))
  return {
    fields: chosen?.fields ?? fields,
    where: filter?.sql,
    values: filter?.values ?? [],
    order: order?.terms,
    limit: top ?? 100,
    isCutByDefault: top === undefined,
    offset: read('$skip', text => readWholeNumber('$skip', text, 0)) ?? 0,
    count: read('$count', text => readCount(context.remarks, text)) ?? false
  }
}
