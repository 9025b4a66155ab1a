import { Failure } from '../../core/errors.ts'
import { forgetRecords, keepRecord, recordAt, recordsBelow } from '../../sandbox/contracts.ts'
import { successOf } from '../official.ts'
import { canonical, itemPathOf } from './item-path.ts'
import { placeOf, type Whereabouts } from './kept.ts'
import type { PathValues } from './paths.ts'
import { merged } from './success.ts'
import type { Adaptation, Translator } from './translator.ts'

interface Wanted {
  readonly translator: Translator
  readonly adaptation: Adaptation
  readonly where: Whereabouts
  readonly params: PathValues
  readonly body: unknown
}

/** A record, or many as JSON texts. */
export type Stored = { readonly value: unknown } | { readonly records: readonly string[] }

const isItem = (path: string): boolean => /\}[^/{}]*$/.test(path)

/** What an operation that only the contract has does to a record that can be told by its id; nothing where that is not plain. */
export function storedIn (wanted: Wanted): Stored | undefined {
  const { adaptation: { official } } = wanted
  return isItem(official.path) ? onItem(wanted) : onCollection(wanted)
}

function onItem ({ translator, adaptation: { official }, where, params, body }: Wanted): { value: unknown } | undefined {
  const { sandbox: { db } } = where
  const place = placeOf(where)
  const shown = (value: unknown) => ({ value: successOf(official)?.schema ? value : undefined })
  switch (official.method) {
    case 'GET': {
      const found = recordAt(db, place, 'record')
      if (found === undefined) throw nothingAt(where)
      return shown(found)
    }
    case 'PUT': case 'PATCH': {
      const before = recordAt(db, place, 'record')
      const value = official.method === 'PATCH' ? merged(body ?? {}, before) : body ?? {}
      keepRecord(db, place, 'record', value)
      return shown(value)
    }
    case 'DELETE': {
      const ours = ourItem(translator, official.path, where, params)
      if (!forgetRecords(db, place) && !ours) throw nothingAt(where)
      if (ours) keepRecord(db, ours, 'deleted', true)
      return shown({})
    }
    default: return undefined
  }
}

/** A record of ours that the contract deletes, and we have no operation for it. */
function ourItem ({ service, operations }: Translator, path: string, where: Whereabouts, params: PathValues) {
  const same = operations.find(it => it.operation?.method === 'GET' && shapeOf(it.official.path) === shapeOf(path))
  if (!same) return undefined
  const names = namesIn(same.official.path)
  const values = namesIn(path).map(name => params[name]!)
  const given = Object.fromEntries(names.map((name, at) => [name, values[at]!]))
  const own = service.mount + same.places.pathOf({ params: given, query: '', headers: {} })
  const place = placeOf({ ...where, path: itemPathOf(same.operation!, own) })
  if (recordAt(where.sandbox.db, place, 'deleted') !== undefined) throw nothingAt(where)
  return place
}

const namesIn = (path: string): string[] => [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name!)

const shapeOf = (path: string): string => path.replace(/\{[^{}]+\}/g, '{}').toLowerCase()

function onCollection ({ translator, adaptation: { official }, where, body }: Wanted): Stored | undefined {
  const item = translator.operations.find(({ official: { path } }) =>
    path.startsWith(`${official.path}/{`) && !path.slice(official.path.length + 1).includes('/'))
  if (!item || item.operation) return undefined
  if (official.method === 'GET' && successOf(official)?.schema?.items) return { records: recordsBelow(where.sandbox.db, placeOf(where)) }
  const name = namesIn(item.official.path).at(-1)!
  const id = (body as Record<string, unknown> | undefined)?.[name] ?? (body as Record<string, unknown> | undefined)?.id
  if (official.method !== 'POST' || (typeof id !== 'string' && typeof id !== 'number')) return undefined
  keepRecord(where.sandbox.db, placeOf({ ...where, path: canonical(`${where.path}/${encodeURIComponent(String(id))}`) }), 'record', body)
  return { value: successOf(official)?.schema ? body : undefined }
}

const nothingAt = ({ path }: Whereabouts): Failure => new Failure(
  'missing', `Nothing was stored at ${decodeURIComponent(path)}. An operation of the contract that stores something there comes first.`
)
