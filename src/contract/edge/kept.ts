import { Failure } from '../../core/errors.ts'
import { quoted } from '../../core/words.ts'
import type { Call, Operation } from '../../http/operation.ts'
import type { Service } from '../../http/service.ts'
import { forgetRecords, keepRecord, recordAt, type RecordPlace } from '../../sandbox/contracts.ts'
import type { Caller } from '../../sandbox/journal.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { JsonSchema } from '../official.ts'
import type { BodyRead } from './body.ts'
import { canonical, idNameIn, itemPathOf } from './item-path.ts'
import { merged } from './success.ts'

/** Where something is kept, as an operation knows it. */
export interface Whereabouts {
  readonly sandbox: Sandbox
  readonly service: Service
  readonly caller: Caller | undefined
  readonly path: string
}

/** What organisations have is their own; users of one platform share it. */
export const placeOf = ({ service, caller, path }: Whereabouts): RecordPlace =>
  ({ service: service.name, caller: service.hasNumberedCallers ? caller?.id ?? '' : '', path })

type Members = Record<string, unknown>

interface Performed {
  readonly operation: Operation
  readonly read: BodyRead | undefined
  readonly call: Call
  readonly value: unknown
}

/** Keeps what only the contract knows of a record, beside it. */
export function keepMembers (where: Whereabouts, { operation, read, call, value }: Performed): void {
  const { sandbox: { db }, service } = where
  const isOfItem = operation.path.includes(':')
  if (operation.method === 'DELETE' && isOfItem && operation.path.split('/').at(-1)!.startsWith(':')) forgetRecords(db, placeOf(where))
  if (read?.rest === undefined) return
  const items = isOfItem
    ? [{ path: where.path, rest: read.rest }]
    : itemsOf(service, operation, where.path, { body: call.body, value, rest: read.rest })
  for (const { path, rest } of items) {
    const place = placeOf({ ...where, path })
    keepRecord(db, place, 'members', merged(rest, recordAt(db, place, 'members')))
  }
}

/** The records that a request to a collection is about: the one that it makes, or those that it lists. */
function itemsOf (
  service: Service, operation: Operation, path: string, { body, value, rest }: { body: unknown, value: unknown, rest: unknown }
): Array<{ path: string, rest: unknown }> {
  const name = idNameIn(service, operation)
  const id = name === undefined ? undefined : (body as Members)?.[name] ?? (value as Members)?.[name]
  if (id !== undefined) return [{ path: `${path}/${encodeURIComponent(String(id))}`, rest }]
  const list = Object.keys(body as object ?? {}).find(it => Array.isArray((body as Members)[it]))
  const rests = Object.values(rest as object).find(it => Array.isArray(it)) as unknown[] | undefined
  if (list === undefined || !rests) return [{ path, rest }]
  const place = (item: Members) => `${path}/${encodeURIComponent(String(item.localId))}`
  const items = (body as Members)[list] as Members[]
  return items
    .flatMap((item, at) => rests[at] == null || item?.localId === undefined ? [] : [{ path: place(item), rest: rests[at] }])
}

interface Answered {
  readonly operation: Operation
  readonly ours: unknown
  readonly read: BodyRead | undefined
  readonly schema: JsonSchema | undefined
  /** Where the contract has the records of a list, step by step. */
  readonly place: readonly string[] | undefined
}

/** What was kept of the record that a reply is about, as far as the contract answers it. */
export function keptMembers (where: Whereabouts, { operation, ours, read, schema, place }: Answered): unknown {
  const path = itemPathOf(operation, where.path)
  const page = pageIn(ours)
  if (page && operation.method === 'GET') return pageKept(where, { operation, path, page, schema, place })
  const items = operation.path.includes(':')
    ? [{ path }]
    : itemsOf(where.service, operation, path, { body: read?.value, value: ours, rest: {} })
  if (items.length !== 1) return undefined
  const kept = recordAt(where.sandbox.db, placeOf({ ...where, path: canonical(items[0]!.path) }), 'members')
  return kept === undefined ? undefined : within(schema, kept)
}

interface Page { readonly name: string | undefined, readonly items: readonly unknown[] }

/** The records of a reply that lists them: the whole, or its one list. */
function pageIn (reply: unknown): Page | undefined {
  if (Array.isArray(reply)) return { name: undefined, items: reply }
  if (typeof reply !== 'object' || reply === null) return undefined
  const lists = Object.entries(reply).filter(([, it]) => Array.isArray(it))
  // Lists of a record are its own, and no list of records.
  return lists.length === 1 && lists[0]![0] === 'results' ? { name: lists[0]![0], items: lists[0]![1] as unknown[] } : undefined
}

interface Listed extends Pick<Answered, 'operation' | 'schema' | 'place'> { readonly path: string, readonly page: Page }

/** What was kept of each record that is listed, in their places. */
function pageKept (where: Whereabouts, { operation, path, page: { name, items }, schema, place }: Listed): unknown {
  const isOne = operation.path.includes(':')
  const id = isOne ? undefined : idNameIn(where.service, operation)?.toLowerCase()
  const kept = items.map(item => {
    const [, value] = Object.entries(item as object).find(([member]) => member.toLowerCase() === id) ?? []
    const at = isOne ? path : value === undefined ? undefined : `${path}/${encodeURIComponent(String(value))}`
    return at === undefined ? null : recordAt(where.sandbox.db, placeOf({ ...where, path: canonical(at) }), 'members') ?? null
  })
  if (kept.every(it => it === null)) return undefined
  const steps = place ?? (name === undefined ? [] : [name])
  return within(schema, steps.reduceRight<unknown>((value, step) => ({ [step]: value }), kept))
}

/** What of a value a shape has. */
function within (schema: JsonSchema | undefined, value: unknown): unknown {
  if (schema?.items && Array.isArray(value)) return value.map(it => within(schema.items, it))
  if (!schema?.properties || typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).flatMap(([name, it]) =>
    Object.hasOwn(schema.properties!, name) ? [[name, within(schema.properties![name], it)]] : []))
}

/** A record that the contract has deleted, which we cannot, is not there. Throws Failure. */
export function refuseDeleted (where: Whereabouts): void {
  if (recordAt(where.sandbox.db, placeOf(where), 'deleted') === undefined) return
  const id = decodeURIComponent(where.path.slice(where.path.lastIndexOf('/') + 1))
  throw new Failure('missing', `${quoted(id)} was deleted by an operation of the contract.`)
}
