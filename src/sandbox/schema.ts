import { createHash } from 'node:crypto'
import { BadInput } from '../core/errors.ts'
import { oneValue, run, type Database } from './database.ts'
import type { Setting } from './settings.ts'
import { connect } from './store.ts'

/** The tables of a sandbox, and how those of earlier builds become them. */
export interface Schema {
  /** SQL that makes all tables as they are today. */
  readonly tables: string
  /** By the version that it brings a database to; a database of version 1 needs those from 2 on. Only ever added to. */
  readonly migrations: Readonly<Record<number, string>>
  /** What of its rows is set by somebody, by the services' own names. */
  readonly settings: readonly Setting[]
}

/** "tmsb": what tells a sandbox's file from any other database. */
const applicationId = 0x746d7362

export const versionOf = ({ migrations }: Schema): number => Math.max(1, ...Object.keys(migrations).map(Number))

const noteHash = run("INSERT OR REPLACE INTO setting (name, value) VALUES ('schema', json_quote(?))")
const readHash = oneValue<string>("SELECT json_extract(value, '$') FROM setting WHERE name = 'schema'")

/** Makes today's tables in an empty database. */
export function createTables (db: Database, schema: Schema): void {
  db.exec(schema.tables)
  mark(db, schema)
}

function mark (db: Database, schema: Schema): void {
  db.pragma(`application_id = ${applicationId}`)
  db.pragma(`user_version = ${versionOf(schema)}`)
  noteHash(db, hashOf(schema))
}

const hashes = new WeakMap<Schema, string>()

/** A hash of the SQL that makes the tables. Where it is the same, so are they. */
function hashOf (schema: Schema): string {
  let hash = hashes.get(schema)
  if (hash === undefined) hashes.set(schema, hash = createHash('sha256').update(schema.tables).digest('hex'))
  return hash
}

/** What tells the tables of one build from those of another. */
export const describeTables = (schema: Schema): { tables: number, schema: string } =>
  ({ tables: versionOf(schema), schema: hashOf(schema) })

/** Whether a database has today's tables, whatever it says of itself. */
export const hasTodaysTables = (db: Database, schema: Schema): boolean => fingerprint(db) === fingerprintOf(schema)

/**
 * Brings a database that was found to today's tables, all of it or nothing. `name` is what a person calls it: a file's path.
 * Throws BadInput where it is none of ours, of a newer build, or of one from which no way leads here.
 */
export function bringForward (db: Database, schema: Schema, name: string): void {
  const read = (pragma: string) => db.pragma(pragma, { simple: true }) as number
  const version = read('user_version')
  // The first builds left no mark but the version.
  if (read('application_id') !== applicationId && !(version === 1 && read('application_id') === 0)) {
    throw new BadInput(`${name} is not a database of tms-sandbox. Choose another folder with --data.`)
  }
  if (version > versionOf(schema)) {
    throw new BadInput(`${name} was written by a newer tms-sandbox (its tables are version ${version}, ` +
      `this program knows ${versionOf(schema)}). Start it with that one, or choose another folder.`)
  }
  if (version === versionOf(schema) && readHash(db) === hashOf(schema)) return
  const migrate = db.transaction(() => {
    for (let next = version + 1; next <= versionOf(schema); next++) db.exec(schema.migrations[next] ?? '')
    if (fingerprint(db) !== fingerprintOf(schema)) throw new Error('The tables are others')
    mark(db, schema)
  })
  // A table that is replaced must not take with it what refers to it.
  db.pragma('foreign_keys = OFF')
  try {
    migrate.immediate()
  } catch {
    throw new BadInput(`${name} was written by another build of tms-sandbox, and its tables cannot be brought to those of this one. ` +
      'Choose another folder with --data, or delete the file to start again.')
  } finally {
    db.pragma('foreign_keys = ON')
  }
}

const fingerprints = new WeakMap<Schema, string>()

/** The fingerprint that today's tables have. */
function fingerprintOf (schema: Schema): string {
  let print = fingerprints.get(schema)
  if (print === undefined) {
    const db = connect()
    createTables(db, schema)
    fingerprints.set(schema, print = fingerprint(db))
    db.close()
  }
  return print
}

/** A hash of what a database's tables and indexes are made of, however the SQL that made them was written. */
export function fingerprint (db: Database): string {
  const names = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all() as string[]
  const tables = names.map(name => [
    name,
    (db.pragma(`table_xinfo("${name}")`) as Array<{ cid: number, name: string }>)
      .map(({ cid: _, ...column }) => column)
      .sort((a, b) => a.name < b.name ? -1 : 1),
    (db.pragma(`foreign_key_list("${name}")`) as Array<{ id: number }>).map(({ id: _, ...key }) => JSON.stringify(key)).sort(),
    (db.pragma(`index_list("${name}")`) as Array<{ name: string, unique: number, partial: number, origin: string }>)
      .map(({ name: index, unique, partial, origin }) =>
        JSON.stringify([origin === 'c' ? index : origin, unique, partial, db.pragma(`index_xinfo("${index}")`)]))
      .sort()
  ])
  return createHash('sha256').update(JSON.stringify(tables)).digest('hex')
}
