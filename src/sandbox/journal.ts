import type { Failure } from '../core/errors.ts'
import type { OperationText } from '../core/operation.ts'
import type { Reading } from '../core/reading.ts'
import type { Mode, Rule } from '../core/rule.ts'
import type { StateBefore } from './before.ts'
import { createCoverage, type Coverage } from './coverage.ts'
import { createEvents, type Events } from './events.ts'
import type { Effect } from './faults.ts'
import { createKeeper, type KeptEntry } from './kept-entries.ts'
import { newEntry, numberOf, type Opened } from './new-entry.ts'
import { createNumbers } from './numbering.ts'
import { unknownHeaders } from './own-headers.ts'
import { written, type OfficialNames, type Remark } from './remarks.ts'
import { createRing } from './ring.ts'
import { createSentHeaders, type Headers } from './sent-headers.ts'
import { weightOf } from './weight.ts'

export type { OfficialNames, Remark } from './remarks.ts'

/** Rules that were judged over facts; the facts are kept as they were, so that an explanation can be made later. */
export interface Judgement {
  readonly rules: readonly Rule[]
  readonly facts: object
  readonly broken: readonly Rule[]
  /** Those of the broken rules that refuse, by the modes that were in force. */
  readonly refusing: readonly Rule[]
  /** Those that were not judged, as they were set to be off. */
  readonly off?: readonly Rule[]
}

/** Who makes a request, as its service knows callers: `{ id: '9001', label: 'EID 9001' }`. */
export interface Caller {
  readonly id: string
  readonly label: string
}

/** One request of a sandbox, what was judged of it, and what was answered. */
export interface Entry {
  readonly id: string
  /** Milliseconds since 1970, on the sandbox's clock, or the time that the request was given. */
  at: number
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly operation: OperationText | undefined
  readonly dryRun: boolean
  /** Its names, where it came under a contract. */
  readonly official: OfficialNames | undefined
  /** What the contract does not have and the operation cannot do without: no rule refuses for it. */
  filled: ReadonlySet<string> | undefined
  /** The name of the service that it went to. */
  service: string | undefined
  caller: Caller | undefined
  /** As it was read, or a sentence that says why it is not kept. */
  body: unknown
  /** What could not be read, as the text that came. */
  unread: string | undefined
  judgements: Judgement[]
  /** The sentences whose reading mattered, and how each was understood; most requests meet none. */
  readings: Map<Reading, string> | undefined
  /** What was passed over: members of the body or names in the query that the operation does not have. */
  ignored: string[]
  /** What was taken though it is not as it should be. */
  remarks: Remark[]
  failure: Failure | undefined
  /** The sandbox before it, where it was refused. */
  before: StateBefore | undefined
  /** What a tester asked for that struck it, by the id of the fault or the name of the scenario. */
  fault: { readonly id: string, readonly effect: Effect, readonly delayedMs?: number, readonly changed?: 'nothing' } | undefined
  /** 0 as long as nothing is answered; a connection that a fault breaks stays so. */
  status: number
  /** Its text, or until it is closed its bytes, or a sentence that says why it is not kept. */
  reply: string | Buffer | undefined
  /** The media type of the reply. */
  replyType: string | undefined
  /** Milliseconds, on the machine's clock, until it was answered. */
  took: number
}

/** The last requests of a sandbox, oldest first. */
export interface Journal {
  open (request: Opened): Entry
  /** Has an entry to which nothing is added any more take as little room as it can, and forgets the oldest where all weigh too much. */
  close (entry: Entry): void
  size (): number
  /** All of them, or the last `most`. */
  entries (most?: number): Entry[]
  find (id: string): Entry | undefined
  clear (): void
  /** What all requests, those that are forgotten too, have met of the rules. */
  readonly coverage: Coverage
  /** Those who want to be told at once. */
  readonly events: Events
  /** The number that its last entry was given. */
  latest (): number
  /** When that came, by `performance.now()`: the clocks of two sandboxes do not say which request was first. */
  latestAt (): number
  /**
   * Has it number on from where an earlier journal may have come to, `upTo`, and call `note` with the number that this one may come to
   * before it gives any beyond. Answers nothing; asked again, it goes by the newer ones.
   */
  goOnAfter (upTo: number, note: (upTo: number) => void): void
}

export const mostEntries = 1000
export const mostBytes = 8 * 1024 * 1024

/** Names of what was passed over that are kept; the others are only counted. */
const mostIgnored = 50

export function createJournal ({ entries: capacity = mostEntries, bytes: limit = mostBytes } = {}): Journal {
  const { keep, wholeOf } = createKeeper(limit, capacity)
  const ring = createRing<Entry | KeptEntry>(capacity, limit)
  const sent = createSentHeaders()
  const numbers = createNumbers(ring)
  let latestAt = 0

  return {
    open (request) {
      numbers.noteAhead()
      const entry = newEntry(ring.next(), request, sent(request.headers))
      ring.add(entry)
      latestAt = performance.now()
      return entry
    },
    close (entry) {
      shorten(entry)
      const number = numberOf(entry.id)
      if (ring.find(number) !== entry) return
      const kept = keep(entry)
      ring.put(number, kept, weightOf(kept))
    },
    size: ring.size,
    entries: (most) => ring.latest(most).map(wholeOf),
    find (id) {
      const found = ring.find(numberOf(id))
      const entry = found && wholeOf(found)
      return entry?.id === id ? entry : undefined
    },
    clear: ring.clear,
    coverage: createCoverage(),
    events: createEvents(),
    latest: () => ring.next() - 1,
    latestAt: () => latestAt,
    goOnAfter: numbers.goOnAfter
  }
}

function shorten (entry: Entry): void {
  const { ignored, remarks, failure } = entry
  // An error holds what was under way where it was thrown, which is the whole request, until somebody has read where that was.
  if (failure) failure.stack = ''
  if (ignored.length > mostIgnored) entry.ignored = [...ignored.slice(0, mostIgnored), `and ${ignored.length - mostIgnored} more`]
  if (remarks.length > mostIgnored) entry.remarks = remarks.slice(0, mostIgnored)
}

/** What was answered, or why that is not kept; undefined for nothing, or where others have its place by now. */
export const replyText = ({ reply }: Pick<Entry, 'reply'>): string | undefined => reply?.toString()

/** Ids of the rules that were broken, each once: those that refuse, or those that only warn. */
export function brokenRules ({ judgements }: Entry, mode: Mode): readonly string[] {
  if (judgements.every(({ broken }) => broken.length === 0)) return none
  return [...new Set(judgements.flatMap(({ broken, refusing }) =>
    (mode === 'enforce' ? refusing : broken.filter(rule => !refusing.includes(rule))).map(rule => rule.id)))]
}

const none: readonly string[] = []

const unknownHeadersOf = ({ headers }: Entry): string[] => unknownHeaders(headers).map(name => `unknown-header:${name}`)

/** A remark with the names of the contract, if there is one. */
export const spokenRemark = ({ official }: Entry, { isOfficial, ...remark }: Remark): Remark => official && !isOfficial
  ? { ...remark, member: official.member(remark.member), message: official.text(remark.message) }
  : remark

/** Ids of the rules that warned, what was passed over, and what was taken as it is not. */
export const warningsOf = (entry: Entry): string[] => [
  ...brokenRules(entry, 'warn'),
  ...entry.ignored.map(member => `ignored-member:${member}`),
  ...entry.remarks.map(remark => written(spokenRemark(entry, remark))),
  ...unknownHeadersOf(entry)
]
