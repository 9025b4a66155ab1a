import type { Database } from '../../../sandbox/database.ts'
import { perSandbox } from '../../../sandbox/live.ts'
import type { Sandbox } from '../../../sandbox/sandbox.ts'
import { addedField, addedTo } from '../../platform/custom-fields/fields.ts'
import { tableOf, type Module, type ModuleField } from '../field.ts'

/** Whose platform it is. */
export interface ForSandbox { readonly sandbox: Sandbox, readonly db: Database }

/** The fields of a module as they were put together last, and of what. */
interface Known { readonly added: string, readonly fields: readonly ModuleField[] }

const known = perSandbox('fields of modules', () => new Map<Module, Known>())

/** All fields of a module, its platform's own among them: `CF_Include_on_website`. The same as the last time if nothing has changed. */
export function fieldsOf ({ sandbox, db }: ForSandbox, module: Module): readonly ModuleField[] {
  const custom = addedTo(db, tableOf(module))
  if (custom.length === 0) return module.fields
  const added = JSON.stringify(custom)
  const last = known(sandbox).get(module)
  if (last?.added === added) return last.fields
  const fields = [...module.fields, ...custom.map(it => ownField(module, addedField(tableOf(module), it, 'CF_')))]
  known(sandbox).set(module, { added, fields })
  return fields
}

/** It is written where the records of the module are. */
function ownField ({ kind }: Module, { column, ...field }: ReturnType<typeof addedField>): ModuleField {
  return kind ? { ...field, column } : field
}
