import type { TSchema } from '@sinclair/typebox'
import { all, run, type Database } from './database.ts'
import type { Writing } from './store.ts'

/** What a sandbox remembers of itself beside its records: a name, and JSON. */
export const settingTables = `
  CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`

const list = all<{ name: string, value: string }>('SELECT name, value FROM setting')
const write = run('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)')

/** One thing that can be set: in a row of the sandbox, by the server's flag of the same name, or as it is by default. */
export interface Setting<Value = unknown> {
  /** As the flag: `unknown-id`. */
  readonly name: string
  /** What stands for the value in a flag's help: `STATUS`. */
  readonly placeholder: string
  readonly description: string
  /** The flag's text where nobody gives one. */
  readonly default: string
  /** Something that the text can be, where nothing is usual. */
  readonly example?: string
  /** Whether a flag may be given several times, which is the same as once with commas. */
  readonly isRepeatable?: boolean
  /** Whether a flag without a value means yes. */
  readonly isSwitch?: boolean
  /** Whether the text leads to a file or a folder, by a path or a URL. */
  readonly isPath?: boolean
  /** All that the text can be, where that is little. */
  readonly choices?: readonly string[]
  /** What a row of a sandbox may have for it, where that is more than the kind of its default. */
  readonly row?: TSchema
  /** Reads a flag's text. Throws BadInput. */
  read (text: string): Value
}

/** Whether a sandbox has something switched on, for whoever answers that it is damaged: nobody knows of one that cannot be read. */
export function isSet (sandbox: { readonly settings: Settings } | undefined, setting: Setting<boolean>): boolean {
  try {
    return sandbox?.settings.get(setting) === true
  } catch {
    return false
  }
}

/** The settings of one sandbox. */
export interface Settings {
  /** What is in force: what was set in this sandbox, else what the server's flag or default says. */
  get<Value> (setting: Setting<Value>): Value
  /** What the server says, whatever was set in this sandbox; undefined where it says nothing. */
  usual<Value> (setting: Setting<Value>): Value | undefined
  /** Sets it in this sandbox, as part of the transaction that is under way. */
  set<Value> (setting: Setting<Value>, value: Value): void
  /** What the sandbox remembers under a name, undefined for nothing. */
  recall<Value> (name: string): Value | undefined
  remember (name: string, value: unknown): void
  /** Everything that it remembers. */
  all (): Record<string, unknown>
  /** Forgets what was read, as the rows are others now. */
  reread (): void
  /** Tells whoever wants to know that a sentence's reading mattered, by its id. */
  readonly noteReading: ((id: string) => void) | undefined
}

/** `defaults` are the server's, by the names of the settings. */
export function createSettings (
  db: () => Database, defaults: Readonly<Record<string, unknown>>, writing?: Writing, noteReading?: (id: string) => void
): Settings {
  let rows: ReadonlyMap<string, unknown> | undefined
  // Something was set in a transaction that may yet be undone, so nothing is kept in memory until that is over.
  let isUnsettled = false

  function current (): ReadonlyMap<string, unknown> {
    if (rows) return rows
    const read = new Map(list(db()).map(({ name, value }) => [name, JSON.parse(value)]))
    isUnsettled &&= db().inTransaction
    if (!isUnsettled) rows = read
    return read
  }

  function remember (name: string, value: unknown): void {
    const isAlone = !db().inTransaction
    if (isAlone) writing?.beforeWriting()
    write(db(), name, JSON.stringify(value))
    if (isAlone) writing?.afterWriting()
    rows = undefined
    isUnsettled = true
  }

  return {
    get: <Value>(setting: Setting<Value>) =>
      (current().get(setting.name) ?? defaults[setting.name] ?? setting.read(setting.default)) as Value,
    usual: <Value>(setting: Setting<Value>) => defaults[setting.name] as Value | undefined,
    set: (setting, value) => remember(setting.name, value),
    recall: <Value>(name: string) => current().get(name) as Value | undefined,
    remember,
    all: () => Object.fromEntries(current()),
    reread: () => { rows = undefined },
    noteReading
  }
}
