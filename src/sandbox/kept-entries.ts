import type { Rule } from '../core/rule.ts'
import type { Entry } from './journal.ts'
import { createTexts, type Place } from './texts.ts'
import { weightOfHeaders } from './weight.ts'

/**
 * An entry of the journal as it is kept until somebody asks for it. The last thousand outlive the collector's young generation, and what
 * that costs goes by what there is to move: this is one small object, and what it has in common with others.
 */
export interface KeptEntry {
  readonly common: Common
  /** Where its `Own` lies, as JSON. */
  readonly place: Place
}

/** What a request has of its own; the facts are those that each set of the common rules was judged over. */
type Own = readonly [
  id: string, at: number, url: string, status: number, took: number, facts: readonly object[], reply: string | null, body?: unknown
]

/** What requests of the same client to the same operation have in common. */
type Common = Pick<Entry, 'method' | 'headers' | 'operation' | 'dryRun' | 'service' | 'caller' | 'replyType'> & {
  readonly rules: ReadonlyArray<readonly Rule[]>
  /** Bytes of the headers. */
  readonly weight: number
}

/** Keeps entries of a journal to which nothing is added any more. */
export interface Keeper {
  /** Answers what is to be kept of it: of most that were accepted, their text. */
  keep (entry: Entry): Entry | KeptEntry
  /** The entry again. */
  read (kept: Entry | KeptEntry): Entry
  forget (kept: Entry | KeptEntry): void
}

export function createKeeper (): Keeper {
  const texts = createTexts()
  const latest = new Map<Entry['operation'], Common>()

  function commonOf (entry: Entry): Common {
    const last = latest.get(entry.operation)
    if (last && isCommon(last, entry)) return last
    const { method, headers, operation, dryRun, service, caller, replyType, judgements } = entry
    const rules = judgements.map(judgement => judgement.rules)
    const common = { method, headers, operation, dryRun, service, caller, replyType, rules, weight: weightOfHeaders(headers) }
    latest.set(operation, common)
    return common
  }

  return {
    keep (entry) {
      const text = wentWell(entry) ? textOf(entry) : undefined
      const place = text && texts.put(text)
      return place ? { common: commonOf(entry), place } : entry
    },
    read: (kept) => 'place' in kept ? entryOf(kept, JSON.parse(texts.get(kept.place))) : kept,
    forget (kept) {
      if ('place' in kept) texts.forget(kept.place)
    }
  }
}

const isCommon = ({ method, headers, operation, dryRun, service, caller, replyType, rules }: Common, entry: Entry): boolean =>
  method === entry.method && headers === entry.headers && operation === entry.operation && dryRun === entry.dryRun &&
  service === entry.service && replyType === entry.replyType &&
  caller?.id === entry.caller?.id && caller?.label === entry.caller?.label &&
  rules.length === entry.judgements.length && rules.every((set, n) => set === entry.judgements[n]!.rules)

/** Whether there is nothing to tell of a request but that it was accepted. */
const wentWell = ({ failure, fault, before, filled, official, readings, ignored, remarks, judgements }: Entry): boolean =>
  failure === undefined && fault === undefined && before === undefined && filled === undefined && official === undefined &&
  readings === undefined && ignored.length === 0 && remarks.length === 0 &&
  judgements.every(({ broken, off }) => broken.length === 0 && off === undefined)

/** Members of a request's body and facts that are looked at; where there are more, writing them down would cost more than it saves. */
const mostMembers = 200

function textOf ({ id, at, url, status, took, body, judgements, reply }: Entry): string | undefined {
  const facts = judgements.map(judgement => judgement.facts)
  if (isJson(facts, isJson(body, mostMembers)) < 0) return undefined
  const own: Own = [id, at, url, status, took, facts, reply ?? null]
  return JSON.stringify(body === undefined ? own : [...own, body])
}

/** How many more members may be looked at once this value was; below 0 if it would not be the same if written as JSON and read again. */
function isJson (value: unknown, left: number): number {
  switch (typeof value) {
    case 'string': case 'boolean': case 'undefined': return left - 1
    case 'number': return Number.isFinite(value) ? left - 1 : -1
    case 'object': break
    default: return -1
  }
  if (value === null) return left - 1
  const made = Object.getPrototypeOf(value)
  if (made !== Object.prototype && made !== Array.prototype && made !== null) return -1
  // Counted before its members are, so that what has itself inside comes to an end.
  if (--left < 0) return left
  for (const name in value) {
    const member = (value as Record<string, unknown>)[name]
    left = member === undefined && made === Array.prototype ? -1 : isJson(member, left)
    if (left < 0) return left
  }
  return left
}

function entryOf ({ common: { rules, weight, ...common } }: KeptEntry, [id, at, url, status, took, facts, reply, body]: Own): Entry {
  return {
    ...common,
    id,
    at,
    url,
    status,
    took,
    judgements: facts.map((facts, n) => ({ rules: rules[n]!, facts, broken: [], refusing: [] })),
    reply: reply ?? undefined,
    body,
    official: undefined,
    filled: undefined,
    readings: undefined,
    ignored: [],
    remarks: [],
    failure: undefined,
    before: undefined,
    fault: undefined
  }
}
