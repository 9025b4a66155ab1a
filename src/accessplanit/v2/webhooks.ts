import type { FastifyInstance, FastifyRequest } from 'fastify'
import { all, run } from '../../sandbox/database.ts'
import { localDateTime } from '../platform/local-time.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'

/** What happens to a record, and the method by which a webhook tells of it. */
export const eventMethods = { Create: 'POST', Update: 'PUT', Delete: 'DELETE' } as const
export type WebhookEvent = keyof typeof eventMethods

const listWebhooks = all<{ id: string, url: string }>(`
  SELECT id, url FROM webhook WHERE module = ? AND isEnabled AND EXISTS (SELECT 1 FROM json_each(events) WHERE json_each.value = ? COLLATE NOCASE)`)

const insertInstance = run(`
  INSERT INTO webhookInstance (id, webhookId, event, method, url, body, dateCreated, status)
  VALUES (:id, :webhookId, :event, :method, :url, :body, :dateCreated, 'Pending')`)

const noteOutcome = run('UPDATE webhookInstance SET status = :status, responseStatus = :responseStatus, error = :error WHERE id = :id')

const patience = 5000

/** What is to be delivered once the change is kept. */
export interface Delivery { id: string, method: string, url: string, body: string }

const noted = new WeakMap<FastifyRequest, Delivery[]>()

/** Notes, as part of the change, what the webhooks of a module are to be told of it. `json` is the record. */
export function noteDeliveries (request: FastifyRequest, module: string, event: WebhookEvent, json: string): void {
  const { sandbox: { db, ids, clock } } = request
  for (const { id: webhookId, url } of listWebhooks(db, module, event)) {
    const delivery = { id: ids.next(), method: eventMethods[event], url, body: json }
    insertInstance(db, { ...delivery, webhookId, event, dateCreated: localDateTime(clock.now()) })
    noted.set(request, [...noted.get(request) ?? [], delivery])
  }
}

/** Has what the requests to `app` have noted sent, once they are answered; not if nothing of them is kept. */
export function deliverAfterwards (app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    const deliveries = noted.get(request)
    if (deliveries && reply.statusCode < 400 && !request.entry.dryRun) deliver(request.sandbox, deliveries)
    done()
  })
}

interface Sending { stop: AbortController, noted: Promise<void> }

const underWay = new WeakMap<Sandbox, Set<Sending>>()

/** The last sending to each address: the next waits for it, so that no older state comes after a newer one. */
const lastTo = new WeakMap<Sandbox, Map<string, Promise<void>>>()

/** Sends what was noted, and notes what was answered. Nobody waits for it. */
function deliver (sandbox: Sandbox, deliveries: readonly Delivery[]): void {
  let sendings = underWay.get(sandbox)
  if (!sendings) underWay.set(sandbox, sendings = new Set())
  let last = lastTo.get(sandbox)
  if (!last) lastTo.set(sandbox, last = new Map())
  for (const delivery of deliveries) {
    const stop = new AbortController()
    const before = last.get(delivery.url) ?? Promise.resolve()
    const noted = before.then(() => send(delivery, stop)).then(outcome => {
      sendings.delete(sending)
      if (sandbox.db.open) noteOutcome(sandbox.db, { id: delivery.id, ...outcome })
    })
    last.set(delivery.url, noted)
    const sending = { stop, noted }
    sendings.add(sending)
  }
}

/** Breaks off what is under way, as the server stops, and notes it as Failed. */
export async function breakOff (sandbox: Sandbox): Promise<void> {
  const sendings = [...underWay.get(sandbox) ?? []]
  for (const { stop } of sendings) stop.abort(new Error('The sandbox stopped'))
  await Promise.all(sendings.map(({ noted }) => noted))
}

async function send ({ method, url, body }: Delivery, stop: AbortController): Promise<{ status: string, responseStatus: number | null, error: string | null }> {
  const timer = setTimeout(() => stop.abort(new Error(`No answer within ${patience} ms`)), patience)
  try {
    const response = await fetch(url, { method, body, redirect: 'manual', headers: { 'content-type': 'application/json' }, signal: stop.signal })
    await response.body?.cancel().catch(() => {})
    return { status: response.ok ? 'Delivered' : 'Refused', responseStatus: response.status, error: null }
  } catch (error) {
    return { status: 'Failed', responseStatus: null, error: String((error as Error).cause ?? (error as Error).message) }
  } finally {
    clearTimeout(timer)
  }
}
