import { webhookHostsOf, type WebhookHosts } from '../sandbox/webhook-hosts.ts'
import { perSandbox } from '../sandbox/live.ts'
import type { Database } from '../sandbox/database.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { endLeftDeliveries, findPendingDelivery, noteOutcome, type Delivery, type Outcome } from './platform/webhooks/store.ts'
import { post } from './posting.ts'

/** The sending of one delivery, by its id. */
interface Sending {
  readonly id: string
  readonly stop: AbortController
}

/** What a sandbox is sending, or what waits there for its turn. */
interface Deliveries {
  readonly sandbox: Sandbox
  readonly sendings: Set<Sending>
  /** The last sending to each address: the next waits for it, so that no older state comes after a newer one. */
  readonly lastTo: Map<string, Promise<void>>
  /** What came of those of which it could not be noted yet, as on a disk that is full. */
  readonly unnoted: Map<string, Outcome>
}

const none = (sandbox: Sandbox): Deliveries => ({ sandbox, sendings: new Set(), lastTo: new Map(), unnoted: new Map() })

export const deliveriesOf = perSandbox<Deliveries>('webhook deliveries', none, {
  isBusy: ({ sendings }) => sendings.size > 0,
  close: breakOff
})

/** Breaks off what is under way, and notes it as Failed. */
function breakOff (deliveries: Deliveries): void {
  const broken = [...deliveries.sendings]
  deliveries.sendings.clear()
  for (const { id } of broken) deliveries.unnoted.set(id, failed(stopped))
  noteAll(deliveries)
  for (const { stop } of broken) stop.abort(new Error(stopped))
}

/** Notes what came of deliveries; what cannot be stored waits for the next time. Never throws. */
function noteAll ({ sandbox, unnoted }: Deliveries): void {
  try {
    for (const [id, outcome] of unnoted) {
      noteOutcome(sandbox.db, { id, ...outcome })
      unnoted.delete(id)
    }
  } catch (error) {
    sandbox.report(error)
  }
}

/** Sends what was noted, and notes what was answered. Nobody waits for it. */
export function deliver (sandbox: Sandbox, ids: readonly string[]): void {
  if (webhookHostsOf(sandbox.settings) === 'nowhere') return
  const deliveries = deliveriesOf(sandbox)
  // There was room for a change, so there is for these.
  noteAll(deliveries)
  for (const id of ids) {
    const url = findPendingDelivery(sandbox.db, id)?.url
    if (url === undefined) continue
    if (deliveries.sendings.size >= mostWaiting) {
      noteOutcome(sandbox.db, { id, ...failed(`${mostWaiting} deliveries are already waiting, the maximum`) })
      continue
    }
    const sending: Sending = { id, stop: new AbortController() }
    deliveries.sendings.add(sending)
    const over = carryOut(deliveries, sending, deliveries.lastTo.get(url)).catch(sandbox.report).finally(() => {
      deliveries.sendings.delete(sending)
      if (deliveries.lastTo.get(url) === over) deliveries.lastTo.delete(url)
    })
    deliveries.lastTo.set(url, over)
  }
}

async function carryOut (deliveries: Deliveries, sending: Sending, before: Promise<void> | undefined): Promise<void> {
  const { sandbox, sendings, unnoted } = deliveries
  await before
  // It is not among them any more once the sandbox sleeps, is reset or is closed.
  const delivery = sendings.has(sending) ? findPendingDelivery(sandbox.db, sending.id) : undefined
  if (!delivery) return
  const outcome = await send(delivery, webhookHostsOf(sandbox.settings), sending.stop)
  if (!sendings.has(sending)) return
  unnoted.set(sending.id, outcome)
  noteAll(deliveries)
}

const patience = 5000

/** A change tells as many as there are webhooks; a sandbox is not to flood anybody with calls. */
export const mostWaiting = 1000

const stopped = 'The sandbox stopped'

const failed = (error: string): Outcome => ({ status: 'Failed', responseStatus: null, error })

async function send ({ method, url, body }: Delivery, hosts: WebhookHosts, stop: AbortController): Promise<Outcome> {
  const timer = setTimeout(() => stop.abort(new Error(`No answer within ${patience} ms`)), patience)
  try {
    const status = await post({ method, url, body, hosts, signal: stop.signal })
    return { status: status >= 200 && status < 300 ? 'Delivered' : 'Refused', responseStatus: status, error: null }
  } catch (error) {
    return failed(reasonOf(stop.signal.aborted ? stop.signal.reason : error))
  } finally {
    clearTimeout(timer)
  }
}

/** Where several addresses were tried in vain, the code alone says why. */
const reasonOf = (error: unknown): string => {
  const { message, code = 'no answer' } = error as NodeJS.ErrnoException
  return message === '' ? code : message
}
/** What was to be sent when the server was killed is not sent, as some of it may have been. */
export const endLeft = (db: Database): void => { endLeftDeliveries(db, { error: stopped }) }
