import { all, run } from '../../../sandbox/database.ts'
import type { FieldType } from '../../platform/field.ts'

/** Fields that a platform has added to a module. */
export const customFieldTables = `
  CREATE TABLE customField (
    module TEXT COLLATE NOCASE NOT NULL,
    label TEXT NOT NULL,
    type TEXT NOT NULL,
    PRIMARY KEY (module, label)
  ) STRICT, WITHOUT ROWID;
`

export interface CustomField { label: string, type: FieldType }
export const listCustomFields = all<CustomField>('SELECT label, type FROM customField WHERE module = ? ORDER BY label')
export const insertCustomField = run('INSERT INTO customField (module, label, type) VALUES (:module, :label, :type)')
