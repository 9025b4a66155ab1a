import { inNewZealand } from '../core/civil-date.ts'
import type { Reading } from '../core/reading.ts'
import { explainVerdict, type Rule, type Verdict } from '../core/rule.ts'
import type { Database } from './database.ts'
import { brokenRules, warningsOf, type Entry } from './journal.ts'
import { nearestIds } from './near-ids.ts'
import { unknownHeaders } from './own-headers.ts'
import { redactHeaders, redactMembers, redactReply, redactText, redactUrl } from './redaction.ts'

/** An entry as `GET /__admin/requests` shows it. */
export function describeEntry (entry: Entry) {
  return {
    id: entry.id,
    at: inNewZealand(entry.at),
    service: entry.service ?? null,
    operation: entry.operation?.operationId ?? null,
    method: entry.method,
    url: redactUrl(entry.url),
    caller: entry.caller ? { id: entry.caller.id, label: entry.caller.label } : null,
    status: entry.status,
    dryRun: entry.dryRun,
    ...entry.fault && { fault: entry.fault },
    brokenRules: brokenRules(entry, 'enforce'),
    warnings: warningsOf(entry),
    request: { headers: redactHeaders(entry.headers), body: redactMembers(entry.body) ?? null },
    response: { body: readReply(entry.reply) }
  }
}

/** A request that has come, as those are told who listen. */
export const describeComing = ({ id, at, service, operation, method, url, dryRun }: Entry) => ({
  id,
  at: inNewZealand(at),
  service: service ?? null,
  operation: operation?.operationId ?? null,
  method,
  url: redactUrl(url),
  dryRun
})

/** The same, and what came of it. */
export const describeAnswer = (entry: Entry) => ({
  ...describeComing(entry),
  caller: entry.caller?.id ?? null,
  calledBy: entry.caller?.label ?? null,
  status: entry.status,
  reason: entry.failure ? entry.failure.title : null,
  brokenRules: brokenRules(entry, 'enforce'),
  warnings: warningsOf(entry)
})

/** What a rule compared, and says of it, may have a secret in it: the address that a webhook calls. */
const withoutSecrets = <Explained extends object>(verdict: Explained): Explained => redactMembers(verdict) as Explained

/** An entry read as "why": each rule's verdict, the values compared, what would pass, and where the rule comes from. */
export function explain (entry: Entry, db: Database) {
  const verdicts = entry.judgements.flatMap(({ rules, facts, broken, refusing }) => rules.map(rule => ({
    ...withoutSecrets(explainVerdict(rule, facts, broken, refusing)), ...broken.includes(rule) && nearMisses(rule, facts, entry, db)
  })))
  const withVerdict = (verdict: Verdict) => verdicts.filter(it => it.verdict === verdict)
  const broken = withVerdict('broken')
  const unknown = unknownHeaders(entry.headers)
  const off = entry.judgements.flatMap(judgement => judgement.off ?? []).map(({ id }) => id)
  return {
    id: entry.id,
    request: `${entry.method} ${redactUrl(entry.url)}`,
    at: inNewZealand(entry.at),
    operation: entry.operation
      ? { operationId: entry.operation.operationId, summary: entry.operation.summary, basis: entry.operation.basis }
      : null,
    status: entry.status,
    outcome: entry.status === 0 ? 'not answered' : entry.status < 400 ? 'accepted' : 'refused',
    ...entry.fault && { fault: entry.fault },
    reason: reasonOf(entry),
    refusedBy: broken.filter(it => it.mode === 'enforce'),
    warnedBy: broken.filter(it => it.mode === 'warn'),
    ignoredMembers: entry.ignored,
    ...entry.remarks.length > 0 && { remarks: entry.remarks },
    ...unknown.length > 0 && { unknownHeaders: unknown },
    ...entry.readings && { readings: [...entry.readings].map(describeReading) },
    held: withVerdict('holds'),
    notJudged: withVerdict('not judged'),
    ...off.length > 0 && { off }
  }
}

/** For an id that names nothing: those that there are now and that are most like it. */
function nearMisses ({ field, names }: Rule, facts: object, { caller, operation }: Entry, db: Database): { nearest?: string[] } {
  const id = names?.(facts)
  if (id === undefined) return {}
  // Where the path alone says what the id is of.
  const of = /^id$/i.test(field) ? operation?.path.split('/').findLast(part => part !== '' && !part.startsWith(':')) ?? '' : ''
  const nearest = nearestIds(db, { field: of + field, id, caller })
  return nearest.length > 0 ? { nearest } : {}
}

const describeReading = ([{ id, sentence, choices, rules }, choice]: [Reading, string]) =>
  ({ id, sentence, choice, means: choices[choice], others: Object.keys(choices).filter(it => it !== choice), rules })

function reasonOf ({ failure, operation }: Entry) {
  if (!failure) return null
  return {
    kind: failure.kind,
    title: failure.title,
    detail: redactText(failure.message),
    errors: redactReply(failure.errors),
    source: operation?.basis ?? null
  }
}

/** A reply as it is shown, without secrets: read, if it is JSON; null for none that is kept. */
export function readReply (reply: string | undefined): unknown {
  if (reply === undefined) return null
  try {
    return redactReply(JSON.parse(reply))
  } catch {
    return redactText(reply)
  }
}
