import { Type, type Static } from '@sinclair/typebox'
import { inferred } from '../../core/basis.ts'
import { all, run, type Database } from '../../sandbox/database.ts'
import type { FixtureFile } from '../../sandbox/fixtures.ts'
import type { FieldType } from '../platform/field.ts'
import type { Module, ModuleField } from './field.ts'

/** Fields that a platform has added to a module. */
export const customFieldTables = `
  CREATE TABLE customField (
    module TEXT COLLATE NOCASE NOT NULL,
    label TEXT NOT NULL,
    type TEXT NOT NULL,
    PRIMARY KEY (module, label)
  ) STRICT, WITHOUT ROWID;
`

const list = all<{ label: string, type: FieldType }>('SELECT label, type FROM customField WHERE module = ? ORDER BY label')

const basis = inferred('The name is CF_ and the label with underscores, as a client of a real platform uses it')

/** All fields of a module, its platform's own among them: `CF_Include_on_website`. The same as the last time if nothing has changed. */
export function fieldsOf (db: Database, module: Module): readonly ModuleField[] {
  const custom = list(db, module.name)
  if (custom.length === 0) return module.fields
  const added = JSON.stringify(custom)
  const last = known.get(module)
  if (last?.added === added) return last.fields
  const fields = [...module.fields, ...custom.map(custom => customField(module, custom))]
  known.set(module, { added, fields })
  return fields
}

const known = new WeakMap<Module, { added: string, fields: readonly ModuleField[] }>()

function customField ({ table }: Module, { label, type }: { label: string, type: FieldType }): ModuleField {
  const name = label.replace(/\W/g, '_')
  return { name: `CF_${name}`, type, sql: `json_extract(${table}.customFields, '$.${name}')`, column: `customFields.${name}`, about: label, basis }
}

const CustomFieldRow = Type.Object({
  module: Type.String({ minLength: 1 }),
  label: Type.String({ pattern: '^[\\w ]+$' }),
  type: Type.Union(['text', 'boolean', 'number', 'dateTime'].map(type => Type.Literal(type))),
  about: Type.String({ minLength: 1 })
}, { additionalProperties: false })

const insert = run('INSERT INTO customField (module, label, type) VALUES (:module, :label, :type)')

export const customFieldFixtureFiles: FixtureFile[] = [
  { file: 'accessplanit-custom-fields.json', row: CustomFieldRow, insert: (db, { about, ...field }: Static<typeof CustomFieldRow>) => { insert(db, field) } }
]
