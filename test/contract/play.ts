import type { InjectOptions } from 'light-my-request'
import { demand, type Client, type Database, type Reply } from '../harness.ts'
import type { Sent } from './walks.ts'

/** How a walk went: what each of its steps was answered, with our names, and what is stored in the end. */
export interface Played {
  readonly answers: readonly Answered[]
  readonly state: Readonly<Record<string, readonly unknown[]>>
}

export interface Answered {
  readonly status: number
  /** The ids of those that refused. */
  readonly rules: unknown
  /** Of a success. */
  readonly body: unknown
  readonly text: string
}

/** How the requests of a walk are sent, and what comes back is read. */
export interface Manner {
  readonly contract?: object
  /** A request as it is to be sent, and how its reply is to be read; undefined for what is sent as it is. */
  readonly translate?: (it: Sent) => (Sent & { readonly read: (body: unknown) => unknown }) | undefined
}

const id = 'walked'

/** Plays a walk in a sandbox of its own, which is always the same. */
export async function play (client: Client, walk: readonly Sent[], { contract, translate }: Manner = {}): Promise<Played> {
  const { inject, admin, sandboxes } = client
  demand(await admin('POST', '/sandboxes', { id, fixture: 'demo', clock: { mode: 'frozen', now: '2026-03-02T09:00' } }))
  if (contract) demand(await inject({ method: 'PUT', url: `/sandboxes/${id}/__admin/contract`, payload: contract }))
  const issued = tokensOf()
  const answers: Answered[] = []
  for (const step of walk) {
    const it = issued.inPlaceOf(step)
    const other = translate?.(it)
    const { status, headers, body, text } = await send(client, other ?? it)
    const isGood = status < 300
    const read = isGood && other ? other.read(body) : body
    issued.note(read)
    const rules = headers['sandbox-rules'] ?? body?.refusedBy?.map(({ rule }: { rule: string }) => rule)
    answers.push({ status, rules, body: isGood ? issued.called(read) : undefined, text })
  }
  const state = issued.called(stateOf(sandboxes.find(id)!.db)) as Played['state']
  demand(await admin('DELETE', `/sandboxes/${id}`))
  return { answers, state }
}

/** What a walk is given on its way and sends from then on: another play of it is given something else. */
function tokensOf () {
  let [bearer, submission]: [string | undefined, string | undefined] = [undefined, undefined]
  return {
    note (body: any): void {
      bearer = body?.access_token ?? bearer
      submission = body?.submissionToken ?? submission
    },
    /** Any value with the same words for what is given in each play. */
    called: (value: unknown): unknown => value === undefined || submission === undefined
      ? value
      : JSON.parse(JSON.stringify(value).replaceAll(submission, 'the submission token')) as unknown,
    inPlaceOf ({ url, headers, body, ...rest }: Sent): Sent {
      const { authorization, eid, 'content-type': type } = headers
      const isIssued = bearer !== undefined && authorization !== undefined && !/demo-/.test(authorization)
      const now = (text: string): string => submission === undefined ? text : text.replace(uuid, submission)
      return {
        ...rest,
        url: now(url),
        headers: {
          ...authorization && { authorization: isIssued ? `Bearer ${bearer}` : authorization },
          ...eid && { eid },
          ...typeof body === 'string' && type && { 'content-type': type }
        },
        body: body === undefined ? body : JSON.parse(now(JSON.stringify(body))) as unknown
      }
    }
  }
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

const send = ({ send }: Client, { method, url, headers, body }: Sent): Promise<Reply> => send({
  method: method as InjectOptions['method'] & string,
  url: `/sandboxes/${id}${url}`,
  headers: { ...headers },
  ...body !== undefined && { payload: body as object }
})

/** Everything that is stored, but what tells of the contract itself; in which order a member came is no part of it. */
function stateOf (db: Database): Record<string, unknown[]> {
  const names = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'contract%' AND name <> 'setting'")
    .pluck()
    .all()
  return Object.fromEntries(names.map(name => [name, inOrder(db.prepare(`SELECT * FROM "${String(name)}"`).all()) as unknown[]]))
}

function inOrder (value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith('{')) return inOrder(JSON.parse(value))
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(inOrder)
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([name, it]) => [name, inOrder(it)]))
}
