import { oneValue, run } from './database.ts'

/** What a sandbox remembers of itself beside its records. */
export const settingTables = `
  CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`

export const readSetting = oneValue<string>('SELECT value FROM setting WHERE name = ?')

export const writeSetting = run('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)')
