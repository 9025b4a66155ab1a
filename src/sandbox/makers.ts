import { decoded } from '../core/percent.ts'
import { replyText, type Entry } from './journal.ts'
import type { Sandbox } from './sandbox.ts'

/** Finds the requests that made something by the ids that they name. */

/** A request that was accepted, and kept. */
export interface Made {
  readonly id: string
  readonly operation: string
  /** Milliseconds since 1970, on the sandbox's clock. */
  readonly at: number
  readonly body: unknown
}

/** The accepted requests of some operations that name all of some ids, the oldest first. */
export type Making = (operations: readonly string[], ...ids: ReadonlyArray<string | number>) => Made[]

/** Of a large answer no ids are read. */
const mostReplied = 50_000

/** Looks through the requests since the data are those that they are; each is read once, if it is met at all. */
export function makersIn ({ journal, dataFrom }: Sandbox): Making {
  const first = dataFrom()
  const accepted = new Map<string, Entry[]>()
  const named = new Map<Entry, ReadonlySet<string>>()
  for (const entry of journal.entries()) {
    const { operation, status, dryRun, id } = entry
    if (!operation || status < 200 || status >= 300 || dryRun || Number(id.slice(2)) <= first) continue
    const others = accepted.get(operation.operationId)
    if (others) others.push(entry)
    else accepted.set(operation.operationId, [entry])
  }
  const namesOf = (entry: Entry) => {
    const known = named.get(entry) ?? idsIn(entry)
    named.set(entry, known)
    return known
  }
  return (operations, ...ids) => operations.flatMap(it => accepted.get(it) ?? [])
    .filter(entry => ids.every(id => namesOf(entry).has(String(id).toLowerCase())))
    .map(({ id, operation, at, body }) => ({ id, operation: operation!.operationId, at, body }))
    .sort((a, b) => Number(a.id.slice(2)) - Number(b.id.slice(2)))
}

/** None, where nothing is to be known of how it came about. */
export const nobodyMade: Making = () => []

/** What stands in the path, the query, the body and the answer of a request; names in any case are the same. */
function idsIn (entry: Entry): ReadonlySet<string> {
  const { url, body, caller } = entry
  const reply = replyText(entry) ?? ''
  const ids = new Set<string>(url.split(/[/?&=()]/).map(plain))
  if (caller) ids.add(caller.id.toLowerCase())
  collect(body, ids)
  if (reply.length <= mostReplied) collect(parsed(reply), ids)
  return ids
}

function collect (value: unknown, ids: Set<string>): void {
  if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) collect(member, ids)
  else if (value != null) ids.add(String(value).toLowerCase())
}

const plain = (part: string): string => decoded(part).replace(/^'|'$/g, '').toLowerCase()

function parsed (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
