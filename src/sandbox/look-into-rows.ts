import { all, oneValue, type Database } from './database.ts'
import { faultOfRemembered } from './remembered.ts'
import type { Setting } from './settings.ts'

/** Whether what is in the rows of a database can be read: its tables alone do not see to that. */

interface Column { readonly tableName: string, readonly name: string, readonly type: 'object' | 'array' }

/** What is wrong with one of them, in words without a full stop. */
export class Unsound extends Error {}

/** A column that begins as an object or a list remains one; some have no beginning. */
const jsonColumns = all<Column>(`
  SELECT tables.name AS tableName, columns.name, CASE substr(dflt_value, 2, 1) WHEN '[' THEN 'array' ELSE 'object' END AS type
  FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
  WHERE tables.type = 'table' AND (substr(dflt_value, 2, 1) IN ('{', '[') OR columns.name IN ('details', 'progression'))`)

const settingNotJson = oneValue<string>('SELECT name FROM setting WHERE NOT json_valid(value)')
const remembered = all<{ name: string, value: string }>('SELECT name, value FROM setting')

/** Goes through them in steps. Throws Unsound with what is wrong with the first that is. */
export function * lookIntoRows (db: Database, settings: readonly Setting[]): Generator<void> {
  const broken = settingNotJson(db)
  if (broken !== undefined) throw new Unsound(`its setting "${broken}" is not JSON`)
  const fault = faultOfRemembered(Object.fromEntries(remembered(db).map(({ name, value }) => [name, JSON.parse(value)])), settings)
  if (fault !== undefined) throw new Unsound(fault)
  for (const { tableName, name, type } of jsonColumns(db)) {
    yield
    const isOther = db.prepare(`SELECT 1 FROM "${tableName}" WHERE "${name}" IS NOT NULL AND
      CASE WHEN json_valid("${name}") THEN json_type("${name}") <> '${type}' ELSE TRUE END LIMIT 1`).get()
    if (isOther) throw new Unsound(`"${name}" of a record in its table "${tableName}" is no JSON ${type === 'array' ? 'list' : 'object'}`)
  }
}
