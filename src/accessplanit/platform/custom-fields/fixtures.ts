import { Type, type Static } from '@sinclair/typebox'
import type { Database } from '../../../sandbox/database.ts'
import type { FixtureFile } from '../../../sandbox/fixtures.ts'
import { memberOf, namesOf, tableCalled } from './fields.ts'
import { insertCustomField, setCustomValue } from './store.ts'

const CustomFieldRow = Type.Object({
  module: Type.String({ minLength: 1 }),
  label: Type.String({ pattern: '^[\\w ]+$' }),
  type: Type.Union(['text', 'boolean', 'number', 'dateTime'].map(type => Type.Literal(type))),
  /** By the ids of the records that have one. */
  values: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Boolean(), Type.Number()]))),
  about: Type.String({ minLength: 1 })
}, { additionalProperties: false })

/** They come after the records that have values of them. */
export const customFieldFixtureFiles: FixtureFile[] = [{
  file: 'accessplanit-custom-fields.json',
  row: CustomFieldRow,
  insert: insertWithValues
}]

function insertWithValues (db: Database, { module, label, type, values = {} }: Static<typeof CustomFieldRow>): void {
  const table = tableCalled(module)
  if (table === undefined) throw new Error(`No field can be added to "${module}"`)
  insertCustomField(db, { module: namesOf(table)[0]!, label, type })
  for (const [id, value] of Object.entries(values)) setCustomValue(db, table, id, memberOf(label), value)
}
