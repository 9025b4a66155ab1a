import { allValues, one, oneValue, run, type Database } from './database.ts'
import type { Setting, Settings } from './settings.ts'

/** What a sandbox keeps of the documents that say how its services are to be called, and of what is in them beyond our own. */
export const contractTables = `
  CREATE TABLE contract (
    service TEXT PRIMARY KEY,
    hash TEXT NOT NULL,
    document TEXT NOT NULL,
    overlay TEXT,
    compiled BLOB NOT NULL
  ) STRICT;
  CREATE TABLE contractRecord (
    service TEXT NOT NULL,
    caller TEXT NOT NULL,
    path TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (service, caller, path, kind)
  ) STRICT, WITHOUT ROWID;
`

/**
 * What is said of a table beside others, where that is not all of its rows: of a contract that it was adopted, replaced or left, and by its
 * hash which. Its text, and what was made of it, are megabytes that nobody reads as members of a record.
 */
export const toldOfContracts: Readonly<Record<string, string>> = {
  contract: 'SELECT service, hash, octet_length(document) AS documentBytes, octet_length(overlay) AS overlayBytes FROM contract'
}

/** A document, and what was made of it when it was adopted, which needs no time to be read again. */
export interface Adopted {
  readonly service: string
  /** Of the document and of what a person decided of it. */
  readonly hash: string
  readonly document: string
  readonly overlay: string | null
  readonly compiled: Buffer
}

/** By service: the hash of its contract, or null for none though the server has one. */
type Chosen = Readonly<Record<string, string | null>>

/** The server's contracts, where the sandbox says nothing else. */
export const contracts: Setting<readonly Adopted[]> = {
  name: 'contract',
  placeholder: 'FILE',
  description: 'an OpenAPI document of one of the services, as which that is served',
  default: '',
  isRepeatable: true,
  read: () => []
}

const chosenName = 'contracts chosen'

const chosenIn = (settings: Settings): Chosen => settings.recall<Chosen>(chosenName) ?? {}

const find = one<Adopted>('SELECT service, hash, document, overlay, compiled FROM contract WHERE service = ?')
const put = run('INSERT OR REPLACE INTO contract (service, hash, document, overlay, compiled) VALUES (?, ?, ?, ?, ?)')
const remove = run('DELETE FROM contract WHERE service = ?')

/** The contracts in force: those of the sandbox, else those of the server. */
export function contractsIn (db: Database, settings: Settings): Adopted[] {
  const chosen = chosenIn(settings)
  const own = Object.keys(chosen).flatMap(service => chosen[service] === null ? [] : find(db, service) ?? [])
  const usual = settings.usual(contracts) ?? []
  return [...own, ...usual.filter(({ service }) => !Object.hasOwn(chosen, service))]
}

/** Has a sandbox go by a contract, as part of the transaction that is under way. */
export function adopt (db: Database, settings: Settings, adopted: Adopted): void {
  const { service, hash, document, overlay, compiled } = adopted
  put(db, service, hash, document, overlay, compiled as unknown as string)
  settings.remember(chosenName, { ...chosenIn(settings), [service]: hash })
}

/** Has a sandbox go by none for a service, whatever the server has. */
export function leave (db: Database, settings: Settings, service: string): void {
  remove(db, service)
  settings.remember(chosenName, { ...chosenIn(settings), [service]: null })
}

/** Has a sandbox go by the server's again. */
export function goByServer (db: Database, settings: Settings, services: readonly string[]): void {
  const chosen = chosenIn(settings)
  if (!services.some(service => Object.hasOwn(chosen, service))) return
  for (const service of services) remove(db, service)
  settings.remember(chosenName, Object.fromEntries(Object.entries(chosen).filter(([service]) => !services.includes(service))))
}

/** What a reset of the data does not touch: which API it is that is stood in for is no part of them. */
export interface CarriedContracts {
  readonly chosen: Chosen
  readonly own: readonly Adopted[]
}

export function carriedFrom (db: Database, settings: Settings): CarriedContracts | undefined {
  const chosen = chosenIn(settings)
  const services = Object.keys(chosen)
  return services.length === 0 ? undefined : { chosen, own: services.flatMap(service => find(db, service) ?? []) }
}

export function carryInto (db: Database, settings: Settings, { chosen, own }: CarriedContracts): void {
  for (const { service, hash, document, overlay, compiled } of own) put(db, service, hash, document, overlay, compiled as unknown as string)
  settings.remember(chosenName, chosen)
}

/** Where something of a contract is kept: whose it is, and where it is to be found. */
export interface RecordPlace {
  readonly service: string
  /** Empty where callers share what there is. */
  readonly caller: string
  readonly path: string
}

/** `members` that a resource of ours has besides, a `record` that only the contract knows, or that one of ours was `deleted`. */
export type RecordKind = 'members' | 'record' | 'deleted'

const findRecord = oneValue<string>('SELECT value FROM contractRecord WHERE service = ? AND caller = ? AND path = ? AND kind = ?')
const putRecord = run('INSERT OR REPLACE INTO contractRecord (service, caller, path, kind, value) VALUES (?, ?, ?, ?, ?)')
const removeRecords = run(`DELETE FROM contractRecord WHERE service = $service AND caller = $caller
  AND (path = $path OR substr(path, 1, length($path) + 1) = $path || '/')`)
const listBelow = allValues<string>(`SELECT value FROM contractRecord WHERE service = $service AND caller = $caller AND kind = 'record'
  AND substr(path, 1, length($path) + 1) = $path || '/' AND instr(substr(path, length($path) + 2), '/') = 0 ORDER BY path`)

export function recordAt (db: Database, { service, caller, path }: RecordPlace, kind: RecordKind): unknown {
  const value = findRecord(db, service, caller, path, kind)
  return value === undefined ? undefined : JSON.parse(value) as unknown
}

export function keepRecord (db: Database, { service, caller, path }: RecordPlace, kind: RecordKind, value: unknown): void {
  putRecord(db, service, caller, path, kind, JSON.stringify(value))
}

/** With all that is below it; answers whether there was any. */
export const forgetRecords = (db: Database, place: RecordPlace): boolean => removeRecords(db, { ...place }) > 0

/** As JSON texts. */
export const recordsBelow = (db: Database, place: RecordPlace): string[] => listBelow(db, { ...place })
