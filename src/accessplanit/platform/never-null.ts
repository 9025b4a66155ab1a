import type { Feed } from './feed.ts'
import type { Field } from './field.ts'
import { platformTables } from './tables.ts'

/** The columns that always have a value, as the tables say: `courseDate.startDate`. */
const filled: ReadonlySet<string> = new Set(platformTables.flatMap(sql => [...sql.matchAll(/CREATE TABLE (\w+) \(([^;]*)\)/g)])
  .flatMap(([, table, columns]) => [...columns!.matchAll(/(?<=^|,)\s*(\w+) [A-Z][^,]*(?:NOT NULL|PRIMARY KEY)/g)]
    .map(([, column]) => `${table}.${column}`)))

/** What is a text, a count, a sum, a comparison or ends in a constant, whatever is in the tables. */
const constant = /^'|^\(SELECT (?:count|CAST\(total)\(|^coalesce\(.*, (?:0|'')\)(?: <> '')?$|^trim\(coalesce|ELSE '\w+' END$/

/** Whether every record of a feed has a value for a field. */
export function isNeverNull ({ from }: Pick<Feed, 'from'>, { type, sql }: Field): boolean {
  if (type === 'list' || type === 'object' || constant.test(sql)) return true
  return sql.split(' || ').every(part => part.startsWith("'") ||
    (filled.has(part) && !from.includes(`LEFT JOIN ${part.split('.')[0]!} `)))
}
