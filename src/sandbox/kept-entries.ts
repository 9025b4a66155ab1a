import type { Rule } from '../core/rule.ts'
import type { Entry } from './journal.ts'
import { weightOfHeaders } from './weight.ts'

/**
 * An entry of the journal as it is kept until somebody asks for it. The last thousand outlive the collector's young generation, and what
 * that costs goes by the objects more than by the bytes: this is one object, a few texts, and what it has in common with others.
 */
export interface KeptEntry {
  readonly common: Common
  readonly number: number
  readonly at: number
  readonly url: string
  /** As JSON; undefined if it had none. */
  readonly body: string | undefined
  /** What each set of the common rules was judged over, as JSON. */
  readonly facts: string
  readonly status: number
  readonly reply: string | undefined
  readonly took: number
}

/** What requests of the same client to the same operation have in common. */
type Common = Pick<Entry, 'method' | 'headers' | 'operation' | 'dryRun' | 'service' | 'caller' | 'replyType'> & {
  readonly rules: ReadonlyArray<readonly Rule[]>
  /** Bytes of the headers. */
  readonly weight: number
}

/** Answers what is to be kept of an entry to which nothing is added any more: most that were accepted come down to text. */
export function createKeeper (): (entry: Entry, number: number) => Entry | KeptEntry {
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

  return (entry, number) => {
    if (!wentWell(entry)) return entry
    const texts = textsOf(entry)
    if (!texts) return entry
    const { at, url, status, reply, took } = entry
    return { common: commonOf(entry), number, at, url, body: texts.body, facts: texts.facts, status, reply, took }
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

function textsOf ({ body, judgements }: Entry): Pick<KeptEntry, 'body' | 'facts'> | undefined {
  const facts = judgements.map(judgement => judgement.facts)
  const left = isJson(facts, isJson(body, mostMembers))
  return left < 0 ? undefined : { body: JSON.stringify(body), facts: JSON.stringify(facts) }
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

/** The entry again. Its body and its facts are read when they are asked for. */
export function entryOf ({ common, number, body, facts, ...kept }: KeptEntry): Entry {
  const { rules, weight, ...shared } = common
  return {
    id: `r-${number}`,
    ...shared,
    ...kept,
    official: undefined,
    filled: undefined,
    get body () { return body === undefined ? undefined : JSON.parse(body) },
    get judgements () {
      return (JSON.parse(facts) as object[]).map((facts, n) => ({ rules: rules[n]!, facts, broken: [], refusing: [] }))
    },
    readings: undefined,
    ignored: [],
    remarks: [],
    failure: undefined,
    before: undefined,
    fault: undefined
  }
}
