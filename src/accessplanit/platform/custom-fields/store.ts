import { all, prepareCached, run, type Database } from '../../../sandbox/database.ts'
import type { FieldType } from '../field.ts'

export type CustomFieldType = Extract<FieldType, 'text' | 'boolean' | 'number' | 'dateTime'>

/** A field that a platform has added; `module` is the first name of the records that have it. */
export interface CustomField { module: string, label: string, type: CustomFieldType }

export const listCustomFields = all<CustomField>('SELECT module, label, type FROM customField WHERE module = ? ORDER BY label')
export const listAllCustomFields = all<CustomField>('SELECT module, label, type FROM customField ORDER BY module, label')
export const insertCustomField = run('INSERT INTO customField (module, label, type) VALUES (:module, :label, :type)')

/** Gives a record a value of such a field, by its name; the table is one that can have some. */
export function setCustomValue (db: Database, table: string, id: string, name: string, value: unknown): void {
  prepareCached(db, `UPDATE ${table} SET customFields = json_set(customFields, ?, json(?)) WHERE id = ?`)
    .run(`$."${name}"`, JSON.stringify(value), id)
}
