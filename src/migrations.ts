import { firstMigrations } from './migrations/first.ts'
import { laterMigrations } from './migrations/later.ts'

/**
 * How the tables of earlier builds become today's: SQL, by the version that it leads to. Never changed once a build has gone out with it,
 * so each is written out, and none takes what today's tables are made of; a change of the tables adds one. What it makes is held against
 * today's tables when a folder is opened.
 */
export const migrations: Readonly<Record<number, string>> = { ...firstMigrations, ...laterMigrations }
