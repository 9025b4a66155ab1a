import type { Operation } from '../core/operation.ts'
import { explainVerdict, type Rule, type Verdict } from '../core/rule.ts'
import { failures, type Failure } from '../core/errors.ts'
import { inNewZealand } from '../core/civil-date.ts'

/** Rules that were judged over facts; the facts are kept as they were, so that an explanation can be made later. */
export interface Judgement {
  readonly rules: readonly Rule[]
  readonly facts: object
  readonly broken: readonly Rule[]
}

/** One request of a sandbox, what was judged of it, and what was answered. */
export interface Entry {
  readonly id: string
  /** Milliseconds since 1970, on the sandbox's clock. */
  readonly at: number
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly operation: Operation | undefined
  readonly dryRun: boolean
  eid: number | undefined
  /** The machine account whose token came with it. */
  account: string | undefined
  body: unknown
  judgements: Judgement[]
  /** Members of the body that the operation does not have. */
  ignored: string[]
  failure: Failure | undefined
  status: number
  reply: string | undefined
}

/** The last requests of a sandbox, oldest first. */
export interface Journal {
  open (request: Pick<Entry, 'at' | 'method' | 'url' | 'headers' | 'operation' | 'dryRun'>): Entry
  entries (): Entry[]
  find (id: string): Entry | undefined
  clear (): void
}

export function createJournal (capacity = 1000): Journal {
  // A ring: the nth request lies at n modulo capacity, until the one that comes a round later.
  let ring: Entry[] = []
  let opened = 0

  return {
    open (request) {
      const entry: Entry = {
        id: `r-${++opened}`,
        at: request.at,
        method: request.method,
        url: request.url,
        headers: request.headers,
        operation: request.operation,
        dryRun: request.dryRun,
        eid: undefined,
        account: undefined,
        body: undefined,
        judgements: [],
        ignored: [],
        failure: undefined,
        status: 0,
        reply: undefined
      }
      ring[opened % capacity] = entry
      return entry
    },
    entries () {
      const first = Math.max(1, opened - capacity + 1)
      return Array.from({ length: opened - first + 1 }, (_, i) => ring[(first + i) % capacity]!)
    },
    find (id) {
      const entry = ring[Number(id.slice(2)) % capacity]
      return entry?.id === id ? entry : undefined
    },
    clear () {
      ring = []
      opened = 0
    }
  }
}

/** Ids of the rules that were broken, each once: those that refuse, or those that only warn. */
export const brokenRules = (entry: Entry, mode: Rule['mode']): string[] =>
  [...new Set(entry.judgements.flatMap(({ broken }) => broken.filter(rule => rule.mode === mode).map(rule => rule.id)))]

/** An entry as `GET /__admin/requests` shows it. */
export function describeEntry (entry: Entry) {
  return {
    id: entry.id,
    at: inNewZealand(entry.at),
    operation: entry.operation?.operationId ?? null,
    method: entry.method,
    url: entry.url.replace(/\b(access_token|client_secret|token|key)=[^&]*/g, '$1=***'),
    eid: entry.eid ?? null,
    status: entry.status,
    dryRun: entry.dryRun,
    brokenRules: brokenRules(entry, 'enforce'),
    warnings: warningsOf(entry),
    request: { headers: redactHeaders(entry.headers), body: redactMembers(entry.body) },
    response: { body: readReply(entry.reply) }
  }
}

/** An entry read as "why": each rule's verdict, the values compared, what would pass, and where the rule comes from. */
export function explain (entry: Entry) {
  const verdicts = entry.judgements.flatMap(({ rules, facts, broken }) => rules.map(rule => explainVerdict(rule, facts, broken)))
  const withVerdict = (verdict: Verdict) => verdicts.filter(it => it.verdict === verdict)
  const broken = withVerdict('broken')
  return {
    id: entry.id,
    request: `${entry.method} ${entry.url}`,
    at: inNewZealand(entry.at),
    operation: entry.operation
      ? { operationId: entry.operation.operationId, summary: entry.operation.summary, basis: entry.operation.basis }
      : null,
    status: entry.status,
    outcome: entry.status < 400 ? 'accepted' : 'refused',
    reason: reasonOf(entry),
    refusedBy: broken.filter(it => it.mode === 'enforce'),
    warnedBy: broken.filter(it => it.mode === 'warn'),
    ignoredMembers: entry.ignored,
    held: withVerdict('holds'),
    notJudged: withVerdict('not judged')
  }
}

function reasonOf (entry: Entry) {
  const { failure, operation } = entry
  if (!failure) return null
  return {
    kind: failure.kind,
    title: failures[failure.kind].title,
    detail: failure.message,
    errors: failure.errors,
    source: operation?.basis ?? null
  }
}

/** Ids of the rules that warned, and the members that were passed over. */
export const warningsOf = (entry: Entry): string[] =>
  [...brokenRules(entry, 'warn'), ...entry.ignored.map(member => `ignored-member:${member}`)]

const secretHeader = /^(?:proxy-)?authori[sz]ation$|^authentication$|cookie|key|secret|token/i
const secretMember = /^(?:access_token|refresh_token|client_secret|password)$/i

function redactHeaders (headers: Entry['headers']): Entry['headers'] {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) =>
    [name, secretHeader.test(name) ? String(value).replace(/^(\w+ )?.*$/s, '$1***') : value]))
}

function redactMembers (body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, secretMember.test(name) ? '***' : value]))
}

function readReply (reply: string | undefined): unknown {
  if (reply === undefined) return null
  try {
    return redactMembers(JSON.parse(reply))
  } catch {
    return reply
  }
}
