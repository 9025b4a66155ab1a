import { inferred } from '../../../core/basis.ts'
import type { Database } from '../../../sandbox/database.ts'
import type { Module, ModuleField } from '../field.ts'
import { listCustomFields, type CustomField } from './store.ts'

const basis = inferred('The name is CF_ and the label with underscores, as a client of a real platform uses it')

/** All fields of a module, its platform's own among them: `CF_Include_on_website`. The same as the last time if nothing has changed. */
export function fieldsOf (db: Database, module: Module): readonly ModuleField[] {
  const custom = listCustomFields(db, module.name)
  if (custom.length === 0) return module.fields
  const added = JSON.stringify(custom)
  const last = known.get(module)
  if (last?.added === added) return last.fields
  const fields = [...module.fields, ...custom.map(custom => customField(module, custom))]
  known.set(module, { added, fields })
  return fields
}

const known = new WeakMap<Module, { added: string, fields: readonly ModuleField[] }>()

function customField ({ kind }: Module, { label, type }: CustomField): ModuleField {
  const name = label.replace(/\W/g, '_')
  const sql = `json_extract(${kind?.table}.customFields, '$.${name}')`
  return { name: `CF_${name}`, type, sql, column: `customFields.${name}`, description: label, basis }
}
