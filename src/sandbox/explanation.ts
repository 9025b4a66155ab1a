import { inNewZealand } from '../core/civil-date.ts'
import type { Reading } from '../core/reading.ts'
import { explainVerdict, type Rule, type Verdict } from '../core/rule.ts'
import { beforeItsFixture } from './before-fixture.ts'
import { below, errorsBelow } from './below.ts'
import { brokenRules, replyText, spokenRemark, warningsOf, type Entry } from './journal.ts'
import type { FieldErrors } from '../core/errors.ts'
import type { OfficialNames, Remark } from './remarks.ts'
import { hintFor } from './hints.ts'
import { nearestIds } from './near-ids.ts'
import { unknownHeaders } from './own-headers.ts'
import { redactHeaders, redactMembers, redactReply, redactText, redactUnread, redactUrl } from './redaction.ts'
import type { Sandbox } from './sandbox.ts'

/** An entry as `GET /__admin/requests` shows it. */
export function describeEntry (entry: Entry) {
  return {
    id: entry.id,
    at: inNewZealand(entry.at),
    service: entry.service ?? null,
    operation: entry.official?.operationId ?? entry.operation?.operationId ?? null,
    method: entry.method,
    url: redactUrl(entry.url),
    caller: entry.caller ? { id: entry.caller.id, label: entry.caller.label } : null,
    status: entry.status,
    dryRun: entry.dryRun,
    ...entry.fault && { fault: entry.fault },
    brokenRules: brokenRules(entry, 'enforce'),
    warnings: warningsOf(entry),
    request: { headers: redactHeaders(entry.headers), body: bodyOf(entry) },
    response: { body: readReply(replyText(entry)) }
  }
}

const bodyOf = ({ body, unread }: Entry): unknown => unread === undefined ? redactMembers(body) ?? null : redactUnread(unread)

/** A request that has come, as those are told who listen. */
export const describeComing = ({ id, at, service, operation, official, method, url, dryRun }: Entry) => ({
  id,
  at: inNewZealand(at),
  service: service ?? null,
  operation: (official ?? operation)?.operationId ?? null,
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

/** What a rule compared, and says of it, may have a secret in it: the address that a webhook calls. What it demands of all has none. */
const withoutSecrets = (verdict: ReturnType<typeof explainVerdict>): ReturnType<typeof explainVerdict> =>
  ({ ...redactMembers(verdict) as typeof verdict, statement: verdict.statement, basis: verdict.basis })

/** An entry read as "why": each rule's verdict, the values compared, what would pass, and where the rule comes from; below a path. */
export function explain (entry: Entry, sandbox: Sandbox, prefix: string) {
  const verdicts = entry.judgements.flatMap(({ rules, facts, broken, refusing }) => rules.map(rule => ({
    ...toldBelow(prefix, spoken(entry, withoutSecrets(explainVerdict(rule, facts, broken, refusing)))),
    ...broken.includes(rule) && nearMisses(rule, facts, entry, sandbox)
  })))
  const withVerdict = (verdict: Verdict) => verdicts.filter(it => it.verdict === verdict)
  const broken = withVerdict('broken')
  const tooEarly = entry.judgements.some(nothingPasses) ? beforeItsFixture(sandbox) : undefined
  const unknown = unknownHeaders(entry.headers)
  const off = entry.judgements.flatMap(judgement => judgement.off ?? []).map(({ id }) => id)
  return {
    id: entry.id,
    request: `${entry.method} ${redactUrl(entry.url)}`,
    sandbox: sandbox.id,
    at: inNewZealand(entry.at),
    operation: operationOf(entry),
    ...entry.official && { members: entry.official.members() },
    status: entry.status,
    outcome: entry.status === 0 ? 'not answered' : entry.status < 400 ? 'accepted' : 'refused',
    ...entry.fault && { fault: entry.fault },
    reason: reasonOf(entry, prefix),
    ...tooEarly !== undefined && { fixtureDates: below(prefix)(tooEarly) },
    refusedBy: broken.filter(it => it.mode === 'enforce'),
    warnedBy: broken.filter(it => it.mode === 'warn'),
    ignoredMembers: entry.ignored,
    ...entry.remarks.length > 0 && { remarks: remarksOf(entry) },
    ...unknown.length > 0 && { unknownHeaders: unknown },
    ...entry.readings && { readings: [...entry.readings].map(it => describeReading(it, entry.official?.text)) },
    held: withVerdict('holds'),
    notJudged: withVerdict('not judged'),
    ...off.length > 0 && { off }
  }
}

/** Whether there is a rule that says what passes, and that is nothing. */
const nothingPasses = ({ broken, facts }: Entry['judgements'][number]): boolean =>
  broken.some(rule => rule.passing !== undefined && rule.passing(facts) === undefined)

const toldBelow = <Told extends object>(prefix: string, told: Told): Told => prefix === ''
  ? told
  : Object.fromEntries(Object.entries(told).map(([name, value]: [string, unknown]) =>
    [name, name === 'message' || name === 'wouldPass' ? below(prefix)(value as string) : value])) as Told

function operationOf ({ official, operation }: Entry) {
  const { operationId, summary, basis } = official ?? operation ?? {}
  return operation ? { operationId, summary, basis } : null
}

const remarksOf = (entry: Entry) => entry.remarks.map(it => plainRemark(spokenRemark(entry, it)))

const plainRemark = ({ kind, member, message }: Remark) => ({ kind, member, message })

/** A verdict with the names of the contract that the request came under. */
function spoken (
  { official }: Entry, verdict: ReturnType<typeof explainVerdict>
): ReturnType<typeof explainVerdict> {
  if (!official) return verdict
  const worded = (value: unknown, name = ''): unknown => {
    if (name === 'rule' || name === 'basis' || name === 'verdict' || name === 'mode') return value
    if (typeof value === 'string') return name === 'field' ? official.member(value) : official.text(value)
    if (typeof value !== 'object' || value === null || name !== 'compared') return value
    return Object.fromEntries(Object.entries(value).map(([key, it]) => [official.member(key), it]))
  }
  return Object.fromEntries(Object.entries(verdict).map(([name, value]) => [name, worded(value, name)])) as typeof verdict
}

/** For an id that names nothing: those that there are now and that are most like it. */
function nearMisses (
  { field, names }: Rule, facts: object, { caller, operation }: Entry, { id: sandbox, db }: Sandbox
): { nearest?: string[], hint?: string } {
  const id = names?.(facts)
  if (id === undefined) return {}
  // Where the path alone says what the id is of.
  const of = /^id$/i.test(field) ? operation?.path.split('/').findLast(part => part !== '' && !part.startsWith(':')) ?? '' : ''
  const nearest = nearestIds(db, { field: of + field, id, caller })
  return { ...nearest.length > 0 && { nearest }, hint: hintFor(id, nearest, sandbox) }
}

const describeReading = ([{ id, sentence, choices, rules }, choice]: [Reading, string], inWords = (text: string): string => text) => ({
  id,
  sentence: inWords(sentence),
  choice,
  means: inWords(choices[choice]!),
  others: Object.keys(choices).filter(it => it !== choice),
  rules
})

const errorsSpoken = (official: OfficialNames, errors: FieldErrors): FieldErrors => Object.fromEntries(
  Object.entries(errors).map(([member, messages]) => [official.member(member), messages.map(official.text)]))

function reasonOf ({ failure, operation, official }: Entry, prefix: string) {
  if (!failure) return null
  return {
    kind: failure.kind,
    title: failure.title,
    detail: redactText(below(prefix)(official?.text(failure.message) ?? failure.message)),
    errors: redactReply(errorsBelow(prefix, official ? errorsSpoken(official, failure.errors) : failure.errors)),
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
