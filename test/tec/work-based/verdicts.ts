import type { TSchema } from '@sinclair/typebox'
import type { Test } from 'tap'
import { workBased } from '../../../src/tec/work-based/service.ts'
import { watch, writtenOf } from '../../data.ts'
import { asSecondTeo, open, type Client, type Reply } from '../../harness.ts'

/** To a path of the work-based API, or of `/__admin`; the status where it is accepted, if not 201 for a POST and 200 for others. */
export type Request = readonly [method: string, path: string, body?: unknown, status?: number]

/** What the rules make of a request: those that refuse it, each with the member that it is filed under, and what only warns. */
export interface Verdict {
  refusedBy: ReadonlyArray<readonly [rule: string, member: string]>
  warnedBy: readonly string[]
}

export const accepted: Verdict = { refusedBy: [], warnedBy: [] }
export const refusedBy = (rule: string, member: string): Verdict => ({ refusedBy: [[rule, member]], warnedBy: [] })
export const warnedBy = (...warnings: string[]): Verdict => ({ refusedBy: [], warnedBy: warnings })
export const all = (...verdicts: Verdict[]): Verdict => ({
  refusedBy: verdicts.flatMap(it => it.refusedBy),
  warnedBy: verdicts.flatMap(it => it.warnedBy)
})

export type Case<Value> = readonly [value: Value, verdict: Verdict, when?: string]

/**
 * Asserts the whole verdict on the request that each value makes, and that nothing is written. A request that is
 * accepted is only tried, with `Sandbox-Dry-Run: 1`, so that the cases of a table start from one state.
 */
export async function judge<Value> (
  t: Test, client: Client, request: (value: Value) => Request, cases: ReadonlyArray<Case<Value>>
): Promise<void> {
  const written = watch(client.sandbox)
  for (const [value, verdict, when] of cases) {
    const sent = request(value)
    const name = `${[...new Set([JSON.stringify(value), when])].filter(Boolean).join(', ')}: ${summaryOf(verdict)}`
    const reply = await send(client, sent, isAccepted(verdict) ? { 'sandbox-dry-run': '1' } : {})
    t.strictSame(verdictOf(reply), {
      status: isAccepted(verdict) ? statusOf(sent) : 400,
      rules: [...new Set(verdict.refusedBy.map(([rule]) => rule))].sort(),
      filedUnder: verdict.refusedBy.map(([, member]) => member).sort(),
      warnings: [...verdict.warnedBy].sort()
    }, name)
    if (!isAccepted(verdict)) t.notMatch(reply.text, /undefined/, `${name}; its text leaves no gap`)
    t.strictSame(written(), {}, `${name}; nothing is written`)
  }
}

const isAccepted = ({ refusedBy }: Verdict): boolean => refusedBy.length === 0

const statusOf = ([method, , , status = method === 'POST' ? 201 : 200]: Request): number => status

/** A request of EID 9001, unless the headers say otherwise. */
export const send = (client: Client, [method, path, body]: Request, headers: Record<string, string> = {}): Promise<Reply> =>
  path.startsWith('/__admin')
    ? client.inject({ method: method as 'POST', url: path, headers, payload: body as object })
    : client.call(method, path, body, headers)

const summaryOf = ({ refusedBy, warnedBy }: Verdict): string =>
  [...refusedBy.map(([rule]) => rule), ...warnedBy.map(it => `warning ${it}`)].join(' and ') || 'accepted'

const verdictOf = ({ status, headers, body }: Reply) => ({
  status,
  rules: listOf(headers['sandbox-rules']),
  // A member once for each rule that is filed under it.
  filedUnder: Object.entries<string[]>(status < 400 ? {} : body.errors).flatMap(([member, messages]) => messages.map(() => member)).sort(),
  warnings: listOf(headers['sandbox-warnings'])
})

const listOf = (header: unknown): string[] => header === undefined ? [] : String(header).split(', ').sort()

/** Asserts that a dry run keeps nothing and gives the answer that the real request, which is then made, gives too. */
export async function isTriedAndMade (t: Test, client: Client, request: Request): Promise<Reply> {
  const name = `${request[0]} ${request[1]}`
  const written = watch(client.sandbox)
  const tried = await send(client, request, { 'sandbox-dry-run': '1' })
  t.equal(tried.headers['sandbox-dry-run'], '1')
  t.strictSame(written(), {}, `a dry run of ${name} keeps nothing`)
  const made = await send(client, request)
  t.strictSame([made.status, made.text], [statusOf(request), tried.text], `and answers what ${name} does`)
  t.notSame(written(), {})
  return made
}

/** What a member of a body can be. */
export interface Shape {
  optional?: true
  /** Its least and greatest length; the greatest is left out where there is none. */
  text?: readonly [min: number, max?: number]
  int32?: true
  date?: true
  object?: true
  /** Of at most so many items, each like the one given, and of none unless it has a least number. */
  list?: readonly [max: number, item: unknown]
  min?: 1
}

const malformed = 'One or more validation errors occurred'
const goodDates = ['2024-02-29', '2028-02-29', '2000-02-29', '1999-12-31']
const badDates = ['2026-02-29', '2100-02-29', '2026-02-30', '2026-13-01', '2026-00-10', '2026-04-31', '2026-1-5', '01/05/2026', '20260105',
  '2026-01-05T00:00:00', '2026-01-05Z', ' 2026-01-05', 'today', '', 20260105, true]

/** Asserts which values each member of a body can have: no rule is reached by one that is out of shape, and nothing is written. */
export async function takesShape (
  t: Test, client: Client, request: (body: unknown) => Request, body: object, members: Readonly<Record<string, Shape>>
): Promise<void> {
  const written = watch(client.sandbox)
  for (const [member, shape] of Object.entries(members)) {
    const { good, bad } = valuesOf(shape)
    for (const value of good) {
      const reply = await sendBody(changed(body, member, value), { 'sandbox-dry-run': '1' })
      t.not(reply.body.title, malformed, `${member} can be ${show(value)}`)
    }
    for (const value of bad) await (isTold(member, value) ? isToldOf : isMalformed)(member, changed(body, member, value), value)
  }
  for (const value of [[], [body], 'null', '"text"', '1', 'true']) await isMalformed('$', value)

  // What is only guessed of a member's form does not refuse.
  function isTold (member: string, value: unknown): boolean {
    const [method, path] = request(body)
    const { isGuessed, isRequired, type, format } = formOf(method, path, member)
    const canBeWorkedWith = typeof value === 'string' ? type === 'string' && format === undefined : Array.isArray(value) && type === 'array'
    const isOutOfRange = type === 'integer' && Number.isSafeInteger(value)
    const canBeRead = ['number', 'boolean'].includes(typeof value) && type === 'string' && format === undefined
    return isGuessed && value != null && (!isRequired || canBeWorkedWith || canBeRead || isOutOfRange)
  }

  async function isToldOf (member: string, body: unknown, value: unknown): Promise<void> {
    const { headers, body: { title } } = await sendBody(body, { 'sandbox-dry-run': '1' })
    t.not(title, malformed, `${member} ${show(value)} is not refused for its form`)
    t.match(headers['sandbox-warnings'], `inferred-shape:${member}`, `${member} ${show(value)} is told of`)
  }

  async function isMalformed (member: string, body: unknown, value: unknown = body): Promise<void> {
    const { status, headers, body: { title, errors } } = await sendBody(body)
    t.strictSame({ status, title, members: Object.keys(errors ?? {}), rules: headers['sandbox-rules'] },
      { status: 400, title: malformed, members: [member], rules: undefined }, `${member} cannot be ${show(value)}`)
    t.strictSame(written(), {}, 'and nothing is written')
  }

  function sendBody (body: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    return send(client, request(body), { 'content-type': 'application/json', ...headers })
  }
}

/** What the operation at a path says of the form of a member of its body. */
function formOf (method: string, path: string, member: string) {
  const operation = [...workBased.operations, ...workBased.adminOperations!].find(it =>
    [it.method, ...it.alsoBy ?? []].includes(method as typeof it.method) &&
    new RegExp(`^(?:/v1\\.0|/__admin)?${it.path.replace('/v1.0', '').replace(/:\w+/g, '[^/]+')}$`).test(path))!
  let node = operation.wire.body as TSchema
  let isGuessed = false
  let isRequired = false
  for (const name of member.split('.')) {
    isRequired = (node.required as string[] | undefined)?.includes(name) ?? false
    node = node.properties[name]
    const basis = node['x-form-basis'] ?? node['x-basis']
    if (basis) isGuessed = 'inferred' in basis
  }
  return { isGuessed, isRequired, type: node.type as string, format: node.format as string | undefined }
}

function valuesOf ({ optional, text, int32, date, object, list, min }: Shape): { good: unknown[], bad: unknown[] } {
  const absent = [undefined, null]
  const good: unknown[] = optional ? absent : []
  const bad: unknown[] = optional ? [] : absent
  if (text) {
    const [min, max] = text
    good.push('x'.repeat(min || 1), 'x'.repeat(max ?? 300))
    bad.push(5, true, ['x'], { x: 'x' })
    if (min > 0) bad.push('')
    if (max !== undefined) bad.push('x'.repeat(max + 1))
  }
  if (int32) {
    good.push(-2147483648, 0, 2147483647)
    bad.push('five', '5.5', '5 5', ' 5', '', 5.5, 2147483648, -2147483649, true, [5])
  }
  if (date) {
    good.push(...goodDates)
    bad.push(...badDates)
  }
  if (object) bad.push([], 'text', 5, true)
  if (list) {
    const [max, item] = list
    good.push([item], Array(max).fill(item), ...(min ? [] : [[]]))
    bad.push(...(min ? [[]] : []), Array(max + 1).fill(item), item, { 0: item })
  }
  return { good, bad }
}

const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'left out'
  return text.length > 40 ? `${text.slice(0, 20)}… (${text.length})` : text
}

/** A copy of a body with one member changed, `trainingAgreement.employerName`; undefined leaves it out. */
export function changed<Body extends object> (body: Body, member: string, value: unknown): Body {
  const copy = structuredClone(body)
  const names = member.split('.')
  const last = names.pop()!
  let target = copy as Record<string, unknown>
  for (const name of names) target = target[name] as Record<string, unknown>
  target[last] = value
  return copy
}

/** Asserts that EID 9002's requests, even under ids that are 9001's too, answer as given and leave 9001's rows as they are. */
export async function keepsToItsTeo (t: Test, requests: ReadonlyArray<readonly [Request, status: number, rules?: string]>): Promise<void> {
  const client = await open(t, { fixture: 'demo' })
  const written = watch(client.sandbox)
  for (const [request, status, rules] of requests) {
    const reply = await send(client, request, asSecondTeo)
    t.strictSame(
      [reply.status, reply.headers['sandbox-rules']], [status, rules], `${request[0]} ${request[1]} for EID 9002 answers ${status}`
    )
    t.notMatch(reply.text, /for EID (?!9002\b)/, 'a refusal says that it looked for EID 9002\'s records')
    t.strictSame(writtenOf(9001, written()), {}, 'and EID 9001 keeps its rows')
  }
}
