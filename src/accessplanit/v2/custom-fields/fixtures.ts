import { Type, type Static } from '@sinclair/typebox'
import type { FixtureFile } from '../../../sandbox/fixtures.ts'
import { insertCustomField } from './store.ts'

const CustomFieldRow = Type.Object({
  module: Type.String({ minLength: 1 }),
  label: Type.String({ pattern: '^[\\w ]+$' }),
  type: Type.Union(['text', 'boolean', 'number', 'dateTime'].map(type => Type.Literal(type))),
  about: Type.String({ minLength: 1 })
}, { additionalProperties: false })

export const customFieldFixtureFiles: FixtureFile[] = [{
  file: 'accessplanit-custom-fields.json',
  row: CustomFieldRow,
  insert: (db, { about, ...field }: Static<typeof CustomFieldRow>) => { insertCustomField(db, field) }
}]
