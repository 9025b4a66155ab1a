import { now } from '../frame/state.ts'
import type { Explanation, Verdict } from '../frame/replies.ts'
import { openStage, questions, type Came, type Stage } from '../demos/stage.ts'
import type { Example, ExampleRequest, Reading, Rule, Served } from './replies.ts'

/** What came of a request that shows a rule. */
export interface Shown {
  readonly request: ExampleRequest
  readonly came: Came
  readonly verdict: Verdict | undefined
  /** What a validation found in the record, for a rule of records. */
  readonly found: readonly Finding[] | undefined
}

export interface Finding { readonly errorCode: string, readonly errorType: string, readonly errorMessage?: string }

export interface Tried { readonly before: number, readonly broken: Shown, readonly accepted: Shown, readonly day: string }

/** Sends the example of a rule in a sandbox of its own, which understands and judges as this one does, and goes after. Throws. */
export async function tryExample (rule: Rule, readings: readonly Reading[]): Promise<Tried> {
  const stage = await openStage({ fixture: 'empty', clock: new Date(now.value!).toISOString() })
  try {
    if (rule.mode !== rule.usualMode) await stage.ask('PATCH', `/rules/${rule.id}`, { mode: rule.mode })
    const choices = Object.fromEntries(readings.map(({ id, inForce }) => [id, inForce]))
    if (readings.length > 0) await stage.ask('PUT', '/readings', choices)
    const { given, broken, accepted } = await stage.ask<Example>('GET', `/rules/${rule.id}/examples`)
    const send = sendingTo(stage)
    for (const request of given) demand(await send(request))
    const show = isOfRecords(rule) ? validated : answered
    // The mistake first, as that is what the rule is for. What is uploaded with it must not stand beside what is right.
    const before = await questions.save(stage)
    const shown = await show(stage, send, broken, rule)
    await questions.restore(stage, before)
    return {
      before: given.length,
      broken: shown,
      accepted: await show(stage, send, accepted, rule),
      day: (await questions.clock(stage)).today
    }
  } finally {
    stage.close()
  }
}

type Send = (request: ExampleRequest, isDry?: boolean) => Promise<Came>

/** A rule of uploaded records is judged when those are validated, by an operation of this name, and by nothing else. */
const validation = 'RequestValidation'

const isOfRecords = ({ operations }: Rule): boolean => operations.length > 0 && operations.every(name => name === validation)

function demand (came: Came): Came {
  if (came.status >= 400) throw new Error(`What has to come first was refused: ${came.text}`)
  return came
}

async function answered (stage: Stage, send: Send, request: ExampleRequest, { id }: Rule): Promise<Shown> {
  const came = await send(request, true)
  const { refusedBy, warnedBy, held }: Explanation = await questions.explain(stage, came.id!)
  return { request, came, verdict: [...refusedBy, ...warnedBy, ...held].find(({ rule }) => rule === id), found: undefined }
}

async function validated (stage: Stage, send: Send, request: ExampleRequest): Promise<Shown> {
  const served = await stage.ask<readonly Served[]>('GET', '/contract')
  const { path } = served.find(it => (it.ours ?? it.operationId) === validation)!
  const call = (method: string, rest: string) => send({ method, path: `${path}${rest}`, headers: request.headers })
  const came = demand(await send(request))
  demand(await call('POST', ''))
  demand(await call('GET', ''))
  const { results } = JSON.parse(demand(await call('GET', '/results')).text) as { results: readonly Finding[] }
  return { request, came, verdict: undefined, found: results }
}

/** A name in braces stands for what the last reply gave that had a member of that name. */
function sendingTo ({ send }: Stage): Send {
  const known: Record<string, string> = {}
  return async (request, isDry = false) => {
    const filled = JSON.stringify(request).replace(/\{(\w+)\}/g, (whole, name: string) => known[name] ?? whole)
    const { method, path, headers, body } = JSON.parse(filled) as ExampleRequest
    const came = await send({
      method,
      path,
      headers: {
        ...body !== undefined && typeof body !== 'string' && { 'Content-Type': 'application/json' },
        ...headers,
        ...isDry && { 'Sandbox-Dry-Run': '1' }
      },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body)
    })
    remember(came.text, known)
    return came
  }
}

function remember (text: string, known: Record<string, string>): void {
  try {
    keep(JSON.parse(text), known)
  } catch {
    // What is no JSON gives no names.
  }
}

function keep (value: unknown, known: Record<string, string>): void {
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    if (typeof member === 'string' || typeof member === 'number') known[name] = String(member)
    else keep(member, known)
  }
}
