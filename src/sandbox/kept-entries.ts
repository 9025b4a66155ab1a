import type { Rule } from '../core/rule.ts'
import type { Entry } from './journal.ts'
import { createKeptBytes, type KeptBytes } from './kept-bytes.ts'
import { idOf, numberOf } from './new-entry.ts'
import { weightOfHeaders } from './weight.ts'

/**
 * An entry of the journal as it is kept until somebody asks for it. The last thousand outlive the collector's young generation, and what
 * that costs goes by the objects that there are to move: this is one, with what it has in common with others and what it cannot do without.
 */
export interface KeptEntry {
  readonly common: Common
  readonly number: number
  // Whole and small numbers lie in the object itself; any other is an object of its own.
  /** When: full days since 1970, and milliseconds of that day. */
  readonly day: number
  readonly ofDay: number
  readonly microseconds: number
  readonly url: string
  readonly body: unknown
  /** What the first set of the common rules was judged over, mostly the caller's. */
  readonly facts: object | undefined
  /** And the second; or a list, where there are more. */
  readonly others: object | undefined
  readonly status: number
  readonly reply: string | undefined
  /** Where the bytes of a long reply are kept, and how many they are; none of a short one. */
  readonly replyAt: number
  readonly replyLength: number
}

/** What requests of the same client to the same operation have in common. */
type Common = Pick<Entry, 'method' | 'headers' | 'operation' | 'dryRun' | 'service' | 'caller' | 'replyType'> & {
  readonly rules: ReadonlyArray<readonly Rule[]>
  /** Bytes of the headers. */
  readonly weight: number
}

export interface Keeper {
  /** What is to be kept of an entry to which nothing is added any more: of most that were accepted, less than the whole. */
  keep (entry: Entry): Entry | KeptEntry
  /** The entry again. */
  wholeOf (kept: Entry | KeptEntry): Entry
}

/** To put a shorter reply elsewhere costs more than to keep it. */
const shortest = 256
const nowhere = { place: 0, length: 0 }

const msOfDay = 86_400_000

/** Of as many entries as are kept at once, `most`, long replies take up to `limit` bytes. */
export function createKeeper (limit: number, most: number): Keeper {
  const replies = createKeptBytes(limit, most)
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
      const { id, at, url, body, judgements, status, reply, took } = entry
      const day = Math.floor(at / msOfDay)
      if (!wentWell(entry)) return withText(entry)
      const isShort = reply !== undefined && reply.length < shortest
      const { place, length } = reply === undefined || isShort ? nowhere : replies.put(reply)
      return {
        common: commonOf(entry),
        number: numberOf(id),
        day,
        ofDay: at - day * msOfDay,
        microseconds: Math.round(took * 1000),
        url,
        body,
        facts: judgements[0]?.facts,
        others: judgements.length <= 2 ? judgements[1]?.facts : judgements.slice(1).map(({ facts }) => facts),
        status,
        reply: isShort ? reply.toString() : undefined,
        replyAt: place,
        replyLength: length
      }
    },
    wholeOf: (kept) => 'common' in kept ? entryOf(kept, replies) : kept
  }
}

function withText (entry: Entry): Entry {
  if (entry.reply) entry.reply = entry.reply.toString()
  return entry
}

const isCommon = ({ method, headers, operation, dryRun, service, caller, replyType, rules }: Common, entry: Entry): boolean =>
  method === entry.method && headers === entry.headers && operation === entry.operation && dryRun === entry.dryRun &&
  service === entry.service && replyType === entry.replyType &&
  caller?.id === entry.caller?.id && caller?.label === entry.caller?.label &&
  rules.length === entry.judgements.length && rules.every((set, n) => set === entry.judgements[n]!.rules)

/** Whether there is nothing to tell of a request but that it was accepted. */
const wentWell = ({ unread, failure, fault, before, filled, official, readings, ignored, remarks, judgements }: Entry): boolean =>
  unread === undefined && failure === undefined && fault === undefined && before === undefined && filled === undefined &&
  official === undefined && readings === undefined && ignored.length === 0 && remarks.length === 0 &&
  judgements.every(({ broken, off }) => broken.length === 0 && off === undefined)

function entryOf (
  { common: { rules, weight, ...common }, number, day, ofDay, microseconds, facts, others, reply, replyAt, replyLength, ...own }: KeptEntry,
  replies: KeptBytes
): Entry {
  const ofEach = [facts, ...rules.length <= 2 ? [others] : others as object[]]
  return {
    ...common,
    ...own,
    id: idOf(number),
    at: day * msOfDay + ofDay,
    took: microseconds / 1000,
    reply: replyLength > 0 ? replies.textAt(replyAt, replyLength) : reply,
    judgements: rules.map((rules, n) => ({ rules, facts: ofEach[n]!, broken: [], refusing: [] })),
    unread: undefined,
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
