import { temporal } from '../../core/temporal.ts'
import { zone } from '../../core/zone.ts'
import { inMilliseconds } from '../../core/date-time.ts'
import { findField, type Field } from './field.ts'
import { isNumber, type Comparison, type Filter, type FunctionName, type Operator, withPlus } from './filter.ts'
import { FilterFault, quote } from './reader.ts'
import { strangenessOf, type Stranger } from './strangers.ts'
import { createColumns, joined } from './worked-out.ts'

/**
 * A condition to stand after WHERE or between ANDs, the values of its `?` in order, the names in the filter that no field has, and what
 * fields are compared with that none of their values is like.
 */
export interface CompiledFilter {
  sql: string
  values: Array<string | number>
  unknown: string[]
  strangers: Stranger[]
}

/**
 * Makes SQL of a filter. Nothing of a request gets into the statement: names choose a field, words choose from the tables below, and
 * values are bound. What compares with a field that has no value is false, but `ne` and `eq null` are true; whatever compares with an
 * unknown name is false. `not` is true of all that is not true. A loose one takes decimal commas. Throws FilterFault, at the value, where
 * that cannot be one of its field. However often a filter names what has to be worked out, that is done once a record.
 */
export function compileFilter (filter: Filter, fields: readonly Field[], isLoose = false): CompiledFilter {
  const columns = createColumns()
  const values: Array<string | number> = []
  const unknown = new Set<string>()
  const strangers: Stranger[] = []

  function write (part: Filter): string {
    // A comparison with NULL is NULL, which AND and OR treat as false, as far as truth goes, and NOT would not.
    if (part.kind === 'not') return `((${write(part.part)}) IS NOT TRUE)`
    return part.kind === 'comparison' ? writeComparison(part) : joined(part.parts.map(write), part.kind === 'and' ? 'AND' : 'OR')
  }

  function writeComparison (comparison: Comparison): string {
    const field = findField(fields, comparison.property)
    if (!field) {
      unknown.add(comparison.property)
      return 'FALSE'
    }
    const { sql, bound } = compare(columns.fieldOf(field), comparison, isLoose)
    values.push(...bound)
    const why = strangenessOf(field, comparison)
    if (why) strangers.push({ field, text: comparison.value.text!, why })
    return sql
  }

  const parts = (filter.kind === 'and' ? filter.parts : [filter]).map(part => {
    const sql = write(part)
    return { sql, values: values.splice(0) }
  })
  // What is asked of columns stands by itself, as an index may serve it.
  const [own, workedOut] = [parts.filter(({ sql }) => !columns.areIn(sql)), parts.filter(({ sql }) => columns.areIn(sql))]
  const conditions = [...own.map(({ sql }) => sql), ...columns.around(workedOut.map(({ sql }) => sql))]
  return { sql: joined(conditions, 'AND'), values: [...own, ...workedOut].flatMap(it => it.values), unknown: [...unknown], strangers }
}

interface Condition {
  sql: string
  bound: readonly [] | readonly [string | number]
}

function compare (field: Field, { operator, value: { text: written, position } }: Comparison, isLoose: boolean): Condition {
  const text = written !== null && field.plain ? field.plain(written) : written
  if (field.isEmpty && !text && isEquality(operator)) return { sql: asShownEmpty(field.isEmpty, text, operator), bound: [] }
  if (text === null) return { sql: withoutValue(field, operator), bound: [] }
  const { holds, operators, read, write } = types[field.type]
  if (!operators.includes(operator)) throw new FilterFault(position, `${field.name} is ${holds}, so "${operator}" cannot be used with it`)
  const asMeant = isLoose ? meant[field.type]?.(text) ?? text : text
  const bound = isFunction(operator) ? places[operator].value(text) : read(asMeant)
  if (bound === undefined) throw new FilterFault(position, `${field.name} must be ${holds}, but is ${quote(text)}`)
  const sql = field.isEmpty && field.type === 'text' && !isEquality(operator) ? `coalesce(${field.sql}, '')` : field.sql
  return { sql: write(sql, operator), bound: [bound] }
}

/** What a loose filter may have written otherwise. */
const meant: { readonly [type in Field['type']]?: (text: string) => string } = {
  number: text => text.replace(decimalComma, '$1.$2'),
  dateTime: withPlus
}

/** What is shown as an empty text is one, and never null. */
const asShownEmpty = (isEmpty: string, text: string | null, operator: Operator | FunctionName): string =>
  text === null ? operator === 'eq' ? 'FALSE' : 'TRUE' : operator === 'eq' ? `(${isEmpty})` : `NOT (${isEmpty})`

/** A list without a value is shown as an empty one, so that either is what null finds. */
function withoutValue ({ sql, type }: Field, operator: Operator | FunctionName): string {
  if (type === 'list') return `${operator === 'eq' ? 'NOT ' : ''}EXISTS (SELECT 1 FROM json_each(${sql}))`
  return `${sql} ${operator === 'eq' ? 'IS' : 'IS NOT'} NULL`
}

/** As machines write a number in much of Europe. */
const decimalComma = /^([+-]?\d+),(\d+)$/

const signs: Record<Operator, string> = { eq: '=', ne: 'IS NOT', lt: '<', le: '<=', gt: '>', ge: '>=' }

/** Where a text is to be found; the case of ASCII letters says nothing. */
interface Place {
  readonly value: (text: string) => string
  readonly write: (sql: string) => string
}

// To find a long text within or at the end of a long one, LIKE takes seconds where they are nearly alike.
const places: Record<FunctionName, Place> = {
  contains: { value: inSmall, write: sql => `instr(lower(${sql}), ?) > 0` },
  startswith: { value: text => `${text.replace(/[\\%_]/g, '\\$&')}%`, write: sql => `${sql} LIKE ? ESCAPE '\\'` },
  // With a sign behind both, so that an empty text has an end as well.
  endswith: {
    value: text => `${inSmall(text)}$`,
    write: sql => `(SELECT substr(lower(${sql}) || '$', -length(it)) = it FROM (SELECT ? AS it))`
  }
}

/** As SQLite's lower() has it. */
function inSmall (text: string): string {
  return text.replace(/[A-Z]+/g, letters => letters.toLowerCase())
}

const isEquality = (operator: Operator | FunctionName): boolean => operator === 'eq' || operator === 'ne'

const isFunction = (operator: Operator | FunctionName): operator is FunctionName => operator in places

/** How a type of fields is compared. */
interface Type {
  /** What such a field holds. */
  holds: string
  operators: ReadonlyArray<Operator | FunctionName>
  /** The value to compare with; undefined where the text is none of the type. */
  read: (text: string) => string | number | undefined
  write: (sql: string, operator: Operator | FunctionName) => string
}

const equality: readonly Operator[] = ['eq', 'ne']
const order: readonly Operator[] = ['lt', 'le', 'gt', 'ge']
const functions: readonly FunctionName[] = ['contains', 'startswith', 'endswith']
const all = [...equality, ...order, ...functions]

const asText = (sql: string, operator: Operator | FunctionName): string =>
  isFunction(operator) ? places[operator].write(sql) : `${sql} ${signs[operator]} ? COLLATE NOCASE`

// The column stands alone, so that an index on it can be used.
const asItIs = (sql: string, operator: Operator | FunctionName): string =>
  isFunction(operator) ? places[operator].write(sql) : `${sql} ${signs[operator]} ?`

// SQLite would look into `10.0` where the reply says 10.
const asNumber = (sql: string, operator: Operator | FunctionName): string =>
  asItIs(isFunction(operator) ? `(CASE typeof(${sql}) WHEN 'real' THEN format('%.15g', ${sql}) ELSE ${sql} END)` : sql, operator)

const asList = (sql: string, operator: Operator | FunctionName): string =>
  operator === 'ne' ? `NOT ${asList(sql, 'eq')}` : `EXISTS (SELECT 1 FROM json_each(${sql}) WHERE ${asText('json_each.value', operator)})`

const types: Record<Field['type'], Type> = {
  text: { holds: 'a text', operators: all, read: (text) => text, write: asText },
  number: { holds: 'a number', operators: all, read: (text) => isNumber(text) ? Number(text) : undefined, write: asNumber },
  boolean: { holds: 'true or false', operators: equality, read: readBoolean, write: asItIs },
  dateTime: { holds: 'a date, such as 2026-03-02 or 2026-03-02T09:00:00', operators: all, read: readDateTime, write: asItIs },
  list: { holds: 'a list of texts', operators: [...equality, ...functions], read: (text) => text, write: asList }
}

function readBoolean (text: string): number | undefined {
  const at = ['false', 'true'].indexOf(text.toLowerCase())
  return at < 0 ? undefined : at
}

const dateTime = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/i

/** A date or date-time as the columns hold it: New Zealand's time, seconds and no offset. A date alone is its first moment. */
function readDateTime (text: string): string | undefined {
  const parts = dateTime.exec(text)
  if (!parts) return undefined
  try {
    const moment = parts[1] === undefined
      ? temporal().PlainDateTime.from(inMilliseconds(text))
      : temporal().Instant.from(inMilliseconds(text)).toZonedDateTimeISO(zone).toPlainDateTime()
    // The last moment that .NET knows, which clients send for "ever", is in the year 10000 here if it comes in UTC.
    return moment.year > 9999 ? '9999-12-31T23:59:59' : moment.toString()
  } catch {
    return undefined
  }
}
