import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { Test } from 'tap'
import { open, type Client, type Flags, type Reply } from '../harness.ts'
import { page, readSteps, runInShell, walks } from './walks.ts'

/** What the shell lines of a page send, and what is answered, kept so that it can be sent again to a sandbox that reads otherwise. */

interface Sent {
  readonly method: string
  readonly url: string
  readonly headers: Record<string, string>
  readonly payload: Buffer
}

/** A request of a journey, and what came back. */
export interface Step {
  readonly sent: Sent
  readonly reply: Reply
}

/** What a replayed step comes down to, beside what was answered when it was first sent. */
export interface Replayed {
  readonly step: Step
  readonly reply: Reply
  /** The explanation of the request, if the journal has it. */
  explain (): Promise<Explanation>
}

interface Verdict { rule: string }

export interface Explanation {
  readonly operation: { operationId: string } | null
  readonly readings?: Array<{ id: string }>
  readonly refusedBy: Verdict[]
  readonly warnedBy: Verdict[]
  readonly held: Verdict[]
  readonly notJudged: Verdict[]
}

export const journeys = (): string[] => ['README.md', 'docs/testing.md', ...walks()]

export const openDemo = (t: Test, flags: Flags = {}): Promise<Client> => open(t, { fixture: 'demo', ...flags })

/** Runs the lines of a page in a shell, each call through a server of its own that keeps it. */
export async function record (client: Client, path: string): Promise<Step[]> {
  const steps: Step[] = []
  const server = createServer(async (request, response) => {
    const payload = await buffer(request)
    const { host, connection, 'content-length': length, expect, ...headers } = request.headers as Record<string, string>
    const sent = { method: request.method!, url: request.url!, headers, payload }
    const reply = await send(client, sent)
    steps.push({ sent, reply })
    response.writeHead(reply.status, reply.headers).end(reply.text)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  await runInShell(readSteps(page(path)), `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  server.close()
  server.closeAllConnections()
  return steps
}

const send = (client: Client, { payload, ...sent }: Sent): Promise<Reply> =>
  client.inject({ ...sent, method: sent.method as 'GET', ...(payload.length > 0 && { payload }) })

/** Sends the requests of a journey again. What a reply says otherwise than at first, such as an address, goes into those that follow. */
export async function * replay (client: Client, steps: readonly Step[]): AsyncGenerator<Replayed> {
  const renamed = new Map<string, string>()
  for (const step of steps) {
    const reply = await send(client, withoutWaiting(rename(step.sent, renamed)))
    noteRenamed(step.reply.body, reply.body, renamed)
    yield { step, reply, explain: async () => (await send(client, explaining(step.sent, reply))).body }
  }
}

/** Asks the sandbox that was sent something for its explanation. */
const explaining = ({ url }: Sent, { headers }: Reply): Sent => ({
  method: 'GET',
  url: `${/^\/sandboxes\/[^/]+/.exec(url)?.[0] ?? ''}/__admin/requests/${headers['sandbox-request-id']}/explain`,
  headers: {},
  payload: Buffer.alloc(0)
})

/** A fault that makes an agency slow has been waited for once, when the journey was recorded. */
const withoutWaiting = (sent: Sent): Sent => sent.url.endsWith('/__admin/faults')
  ? { ...sent, payload: Buffer.from(sent.payload.toString().replace(/("delayMs": *)\d+/, '$11')) }
  : sent

/** Text that is long enough to be an id, a token or an address and no word. */
const isName = (value: unknown): value is string => typeof value === 'string' && value.length >= 20 && !/\s/.test(value)

function noteRenamed (before: unknown, now: unknown, renamed: Map<string, string>): void {
  if (isName(before) && isName(now) && before !== now) renamed.set(before, now)
  if (typeof before !== 'object' || typeof now !== 'object' || before === null || now === null) return
  for (const [name, member] of Object.entries(before)) noteRenamed(member, (now as Record<string, unknown>)[name], renamed)
}

function rename (sent: Sent, renamed: ReadonlyMap<string, string>): Sent {
  if (renamed.size === 0) return sent
  const inText = (text: string) => [...renamed].reduce((text, [before, now]) => text.replaceAll(before, now), text)
  return {
    ...sent,
    url: inText(sent.url),
    headers: Object.fromEntries(Object.entries(sent.headers).map(([name, value]) => [name, inText(value)])),
    payload: Buffer.from(inText(sent.payload.toString()))
  }
}
